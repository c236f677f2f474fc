"""Gold data and the labels made from it: how much of each block stands in a page's gold text."""
import gzip
import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from urllib.parse import urlsplit

WORD = re.compile(r"\w+")
FOLDS = 5
# A block of at least this many words is matched by its word triples, a shorter one only whole and in place.
LONG_BLOCK = 6
# Gold words between the places of neighbouring long blocks and a short block that belongs to them.
SLACK_WORDS = 60
# A page whose gold text is not in its blocks at all teaches nothing: oracle word F1 below this leaves training.
CEILING = 0.8


def words(text):
    return WORD.findall((text or "").lower())


def read_jsonl(path):
    opener = gzip.open if str(path).endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def domain(row):
    """What must not stand on both sides of a split: the registered domain, or the publisher."""
    if row.get("url"):
        host = urlsplit(row["url"]).hostname or row["url"]
        parts = host.split(".")
        short_second_level = len(parts) > 2 and len(parts[-1]) == 2 and len(parts[-2]) <= 3
        return ".".join(parts[-3:] if short_second_level else parts[-2:])
    return "publisher:" + "_".join(row["id"].split("_")[:2])


def load_gold(data):
    """Gold rows by page id of all pages that have gold text."""
    rows = read_jsonl(Path(data) / "wcxb-dev/gold.jsonl.gz") + read_jsonl(Path(data) / "news-dev/gold.jsonl.gz")
    return {row["id"]: row for row in rows}


def make_folds(gold):
    """Fold number by page id: whole domains, largest first, into the fold with the fewest pages."""
    groups = defaultdict(list)
    for key, row in gold.items():
        groups[domain(row)].append(key)
    sizes, folds = [0] * FOLDS, {}
    for name in sorted(groups, key=lambda name: (-len(groups[name]), name)):
        target = sizes.index(min(sizes))
        sizes[target] += len(groups[name])
        folds.update((key, target) for key in groups[name])
    return folds


def prf(predicted, gold):
    """Precision, recall and F1 of two word counters, as the scorer computes them."""
    n, m = sum(predicted.values()), sum(gold.values())
    if not m or not n:
        return (1.0,) * 3 if n == m else (0.0,) * 3
    overlap = sum((predicted & gold).values())
    p, r = overlap / n, overlap / m
    return (p, r, 2 * p * r / (p + r) if p + r else 0.0)


def positions(gold_words):
    index = defaultdict(list)
    for at in range(len(gold_words)):
        index[tuple(gold_words[at:at + 3])].append(at)
    return index


def label_long(block, triples):
    """Share of the words that lie in a triple of the gold text, and the gold place of most of them."""
    covered, votes = [False] * len(block), Counter()
    for at in range(len(block) - 2):
        places = triples.get(tuple(block[at:at + 3]))
        if places:
            covered[at] = covered[at + 1] = covered[at + 2] = True
            for place in places[:4]:
                votes[(place - at) // 8] += 1
    if not votes:
        return 0.0, None
    return sum(covered) / len(block), votes.most_common(1)[0][0] * 8


def label_blocks(blocks, gold_text):
    """A number 0-1 for each block's words (a list of word lists): the share of it that is main content."""
    gold_words = words(gold_text)
    triples = positions(gold_words)
    first = defaultdict(list)
    for at, word in enumerate(gold_words):
        first[word].append(at)
    labels, places = [0.0] * len(blocks), [None] * len(blocks)
    for i, block in enumerate(blocks):
        if len(block) >= LONG_BLOCK:
            labels[i], places[i] = label_long(block, triples)
            if labels[i] < 0.5:
                places[i] = None
    anchors = [i for i, place in enumerate(places) if place is not None]
    claimed = set()
    for i, block in enumerate(blocks):
        if 0 < len(block) < LONG_BLOCK:
            labels[i] = float(claim(block, i, anchors, places, first, gold_words, claimed))
    return labels


def claim(block, i, anchors, places, first, gold_words, claimed):
    """Whether the short block stands in the gold text between the places of its long neighbours."""
    import bisect
    after = bisect.bisect(anchors, i)
    before_at = anchors[after - 1] if after else None
    after_at = anchors[after] if after < len(anchors) else None
    near_before = before_at is not None and i - before_at <= 40
    near_after = after_at is not None and after_at - i <= 40
    if anchors and not near_before and not near_after:
        return False
    low = places[before_at] - SLACK_WORDS if near_before else -1
    high = places[after_at] + SLACK_WORDS if near_after else len(gold_words)
    if near_before and near_after and low > high:
        low, high = min(places[before_at], places[after_at]) - SLACK_WORDS, max(places[before_at], places[after_at]) + SLACK_WORDS
    if near_before and not near_after:
        high = places[before_at] + 400
    if near_after and not near_before:
        low = places[after_at] - 200
    for at in first.get(block[0], ()):
        if low <= at <= high and at not in claimed and gold_words[at:at + len(block)] == block:
            claimed.update(range(at, at + len(block)))
            return True
    return False


def claim_once(labels, texts, counters, gold):
    """The labels with every gold word claimed by one block only: what stands on the page twice (a card and its picture's
    alternative text, a list for narrow screens and one for wide ones) is main content once. The best covered block has it;
    of equal ones the first, but of equal neighbours the last, which is the text behind its picture."""
    left, labels, ends = dict(gold), list(labels), ends_of_repeats(texts)
    claiming = [i for i, label in enumerate(labels) if label >= 0.5]
    for i in sorted(claiming, key=lambda i: (-round(labels[i], 1), ends[i], -i)):
        size = sum(counters[i].values())
        claimed = {word: min(n, left.get(word, 0)) for word, n in counters[i].items()}
        share = sum(claimed.values()) / size
        if share >= 0.5:
            left.update((word, left[word] - n) for word, n in claimed.items() if n)
        else:
            labels[i] = min(labels[i], share / 2)
    return labels


def ends_of_repeats(texts):
    """For every text, where the last of its equals stands that follow it at most two places apart."""
    ends = list(range(len(texts)))
    for i in reversed(range(len(texts))):
        for after in texts[i + 1:i + 3]:
            if after == texts[i]:
                ends[i] = ends[i + 1 + (texts[i + 1] != after)]
                break
    return ends
