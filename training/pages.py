"""Pages as the Rust dump gives them, joined with gold: blocks, labels, folds."""
import json
import pickle
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import gold as gold_data


@dataclass
class Page:
    """One page of one rendering. `counters` are the blocks' words, `labels` their share of main content."""
    id: str
    kind: str
    fold: int
    page_type: str
    blocks: list
    containers: list
    labels: list
    # The labels before gold words were claimed: what stands on the page twice speaks for its words both times.
    word_labels: list
    counters: list
    gold: Counter
    ceiling: float = 0.0
    sizes: list = field(default_factory=list)
    # Labelled by a model (`silver.py`); then `fold_labels` are those of the models that have not seen each fold.
    is_silver: bool = False
    fold_labels: list = field(default_factory=list)

    @property
    def is_news(self):
        return "_" in self.id


def load(work, rendering, gold, folds):
    """All pages of `blocks-RENDERING.jsonl` that have gold text; cached as a pickle beside it."""
    source = Path(work) / f"blocks-{rendering}.jsonl"
    return cached(source.with_suffix(".pickle"), source, lambda: list(read(source, rendering, gold, folds)))


def cached(cache, source, make):
    """What `make` gives, kept in the file `cache` for as long as `source` does not change."""
    if cache.exists() and cache.stat().st_mtime > source.stat().st_mtime:
        return pickle.loads(cache.read_bytes())
    made = make()
    cache.write_bytes(pickle.dumps(made))
    return made


def read(source, rendering, gold, folds):
    with open(source, encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            truth = gold.get(row["id"])
            if truth is not None:
                yield make_page(row, rendering, truth, folds[row["id"]])


def make_page(row, rendering, truth, fold):
    block_words = [gold_data.words(block["t"]) for block in row["blocks"]]
    counters = [Counter(block) for block in block_words]
    wanted = Counter(gold_data.words(truth["main_content"]))
    word_labels = gold_data.label_blocks(block_words, truth["main_content"])
    labels = gold_data.claim_once(word_labels, [block["t"] for block in row["blocks"]], counters, wanted)
    page = Page(
        id=row["id"], kind=rendering, fold=fold, page_type=truth.get("page_type") or "article",
        blocks=row["blocks"], containers=row.get("containers", []), labels=labels, word_labels=word_labels, counters=counters,
        gold=wanted, sizes=[len(block) for block in block_words],
    )
    kept = sum((c for c, label in zip(counters, labels) if label >= 0.5), Counter())
    page.ceiling = gold_data.prf(kept, page.gold)[2]
    return page
