"""Makes the weights from the gold data: one command.

    python training/train.py DATA [--work DIR] [--kinds html,text] [--reuse]

DATA is the folder of gold data. Intermediate tables go to training/work. Writes src/roles/weights.bin and
training/figures.json, the cross-validated figures that MODEL_CARD.md quotes. `--reuse` keeps tables and out-of-fold
probabilities that are already in the work folder; `--put-roles` trains nothing and puts the role models of the work folder
into the weights file that is there.
"""
import argparse
import json
from pathlib import Path

import lightgbm as lgb
import numpy as np

import choice
import content
import export
import gold as gold_data
import make_lexicons
import pages as page_data
import role_model
import roles
import silver
import tables

# The second pass's share in the final probability; the first pass has the rest. Chosen by cross-validation.
SECOND_SHARE = 0.8
# Columns of the first table that the second pass sees besides its own: those with most gain in the first pass.
FIRST_COLUMNS = 70
RENDERINGS = {"html": ("html",), "text": (*tables.RENDERINGS, *tables.MADE)}
# Blocks of a page in training at most; each page stands in the text data once per rendering.
ROWS_A_PAGE = {"html": 300, "text": 120}
# News pages are few, and where the languages come from; pages labelled by a model (`silver.py`) are many and of one type.
# In HTML the languages do as well without.
NEWS_WEIGHT = {"html": 1.0, "text": 2.0}
SILVER_WEIGHT = 0.25
# Columns that only the roles see: what a line shares with the page makes the passes surer of each block (log loss −2 %) and
# the choice of blocks worse (word F1 −0.002).
FOR_ROLES = ".terms_"
# Renderings that only the roles learn from: with the browser's every other does worse in the passes (word F1 −0.001 to −0.003), and
# itself −0.002.
RENDERINGS_FOR_ROLES = ("browser",)
# Kinds whose main content is judged once more when roles are known (`src/features/third.rs`).
WITH_THIRD = ("text",)
HERE = Path(__file__).resolve().parent
WEIGHTS = HERE.parent / "src/roles/weights.bin"


class Kind:
    """One kind of source with everything that training makes of it."""

    def __init__(self, name, data, work, reuse):
        self.name, self.data, self.work, self.reuse = name, data, work, reuse
        gold = gold_data.load_gold(data)
        folds = gold_data.make_folds(gold)
        self.pages, self.tables = [], []
        for rendering in self.renderings():
            known = {page.id: page for page in page_data.load(work, rendering, gold, folds)}
            if rendering in tables.MADE:
                known |= {page.id: page for page in silver.load(data, work, rendering, gold, folds)}
            ids, numbers = tables.table(data, work, rendering, reuse=reuse)
            self.pages += [known[key] for key in ids]
            self.tables.append(numbers)
        self.first = tables.Stack([[numbers] for numbers in self.tables])
        self.content_columns = np.array([i for i, column in enumerate(tables.names(name)["first"]) if FOR_ROLES not in column])
        self.rows = content.Rows(self.pages, ROWS_A_PAGE[name], NEWS_WEIGHT[name], SILVER_WEIGHT)
        self.starts = self.rows.starts
        is_learned = np.array([page.kind not in RENDERINGS_FOR_ROLES for page in self.pages])
        self.rows.train &= is_learned[self.rows.page_of]

    def renderings(self):
        """The renderings of this kind that are there: those that `render.py` makes may be missing."""
        return [one for one in RENDERINGS[self.name] if one not in tables.MADE or (self.work / f"text-{one}.jsonl.gz").exists()]

    def cached(self, what, make):
        path = self.work / f"{what}-{self.name}.npy"
        if self.reuse and path.exists():
            return np.load(path)
        made = make()
        np.save(path, made)
        return made

    def stacked(self, stage, probabilities, reuse=False):
        """The tables of a later stage, one a rendering."""
        parts, at = [], 0
        for rendering in self.renderings():
            count = sum(len(page.blocks) for page in self.pages if page.kind == rendering)
            own = probabilities[at:at + count]
            parts.append(tables.table(self.data, self.work, rendering, own, stage, reuse)[1])
            at += count
        return parts

    def run(self, truth):
        """Trains everything: the final boosters, and the cross-validated figures of main content and of roles."""
        first = self.cached("p1", lambda: content.out_of_fold(self.rows, self.first, self.content_columns, keep=self.keep_first))
        second_tables = self.stacked("second", first, self.reuse)
        self.both = tables.Stack([list(pair) for pair in zip(self.tables, second_tables)])
        train = self.rows.train
        self.final_first = content.fit_rows(self.rows, self.first, train, self.content_columns)
        self.columns = self.second_columns()
        second = self.cached("p2", lambda: content.out_of_fold(self.rows, self.both, self.columns, **content.SECOND))
        self.final_second = content.fit_rows(self.rows, self.both, train, self.columns, **content.SECOND)
        self.probabilities = mixed(first, second)
        made = {"first": self.final_first, "second": self.final_second}
        made["roles"], role_columns, role_figures = self.learn_roles(truth)
        self.decided = self.told = self.probabilities
        if self.name in WITH_THIRD:
            roles_of_all = self.cached("roles-everywhere", lambda: role_model.everywhere(self, role_columns, self.work))
            self.decided, made["third"] = self.third_pass(first, second, roles_of_all)
            self.told = np.hstack([self.decided[:, None], roles_of_all])
        self.judge()
        made["gain"], made["expected"] = choice.fit(self.gold_pages, self.choices, self.scores)
        made["page-type"] = choice.fit_type(self.gold_pages, self.choices)
        expected = choice.out_of_fold_f1(self.gold_pages, self.choices, self.scores)
        return {f"{self.name}-{part}": booster for part, booster in made.items()}, self.figures(expected), role_figures

    def learn_roles(self, truth):
        """The final role model, its columns and its figures."""
        sources = [self] if self.name == "text" else [self, WithoutGold(self)]
        booster, columns, chain, figures = role_model.train(self.name, sources, truth, self.work)
        save_roles(self.work, self.name, columns, chain)
        return booster, columns[0], figures

    def third_pass(self, first, second, roles_of_all):
        """The probabilities of the third pass, each by a model that has not seen the page's domain, and the final model."""
        given = np.hstack([np.column_stack([first, second, self.probabilities]), roles_of_all])
        stack = tables.Stack([[table] for table in self.stacked("third", given)])
        # Pages labelled by a model teach this one nothing (word F1 −0.001).
        is_silver = np.array([page.is_silver for page in self.pages])
        among = self.rows.train & ~is_silver[self.rows.page_of]
        third = self.cached("p3", lambda: content.out_of_fold(self.rows, stack, among=among, **content.THIRD))
        return third, content.fit_rows(self.rows, stack, among, **content.THIRD)

    def judge(self):
        """What the page-level models learn from: of every page with gold text its rows and its word F1 at the thresholds."""
        judged = np.flatnonzero([not page.is_silver and page.kind not in RENDERINGS_FOR_ROLES for page in self.pages])
        self.gold_pages = [self.pages[i] for i in judged]
        every = np.vstack(self.stacked("choice", self.told))
        self.choices = every.reshape(len(self.pages), len(choice.THRESHOLDS), -1)[judged].reshape(-1, every.shape[1])
        own = np.split(self.decided, self.rows.starts[1:-1])
        self.scores = choice.true_scores(self.gold_pages, [own[i] for i in judged])

    def keep_first(self, fold, model):
        model.save_model(self.work / f"{self.name}-first-{fold}.txt")

    def second_columns(self):
        """The columns of both tables that the second pass is trained on, in order."""
        gain = self.final_first.feature_importance("gain")
        strongest = self.content_columns[np.sort(np.argsort(-gain, kind="stable")[:FIRST_COLUMNS])]
        return np.concatenate([strongest, np.arange(self.first.shape[1], self.both.shape[1])])

    def figures(self, expected):
        best = choice.best(expected)
        pages = np.arange(len(best))
        return choice.figures(self.gold_pages, self.scores[pages, best], expected[pages, best])


class WithoutGold:
    """The pages without gold text in HTML, for the roles: no model of main content has seen them. In text dumps they are among
    the pages of their kind."""

    def __init__(self, kind):
        self.data, self.work = kind.data, kind.work
        gold = gold_data.load_gold(self.data)
        known = {page.id: page for page in silver.in_html(self.data, self.work, gold, gold_data.make_folds(gold))}
        ids, table = tables.table(self.data, self.work, silver.RENDERING, reuse=kind.reuse)
        self.pages = [known[key] for key in ids]
        self.starts = np.cumsum([0] + [len(page.blocks) for page in self.pages])
        first = kind.final_first.predict(np.asarray(table)[:, kind.content_columns])
        own = tables.table(self.data, self.work, silver.RENDERING, first, "second")[1]
        self.both = tables.Stack([[table, own]])
        every = np.ones(len(table), dtype=bool)
        second = kind.final_second.predict(self.both.take(every, kind.columns))
        self.probabilities = mixed(first, second)


def mixed(first, second):
    """The probability that a block is main content, by both passes."""
    return (SECOND_SHARE * second + (1 - SECOND_SHARE) * first).astype(np.float32)


def save_roles(work, name, columns, chain):
    """Notes what belongs to a role model beside its booster."""
    chosen, width = columns
    row = {"columns": chosen.tolist(), "width": width, "chain": np.round(chain, 4).tolist()}
    (work / f"{name}-roles.json").write_text(json.dumps(row))


def collect(work):
    """The weights of all kinds from their saved boosters."""
    features, forests, columns = {}, {}, {}
    for name in RENDERINGS:
        listed = tables.names(name)
        features.update({name: listed["first"], f"{name}-second": listed["second"], f"{name}-choice": listed["choice"]})
        parts = ["first", "second", "gain", "expected", "page-type"]
        if name in WITH_THIRD:
            features[f"{name}-third"] = listed["third"]
            parts.append("third")
        for part in parts:
            forests[f"{name}-{part}"] = lgb.Booster(model_file=work / f"{name}-{part}.txt")
        width = len(listed["first"]) + len(listed["second"])
        columns[f"{name}-first"] = (json.loads((work / f"{name}-first-columns.json").read_text()), len(listed["first"]))
        columns[f"{name}-second"] = (json.loads((work / f"{name}-columns.json").read_text()), width)
    words = json.loads((work / "lexicons.json").read_text())["lexicons"][-1]
    own_features, own_forests, own_columns, own_words = role_parts(work)
    settings = {f"{name}-second-share": SECOND_SHARE for name in RENDERINGS}
    return export.write(WEIGHTS, features | own_features, forests | own_forests, columns | own_columns, words | own_words, settings)


def role_parts(work):
    """What the role models put into the weights: names of columns, boosters, which columns these see, words and chains."""
    features, forests, columns, words = {}, {}, {}, {}
    for name in RENDERINGS:
        features[f"{name}-role-words"] = tables.names(name)["role-words"]
        forests[f"{name}-roles"] = lgb.Booster(model_file=work / f"{name}-roles.txt")
        own = json.loads((work / f"{name}-roles.json").read_text())
        columns[f"{name}-roles"] = own["columns"], own["width"]
        words[f"{name}-role-chain"] = dict(zip(roles.ROLES, own["chain"]))
    shared, dumps = ({name: {word: export.tenths(numbers) for word, numbers in table.items()}
                      for name, table in json.loads(role_model.lexicon_file(work, kind).read_text())["lexicons"][-1].items()}
                     for kind in RENDERINGS)
    for name, table in shared.items():
        words[f"role-{name}"] = table
        words[f"text-role-{name}"] = {word: numbers for word, numbers in dumps[name].items() if table.get(word) != numbers}
    return features, forests, columns, words


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--work", type=Path, default=HERE / "work")
    parser.add_argument("--kinds", default="html,text")
    parser.add_argument("--reuse", action="store_true")
    parser.add_argument("--put-roles", action="store_true")
    options = parser.parse_args()
    options.work.mkdir(exist_ok=True)
    if options.put_roles:
        print(f"weights: {export.replace(WEIGHTS, *role_parts(options.work))} bytes")
        return
    tables.build()
    if not options.reuse:
        for rendering in ("html", silver.RENDERING, *tables.RENDERINGS, *tables.MADE):
            if rendering not in tables.MADE or (options.work / f"text-{rendering}.jsonl.gz").exists():
                tables.dump_blocks(options.data, options.work, rendering)
        make_lexicons.main(options.data, options.work)
    figures_path = HERE / "figures.json"
    figures = json.loads(figures_path.read_text()) if figures_path.exists() else {}
    gold = gold_data.load_gold(options.data)
    folds = gold_data.make_folds(gold)
    html_pages = page_data.load(options.work, "html", gold, folds) + silver.in_html(options.data, options.work, gold, folds)
    truth = role_model.annotated(options.data, html_pages)
    domains = {key: gold_data.domain(row) for key, row in (gold | silver.rows(options.data)).items()}
    role_model.make_lexicons(options.work, html_pages, truth, domains)
    for name in options.kinds.split(","):
        if name == "text" and not (options.reuse and (options.work / "silver.jsonl.gz").exists()):
            silver.make(options.data, options.work)
        kind = Kind(name, options.data, options.work, options.reuse)
        boosters, figures[name], figures[f"{name}-roles"] = kind.run(truth)
        print(name, json.dumps(figures[name], indent=1), flush=True)
        (options.work / f"{name}-first-columns.json").write_text(json.dumps(kind.content_columns.tolist()))
        (options.work / f"{name}-columns.json").write_text(json.dumps(kind.columns.tolist()))
        for forest, booster in boosters.items():
            booster.save_model(options.work / f"{forest}.txt")
        del kind
    print(f"weights: {collect(options.work)} bytes")
    figures_path.write_text(json.dumps(figures, indent=1) + "\n")


if __name__ == "__main__":
    main()
