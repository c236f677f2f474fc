"""Learned weights of class words, text words and whole short texts: the log-odds of main content, averaged over domains."""
import math
import re
from collections import defaultdict

TEXT_WORD = re.compile(r"[^\W_]+")
# A word must be seen on at least this many domains to be listed.
CLASS_DOMAINS, TEXT_DOMAINS, PHRASE_DOMAINS = 5, 8, 5
# Domains' worth of the prior mixed into each estimate.
PRIOR_DOMAINS = 3.0
HIGHEST = 4.0
MOST_CLASS, MOST_TEXT, MOST_PHRASES = 1500, 4000, 1500
# Whole texts up to this many words are phrases.
PHRASE_WORDS = 6
# Weights below this carry nothing.
LEAST = 0.35


def text_words(text):
    return [re.sub(r"\d", "0", word) for word in TEXT_WORD.findall(text.lower())]


def phrase_key(text):
    return "".join(c for c in text.lower() if c.isalnum() or c == "_")


class Tally:
    """Per word and domain: weight of main content and weight in all."""

    def __init__(self):
        self.kept, self.all = defaultdict(lambda: defaultdict(float)), defaultdict(lambda: defaultdict(float))
        self.total_kept = self.total = 0.0

    def add(self, word, domain, label, weight):
        self.kept[word][domain] += label * weight
        self.all[word][domain] += weight

    def scores(self, least_domains, most):
        prior = max(0.01, min(0.99, self.prior()))
        found = {}
        for word, domains in self.all.items():
            if len(domains) < least_domains:
                continue
            shares = sum(self.kept[word][d] / weight for d, weight in domains.items() if weight > 0)
            p = (shares + PRIOR_DOMAINS * prior) / (len(domains) + PRIOR_DOMAINS)
            p = min(max(p, 0.005), 0.995)
            score = math.log(p / (1 - p)) - math.log(prior / (1 - prior))
            if abs(score) >= LEAST:
                found[word] = (max(-HIGHEST, min(HIGHEST, score)), len(domains))
        strongest = sorted(found, key=lambda word: (-abs(found[word][0]) * math.log(1 + found[word][1]), word))[:most]
        return {word: [round(found[word][0], 2)] for word in sorted(strongest)}

    def prior(self):
        return self.total_kept / self.total if self.total else 0.5


def count_page(page, domain, tallies):
    """Adds a page; every page weighs the same."""
    classes, text, phrases = tallies
    size = sum(page.sizes) or 1
    kept, total = [0.0] * len(page.containers), [0.0] * len(page.containers)
    for block, label, words in zip(page.blocks, page.word_labels, page.sizes):
        kept[block["c"]] += label * words
        total[block["c"]] += words
        for word in set(block["w"]):
            classes.add(word, domain, label, (words or 0.5) / size)
        weight = 1 / len(page.blocks)
        tokens = text_words(block["t"])
        for word in set(tokens):
            text.add(word, domain, label, weight)
        if len(tokens) <= PHRASE_WORDS:
            phrases.add(phrase_key(block["t"]), domain, label, weight)
        text.total_kept += label * weight
        text.total += weight
        if len(tokens) <= PHRASE_WORDS:
            phrases.total_kept += label * weight
            phrases.total += weight
    for number in range(len(page.containers) - 1, 0, -1):
        parent = page.containers[number][0]
        kept[parent] += kept[number]
        total[parent] += total[number]
    for number, (_, _, words) in enumerate(page.containers):
        for word in set(words):
            if total[number]:
                classes.add(word, domain, kept[number] / total[number], total[number] / size)
    classes.total_kept += kept[0] / size
    classes.total += total[0] / size


def build(pages, domains):
    """The lexicon of the pages: {"class": {word: [weights]}, "text": …, "phrase": …}."""
    tallies = Tally(), Tally(), Tally()
    for page in pages:
        if page.ceiling >= 0.8:
            count_page(page, domains[page.id], tallies)
    classes, text, phrases = tallies
    return {
        "class": classes.scores(CLASS_DOMAINS, MOST_CLASS),
        "text": text.scores(TEXT_DOMAINS, MOST_TEXT),
        "phrase": phrases.scores(PHRASE_DOMAINS, MOST_PHRASES),
    }
