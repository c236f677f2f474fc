"""Fits the weights of the headline's features.

    python training/headline.py DATA

DATA is the folder of gold data. Pages are read by `predict.rs` (`headlines`), which writes the texts that may be the headline
and their numbers. A page's texts compete: the chance of each is its share of the exponentials of the scores, and the weights
make the chance of the gold headline as large as they can, held back by a penalty on their squares. Prints the share of pages
whose best text is the gold headline, each page judged by weights that have not seen its domain, and writes the weights of
all pages to `src/metadata/choose/headline/weights.rs`.
"""
import hashlib
import json
import subprocess
import sys
import unicodedata
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

import gold as gold_data

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src/metadata/choose/headline/weights.rs"
PREDICT = ROOT / "target/fast/examples/predict"
RENDERINGS = ("wet", "bullets", "inscriptis", "lynx")
FOLDS = 5
# The penalty on a weight's square, in pages.
PENALTY = {"HTML": 2.0, "NEWS": 0.3, "LINE": 4.0}
# News pages with gold are few: their weights are fitted to who says what, and the spelling is settled by hand.
NEWS_FEATURES = ("SaysLoneHeading SaysFirstHeading SaysOtherHeading SaysSecondHeading SaysLowerHeading SaysOpenGraph "
                 "SaysTwitter SaysTitle SaysArticle SaysPage SaysNamed").split()
BY_HAND = {"SpeltOpenGraph": 0.05, "SpeltData": 0.04, "SpeltHeading": 0.02, "HoldsBar": -0.5}
HEAD = "//! The weights of a headline's features, made by `training/headline.py`.\n"


def plain(text):
    """As the scorer compares headlines."""
    return " ".join(unicodedata.normalize("NFKC", text or "").casefold().split())


def letters(text):
    return "".join(letter for letter in plain(text) if letter.isalnum())


def fold_of(row):
    return hashlib.md5(gold_data.domain(row).encode()).digest()[0] % FOLDS


def dumped(mode, files):
    """Names of the numbers, and the pages with their texts and rows."""
    done = subprocess.run([PREDICT, "headlines", mode, *map(str, files)], check=True, capture_output=True)
    lines = done.stdout.splitlines()
    names = json.loads(lines[0])["names"]
    return names, [json.loads(line) for line in lines[1:]]


class Pages:
    """Rows of all pages in one matrix; `right` marks texts that are the gold headline."""

    def __init__(self, names, pages, gold, same):
        matrix, right, starts, self.folds, self.texts, self.rows, self.is_news = [], [], [], [], [], [], []
        for page in pages:
            row = gold.get(page["id"])
            if not row or not row.get("title"):
                continue
            want = same(row["title"])
            starts.append(len(matrix))
            self.rows.append(row)
            self.folds.append(fold_of(row))
            self.is_news.append(page["news"])
            for text, numbers in page["texts"] or [["", [0.0] * len(names)]]:
                matrix.append(numbers)
                right.append(same(text) == want)
                self.texts.append(text)
        self.is_news = np.asarray(self.is_news)
        self.matrix = np.asarray(matrix, dtype=np.float32)
        self.right = np.asarray(right)
        self.starts = np.asarray(starts)
        self.folds = np.asarray(self.folds)
        self.page = np.repeat(np.arange(len(starts)), np.diff([*starts, len(matrix)]))

    def part(self, pages):
        """The rows of some pages, as matrix, right, and starts."""
        keep = pages[self.page]
        number = np.cumsum(pages) - 1
        page = number[self.page[keep]]
        return self.matrix[keep], self.right[keep], np.searchsorted(page, np.arange(pages.sum())), page


def fit(part, penalty, columns=None):
    """The weights; those of other columns than `columns` stay nothing."""
    matrix, right, starts, page = part
    columns = np.arange(matrix.shape[1]) if columns is None else columns
    matrix = matrix[:, columns]
    has_right = np.add.reduceat(right.astype(float), starts) > 0
    weight = has_right[page]

    def loss(weights):
        scores = matrix @ weights
        scores = scores - np.maximum.reduceat(scores, starts)[page]
        exponentials = np.exp(scores)
        chance = exponentials / np.add.reduceat(exponentials, starts)[page]
        hit = np.add.reduceat(chance * right, starts)
        hit = np.where(has_right, np.maximum(hit, 1e-12), 1.0)
        pull = chance * right / hit[page]
        slope = matrix.T @ ((chance - pull) * weight)
        return -np.log(hit).sum() + penalty * (weights @ weights) / 2, slope + penalty * weights

    found = minimize(loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B", options={"maxiter": 400}).x
    weights = np.zeros(part[0].shape[1])
    weights[columns] = found
    return weights


def hits(pages, weights, exact):
    """For each page, whether the text with the best score is the gold headline."""
    scores = pages.matrix @ weights
    out = np.zeros(len(pages.starts), dtype=bool)
    ends = [*pages.starts[1:], len(scores)]
    for number, (start, end) in enumerate(zip(pages.starts, ends)):
        best = start + int(np.argmax(scores[start:end]))
        out[number] = exact(pages.texts[best]) == exact(pages.rows[number]["title"])
    return out


class Model:
    """What one table of weights is fitted to: some pages, some numbers, a penalty, and what is added by hand."""

    def __init__(self, name, names):
        self.is_news = name == "NEWS"
        self.penalty = PENALTY[name]
        chosen = [at for at, feature in enumerate(names) if feature in NEWS_FEATURES]
        self.columns = np.asarray(chosen) if self.is_news else None
        self.added = np.asarray([BY_HAND.get(feature, 0.0) if self.is_news else 0.0 for feature in names])

    def members(self, pages):
        return pages.is_news == self.is_news

    def fit(self, pages, members):
        return fit(pages.part(members & self.members(pages)), self.penalty, self.columns) + self.added

    def judged_unseen(self, pages):
        out = np.zeros(len(pages.starts), dtype=bool)
        for fold in range(FOLDS):
            weights = self.fit(pages, pages.folds != fold)
            out |= hits(pages, weights, plain) & (pages.folds == fold)
        return out & self.members(pages)


def table(name, names, weights):
    rows = "".join(f'    ("{feature}", {weight:.3f}),\n' for feature, weight in zip(names, weights))
    return f"\n#[rustfmt::skip]\npub(in crate::metadata) const {name}: &[(&str, f32)] = &[\n{rows}];\n"


def main(data):
    data = Path(data)
    build = ["cargo", "build", "--profile", "fast", "--no-default-features", "--example", "predict"]
    subprocess.run(build, cwd=ROOT, check=True)
    gold = {}
    for folder in ("wcxb-dev", "news-dev"):
        gold |= {str(row["id"]): row for row in gold_data.read_jsonl(data / folder / "gold.jsonl.gz")}
    out = HEAD
    html = sorted((data / "wcxb-dev/html").iterdir()) + sorted((data / "news-dev/html").iterdir())
    names, read = dumped("html", html)
    pages = Pages(names, read, gold, plain)
    everyone = np.ones(len(pages.starts), dtype=bool)
    models = {name: Model(name, names) for name in ("HTML", "NEWS")}
    right = np.zeros(len(pages.starts), dtype=bool)
    for name, model in models.items():
        right |= model.judged_unseen(pages)
        out += table(name, names, model.fit(pages, everyone))
    from_news = np.asarray(["url" not in row for row in pages.rows])
    for folder, members in (("wcxb-dev", ~from_news), ("news-dev", from_news)):
        print(f"{folder}: {right[members].mean():.4f} of {members.sum()} pages")

    names, read = dumped_lines(data)
    pages = Pages(names, read, gold, letters)
    model = Model("LINE", names)
    if "--judge" in sys.argv:
        right = model.judged_unseen(pages)
        print(f"text dumps: {right.mean():.4f} of {len(right)} pages")
    out += table("LINE", names, model.fit(pages, np.ones(len(pages.starts), dtype=bool)))
    TARGET.write_text(out, encoding="utf-8")


def dumped_lines(data):
    """Every page in one of the renderings: all four say nearly the same, and take four times as long."""
    read = []
    for number, rendering in enumerate(RENDERINGS):
        names, pages = dumped("text", [data / f"wcxb-dev/text-{rendering}.jsonl.gz"])
        read += [page for at, page in enumerate(pages) if at % len(RENDERINGS) == number]
    return names, read


if __name__ == "__main__":
    main(sys.argv[1])
