"""Pages without gold text for the text model to learn from: what the HTML model keeps of a page is learned from in the page's
text dumps as if it were gold. In HTML that model is far surer of other languages than one that sees lines alone. Those that are
annotated serve the roles as well.

Each fold has a teacher of its own, the HTML first pass that has not seen the fold's pages, so that nothing of them reaches the
models they are judged by.
"""
import gzip
import json
from pathlib import Path

import lightgbm as lgb
import numpy as np

import choice
import gold as gold_data
import pages as page_data
import tables

SET, RENDERING = "dates-dev", "silver"
# Blocks above this probability are kept.
KEPT = choice.THRESHOLDS[choice.MIDDLE]
# Pages count if the teacher of all pages keeps so many words and is unsure (0.2 to 0.8) of at most such a share.
LEAST_WORDS, MOST_UNSURE = 80, 0.1


def folds(data, gold, gold_folds):
    """{page id: fold} of the pages: their domain's where gold has it, the others in turn."""
    known = {gold_data.domain(row): gold_folds[key] for key, row in gold.items()}
    found = {}
    for key, row in rows(data).items():
        found[key] = known.setdefault(gold_data.domain(row), len(known) % gold_data.FOLDS)
    return found


def rows(data):
    """What is known of the pages, by page id."""
    known = gold_data.read_jsonl(Path(data) / SET / "gold.jsonl.gz")
    return {row["id"]: row for row in sorted(known, key=lambda row: row["id"])}


def teachers(work):
    """The HTML first passes: without each fold, and of all pages."""
    names = [f"html-first-{fold}.txt" for fold in range(gold_data.FOLDS)] + ["html-first.txt"]
    return [lgb.Booster(model_file=Path(work) / name) for name in names]


def make(data, work):
    """Writes work/silver.jsonl.gz: {"id", "texts"}, the texts that each of the teachers keeps, of the pages that count."""
    ids, numbers = tables.table(data, work, RENDERING)
    said = np.array([teacher.predict(np.asarray(numbers)) for teacher in teachers(work)])
    at, counted = 0, 0
    with open(Path(work) / f"blocks-{RENDERING}.jsonl", encoding="utf-8") as lines, \
            gzip.open(Path(work) / "silver.jsonl.gz", "wt", encoding="utf-8") as out:
        for key, line in zip(ids, lines):
            texts = [block["t"] for block in json.loads(line)["blocks"]]
            own = said[:, at:at + len(texts)]
            at += len(texts)
            if is_sure(texts, own[-1]):
                kept = ["\n".join(text for text, p in zip(texts, row) if p > KEPT) for row in own]
                out.write(json.dumps({"id": key, "texts": kept}, ensure_ascii=False) + "\n")
                counted += 1
    print(f"{counted} of {len(ids)} pages count as silver", flush=True)


def is_sure(texts, probabilities):
    sizes = np.array([len(gold_data.words(text)) for text in texts], dtype=float)
    unsure = sizes[(probabilities > 0.2) & (probabilities < 0.8)].sum()
    return sizes[probabilities > KEPT].sum() >= LEAST_WORDS and unsure <= MOST_UNSURE * sizes.sum()


def load(data, work, rendering, gold, gold_folds):
    """All pages of the set in a text rendering; those that do not count have no text and a ceiling of 0."""
    cache = Path(work) / f"silver-{rendering}.pickle"
    source = Path(work) / f"blocks-{rendering}.jsonl"
    return page_data.cached(cache, source, lambda: list(read(data, work, source, rendering, gold, gold_folds)))


def in_html(data, work, gold, gold_folds):
    """All pages of the set as HTML, for their roles: what a model would keep of them is not asked."""
    source = Path(work) / f"blocks-{RENDERING}.jsonl"
    return page_data.cached(Path(work) / "silver-html.pickle", source,
                            lambda: list(pages_of(source, RENDERING, folds(data, gold, gold_folds), {})))


def read(data, work, source, rendering, gold, gold_folds):
    known = {row["id"]: row["texts"] for row in gold_data.read_jsonl(Path(work) / "silver.jsonl.gz")}
    return pages_of(source, rendering, folds(data, gold, gold_folds), known)


def pages_of(source, rendering, own_folds, texts):
    with open(source, encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            if row["id"] in own_folds:
                yield page_of(row, rendering, own_folds[row["id"]], texts.get(row["id"], [""] * (gold_data.FOLDS + 1)))


def page_of(row, rendering, fold, texts):
    """The page with the last teacher's labels, and with those of each fold's."""
    made = {text: page_data.make_page(row, rendering, {"main_content": text}, fold) for text in set(texts)}
    page = made[texts[-1]]
    page.is_silver = True
    page.fold_labels = [made[text].labels for text in texts[:-1]]
    return page
