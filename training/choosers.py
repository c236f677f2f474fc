"""Fits the weights with which the headline, the day of publication and, in text dumps, the authors are chosen.

    python training/choosers.py DATA [--work DIR]

DATA is the folder of gold data; text dumps that `render.py` has made are in the work folder, as for `train.py`. Pages are read
by `predict.rs` (`headlines`, `dates`, `authors`), which writes what stands to choice and its numbers. What a page offers
competes: the chance of each is its share of the exponentials of the scores, and the weights make the chance of what gold says
as large as they can, held back by a penalty on their squares. Having no day competes with the days, naming nobody with the
names. Prints the share of pages that are right, each page judged by weights that have not seen its domain, and writes the weights
of all pages to `src/metadata/choose/{headline,dates,authors}/weights.rs`.
"""
import argparse
import hashlib
import json
import re
import subprocess
import unicodedata
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

import gold as gold_data
import tables

ROOT = Path(__file__).resolve().parent.parent
HEADLINES = ROOT / "src/metadata/choose/headline/weights.rs"
DATES = ROOT / "src/metadata/choose/dates/weights.rs"
AUTHORS = ROOT / "src/metadata/choose/authors/weights.rs"
PREDICT = ROOT / "target/fast/examples/predict"
FOLDS = 5
# The text dumps that weights are fitted to: a browser's have neither a line for `<title>` nor marks of headings.
RENDERINGS = (*tables.RENDERINGS, "browser")
# The penalty on a weight's square, in pages.
PENALTY = {"HTML": 2.0, "LINE": 2.0}
DAYS_PENALTY = {"HTML": 0.5, "TEXT": 2.0}
# Renderings of the gold pages hardly ever have a headline twice in a row; dumps by hand do.
LINE_ADDED = {"IsRepeatedBeside": 1.5}
# Added to the score of having no day. Gold without a date often means only that nobody looked for one.
NO_DAY = {"HTML": -2.2, "TEXT": -1.2}
# The same of naming nobody.
AUTHORS_PENALTY, NOBODY = 1.0, -2.0
# News pages with gold are few, and publishers differ in which of their titles gold calls the headline: these weights are set
# by hand. What a newsroom says in its data or in link previews counts if the page or the other of them agrees.
NEWS = {
    "SaysArticle": 1.0, "SaysOpenGraph": 0.85, "SaysLoneHeading": 0.6, "SaysFirstHeading": 0.6, "SaysOtherHeading": 0.2,
    "SaysMicrodata": 0.2, "SaysTitle": 0.15, "SaysSecondHeading": 0.1, "SaysNamed": 0.05, "SaysTwitter": 0.05,
    "SaysPage": 0.02, "SpeltOpenGraph": 0.03, "SpeltData": 0.02, "SpeltHeading": 0.01, "LacksMarks": -0.02,
    "HoldsBar": -0.5, "IsSite": -1.0,
}
# What users know as wrong must never speak for itself, whatever the few gold pages that have it say: the most that a weight
# may be.
AT_MOST = {"IsForeign": -2.0, "IsOfEntry": -0.6, "InFigure": -0.3, "InQuote": -0.5, "IsMentioned": -0.2, "IsApart": -0.3, "InRow": -0.3, "UnderHeading": -0.3,
           "LeavesPeople": -3.0, "IsSite": -1.2, "HoldsMark": 0.0, "HasBullet": 0.0}
NEAR_CONSTANTS = '#[allow(clippy::approx_constant, reason = "a fitted number is near one by chance")]'
HEAD = "//! The weights of a {}'s features, made by `training/choosers.py`.\n"


def plain(text):
    """As the scorer compares headlines."""
    return " ".join(unicodedata.normalize("NFKC", text or "").casefold().split())


def letters(text):
    return "".join(letter for letter in plain(text) if letter.isalnum())


def fold_of(row):
    return hashlib.md5(gold_data.domain(row).encode()).digest()[0] % FOLDS


def dumped(what, kind, files):
    """Names of the numbers, and the pages with what they offer."""
    done = subprocess.run([PREDICT, what, kind, *map(str, files)], check=True, capture_output=True)
    lines = done.stdout.splitlines()
    names = json.loads(lines[0])["names"]
    return names, [json.loads(line) for line in lines[1:]]


class Pages:
    """Rows of all pages in one matrix; `right` marks what is as gold says."""

    def __init__(self, rows):
        """`rows`: for each page its gold row, whether it is news, and its offers as value, numbers, right."""
        matrix, right, starts, self.folds, self.values, self.rows, self.is_news = [], [], [], [], [], [], []
        for row, is_news, offers in rows:
            starts.append(len(matrix))
            self.rows.append(row)
            self.folds.append(fold_of(row))
            self.is_news.append(is_news)
            for value, numbers, is_right in offers:
                matrix.append(numbers)
                right.append(is_right)
                self.values.append(value)
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


def fit(part, penalty, names, start=None):
    matrix, right, starts, page = part
    matrix = csr_matrix(matrix)
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

    start = np.zeros(matrix.shape[1]) if start is None else start
    bounds = [(None, AT_MOST.get(name)) for name in names]
    return minimize(loss, start, jac=True, method="L-BFGS-B", bounds=bounds, options={"maxiter": 400}).x


def best(pages, weights):
    """For each page, the value with the best score."""
    scores = pages.matrix @ weights
    ends = [*pages.starts[1:], len(scores)]
    return [pages.values[start + int(np.argmax(scores[start:end]))] for start, end in zip(pages.starts, ends)]


def headline_pages(names, read, gold, same):
    rows = []
    for page in read:
        row = gold.get(page["id"])
        if row and row.get("title"):
            want = same(row["title"])
            texts = page["texts"] or [["", [0.0] * len(names)]]
            rows.append((row, page["news"], [(text, numbers, same(text) == want) for text, numbers in texts]))
    return Pages(rows)


def day_pages(read, gold):
    rows = []
    for page in read:
        row = gold.get(page["id"])
        if row:
            want = day(row)
            rows.append((row, False, [(value, numbers, value == want) for value, numbers in page["days"]]))
    return Pages(rows)


def author_pages(read, gold):
    """Pages of which gold says whether they name an author."""
    rows = []
    for page in read:
        row = gold.get(page["id"])
        if row and "author" in row:
            want = people(row["author"])
            lists = [(set(map(plain, names)), numbers) for names, numbers in page["lists"]]
            rows.append((row, False, [(names, numbers, names == want) for names, numbers in lists]))
    return Pages(rows)


def people(value):
    """As the scorer compares authors."""
    parts = value if isinstance(value, list) else re.split(r"\s*(?:,|;|\band\b|&|/)\s*", value or "")
    return {plain(re.sub(r"^by\s+", "", part, flags=re.I)) for part in parts if part and part.strip()}


def day(row):
    return (row.get("date_published") or "")[:10] or None


class Model:
    """What one table of weights is fitted to: the pages that are no news, with a penalty, and what is added by hand."""

    def __init__(self, names, penalty, added=None):
        self.names = names
        self.penalty = penalty
        self.added = np.asarray([(added or {}).get(name, 0.0) for name in names])

    def fit(self, pages, members):
        return fit(pages.part(members & ~pages.is_news), self.penalty, self.names) + self.added

    def unseen(self, pages):
        """The best value of each page by weights that have not seen its domain."""
        out = [None] * len(pages.starts)
        for fold in range(FOLDS):
            values = best(pages, self.fit(pages, pages.folds != fold))
            for at in np.flatnonzero(pages.folds == fold):
                out[at] = values[at]
        return out


def table(name, names, weights):
    rows = "".join(f'    ("{feature}", {weight:.3f}),\n' for feature, weight in zip(names, weights))
    return f"\n{NEAR_CONSTANTS}\n#[rustfmt::skip]\npub(in crate::metadata) const {name}: &[(&str, f32)] = &[\n{rows}];\n"


def everyone(pages):
    return np.ones(len(pages.starts), dtype=bool)


def folder(row):
    return "wcxb-dev" if "page_type" in row and "url" in row else "dates-dev" if "url" in row else "news-dev"


def share_right(what, rows, right):
    for name in ("wcxb-dev", "news-dev", "dates-dev"):
        members = [is_right for row, is_right in zip(rows, right) if folder(row) == name]
        if members:
            print(f"{what}, {name}: {np.mean(members):.4f} of {len(members)} pages", flush=True)


def tell(what, pages, found, wanted):
    """How many of the pages that have something to be found are right, and how many of the others get something."""
    has = [at for at, want in enumerate(wanted) if want]
    share_right(what, [pages.rows[at] for at in has], [found[at] == wanted[at] for at in has])
    extra = [bool(found[at]) for at, want in enumerate(wanted) if not want]
    print(f"{what}: {np.mean(extra):.4f} of {len(extra)} pages without any in gold get some", flush=True)


def fit_headlines(data, work, gold):
    out = HEAD.format("headline")
    files = sorted((data / "wcxb-dev/html").iterdir()) + sorted((data / "news-dev/html").iterdir())
    names, read = dumped("headlines", "html", files)
    pages = headline_pages(names, read, gold, plain)
    model = Model(names, PENALTY["HTML"])
    news = np.asarray([NEWS.get(name, 0.0) for name in names])
    both = zip(pages.is_news, best(pages, news), model.unseen(pages))
    found = [by_hand if is_news else fitted for is_news, by_hand, fitted in both]
    right = [plain(text) == plain(row["title"]) for text, row in zip(found, pages.rows)]
    share_right("headlines", pages.rows, right)
    out += table("HTML", names, model.fit(pages, everyone(pages))) + table("NEWS", names, news)

    names, read = dumped_dumps("headlines", data, work, gold)
    pages = headline_pages(names, read, gold, letters)
    model = Model(names, PENALTY["LINE"], LINE_ADDED)
    right = [plain(text) == plain(row["title"]) for text, row in zip(model.unseen(pages), pages.rows)]
    share_right("headlines of text dumps", pages.rows, right)
    HEADLINES.write_text(out + table("LINE", names, model.fit(pages, everyone(pages))), encoding="utf-8")


def fit_dates(data, work, gold):
    out = HEAD.format("day")
    files = [path for folder in ("wcxb-dev", "news-dev", "dates-dev") for path in sorted((data / folder / "html").iterdir())]
    for name, what, (names, read) in (("HTML", "days", dumped("dates", "html", files)),
                                      ("TEXT", "days of text dumps", dumped_dumps("dates", data, work, gold))):
        pages = day_pages(read, gold)
        model = Model(names, DAYS_PENALTY[name], added={"NoDay": NO_DAY[name]})
        tell(what, pages, model.unseen(pages), [day(row) for row in pages.rows])
        out += table(name, names, model.fit(pages, everyone(pages)))
    DATES.write_text(out, encoding="utf-8")


def fit_authors(data, work, gold):
    names, read = dumped_dumps("authors", data, work, gold)
    pages = author_pages(read, gold)
    model = Model(names, AUTHORS_PENALTY, added={"Nobody": NOBODY})
    tell("authors of text dumps", pages, model.unseen(pages), [people(row["author"]) for row in pages.rows])
    AUTHORS.write_text(HEAD.format("name list") + table("LINE", names, model.fit(pages, everyone(pages))), encoding="utf-8")


def dumped_dumps(what, data, work, gold):
    """Every page of WCXB in one of the renderings that are there: all say nearly the same, and take so many times as long."""
    sources = [tables.sources(data, work, rendering) for rendering in RENDERINGS]
    sources = [(kind, files) for kind, files in sources if Path(files[0]).exists()]
    read = []
    for number, (kind, files) in enumerate(sources):
        names, pages = dumped(what, kind, files)
        pages = [page for page in pages if folder(gold.get(page["id"], {})) == "wcxb-dev"]
        read += pages[number::len(sources)]
    return names, read


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--work", type=Path, default=Path(__file__).resolve().parent / "work")
    options = parser.parse_args()
    build = ["cargo", "build", "--profile", "fast", "--no-default-features", "--example", "predict"]
    subprocess.run(build, cwd=ROOT, check=True)
    gold = {}
    for folder_name in ("wcxb-dev", "news-dev", "dates-dev"):
        gold |= {str(row["id"]): row for row in gold_data.read_jsonl(options.data / folder_name / "gold.jsonl.gz")}
    given = options.data, options.work, gold
    fit_headlines(*given)
    # The place of the headline says which dates are the page's: the new weights must be built in.
    subprocess.run(build, cwd=ROOT, check=True)
    fit_dates(*given)
    fit_authors(*given)


if __name__ == "__main__":
    main()
