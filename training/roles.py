"""Trains the models that give every block its role."""
import difflib
import hashlib
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

import gold as gold_data

ROLES = ("headline", "dek", "byline", "date", "body", "caption", "comment", "navigation", "breadcrumb", "consent",
         "login", "search", "share", "related", "newsletter", "ad", "tags", "author-bio", "footer", "other")
NUMBER = {role: number for number, role in enumerate(ROLES)}
CONTENT_SIDE = 7
# A block takes the role of annotated text only if at least this share of its words was found there.
LEAST_FOUND = 0.5


def tokens(text):
    """The words of a text, or its marks if it has none."""
    text = unicodedata.normalize("NFKC", text)
    return gold_data.words(text) or [text.strip()]


def align(truth, texts):
    """Roles (or None) of the blocks `texts`, given annotated blocks [(text, role)] of another segmentation in page order."""
    have, want = [tokens(text) for text in texts], [tokens(text) for text, _ in truth]
    roles = [role for _, role in truth]
    votes = [Counter() for _ in texts]
    used = [False] * len(truth)
    same = difflib.SequenceMatcher(None, [tuple(t) for t in have], [tuple(t) for t in want], autojunk=False)
    at, there = 0, 0
    for start, gold_start, size in same.get_matching_blocks():
        align_words(have, want, roles, votes, used, (at, start), (there, gold_start))
        for step in range(size):
            votes[start + step][roles[gold_start + step]] += len(have[start + step])
            used[gold_start + step] = True
        at, there = start + size, gold_start + size
    chosen = [choose(count, len(words)) for count, words in zip(votes, have)]
    return place_rest(have, want, roles, used, chosen)


def align_words(have, want, roles, votes, used, span, gold_span):
    """Matches a stretch without equal blocks word by word."""
    ours = [(word, at) for at in range(*span) for word in have[at]]
    theirs = [(word, at) for at in range(*gold_span) for word in want[at]]
    if not ours or not theirs:
        return
    matcher = difflib.SequenceMatcher(None, [w for w, _ in ours], [w for w, _ in theirs], autojunk=False)
    for start, gold_start, size in matcher.get_matching_blocks():
        for step in range(size):
            at = theirs[gold_start + step][1]
            votes[ours[start + step][1]][roles[at]] += 1
            used[at] = True


def choose(count, words):
    if not count or sum(count.values()) < LEAST_FOUND * words:
        return None
    return count.most_common(1)[0][0]


def place_rest(have, want, roles, used, chosen):
    """Gives blocks that stand in another order the role of an unused annotated block of the same text, if it is one role."""
    left = defaultdict(set)
    for words, role, taken in zip(want, roles, used):
        if not taken:
            left[tuple(words)].add(role)
    for at, role in enumerate(chosen):
        known = left.get(tuple(have[at]))
        if role is None and known and len(known) == 1:
            chosen[at] = next(iter(known))
    return chosen


def rejoin(pairs, texts):
    """Roles (or None) of blocks, from annotated pairs [hash, role] in page order."""
    hashes = [hashlib.sha256(text.encode()).hexdigest()[:12] for text in texts]
    chosen = [None] * len(texts)
    matcher = difflib.SequenceMatcher(None, hashes, [h for h, _ in pairs], autojunk=False)
    for start, other, size in matcher.get_matching_blocks():
        for step in range(size):
            chosen[start + step] = pairs[other + step][1]
    return chosen


def truth(data, annotations):
    """What was annotated: {page id: [(text, role)]}, and {page id: [[hash, role]]} of our own."""
    given = gold_data.read_jsonl(Path(data) / "wcxb-dev/roles.jsonl.gz")
    own = gold_data.read_jsonl(Path(annotations) / "roles.jsonl")
    return ({row["id"]: [(b["text"], b["role"]) for b in row["blocks"]] for row in given},
            {row["id"]: row["blocks"] for row in own})
