"""Trains the role model of one kind of source from the annotated pages."""
import json
import subprocess
from collections import Counter
from pathlib import Path

import lightgbm as lgb
import numpy as np

import content
import gold as gold_data
import role_chain
import role_lists
import role_words
import roles
import tables

ANNOTATIONS = Path(__file__).resolve().parent / "annotations"
PARAMETERS = dict(objective="multiclass", num_class=len(roles.ROLES), num_leaves=7, learning_rate=0.15,
                  min_data_in_leaf=20, feature_fraction=0.25, bagging_fraction=0.8, bagging_freq=1, lambda_l2=10.0,
                  max_bin=31, verbose=-1, num_threads=content.THREADS, seed=content.SEED, deterministic=True, force_row_wise=True)
# Text dumps say less in each number: more rounds and larger trees serve them, as many as the weights have room for.
ROUNDS = {"html": 120, "text": 180}
LARGER = {"html": {}, "text": dict(num_leaves=15, learning_rate=0.13)}
# Blocks of one role on one page that count in full; more of them share that weight, or menus would drown the rest.
FULL_WEIGHT = 12.0
# Blocks of one role on one page that are learned from at most: more of the same menu cost time and teach nothing.
ROWS_A_ROLE = 30
# Renderings of one annotated page at most: they say nearly the same, and pages count more.
RENDERINGS_A_PAGE = 4
# Columns that are trained on: those with most gain in a forest of so many rounds over all of them.
COLUMNS, TRIAL_ROUNDS = 260, 12


def annotated(data, html_pages):
    """{page id: [(text, role)]} in page order, of both sets of annotations."""
    given, own = roles.truth(data, ANNOTATIONS)
    for page in html_pages:
        if page.id in own:
            texts = [block["t"] for block in page.blocks]
            found = roles.rejoin(own[page.id], texts)
            given.setdefault(page.id, [(text, role) for text, role in zip(texts, found) if role])
    return given


def labels(page, truth):
    """The role number of every block of a page, -1 where there is none."""
    known = truth.get(page.id)
    found = roles.align(known, [b["t"] for b in page.blocks]) if known else [None] * len(page.blocks)
    return np.asarray([roles.NUMBER[role] if role else -1 for role in found], dtype=int)


def lexicon_file(work, kind):
    return Path(work) / f"{kind}-role-lexicons.json"


def make_lexicons(work, html_pages, truth, domains):
    """Writes, for either kind of source, one lexicon a fold, made of the annotated pages without that fold's, and the one of all
    these last."""
    pages = [page for page in html_pages if page.id in truth]
    counted = []
    for page in pages:
        words = role_words.page_words({"blocks": page.blocks, "containers": page.containers})
        numbers = labels(page, truth)
        shares = np.zeros((len(numbers), len(roles.ROLES)))
        shares[np.flatnonzero(numbers >= 0), numbers[numbers >= 0]] = 1.0
        counted.append((page, words, shares))
    folds = {page.id: page.fold for page in html_pages}
    for kind in ("html", "text"):
        counts = role_words.Counts(roles.NUMBER, kind == "text")
        for page, words, shares in counted:
            counts.add(words, domains[page.id], page.fold, shares)
        lexicons = [rounded(counts.weights(fold)) for fold in [*range(gold_data.FOLDS), None]]
        target = lexicon_file(work, kind)
        target.write_text(json.dumps({"folds": folds, "lexicons": lexicons}, ensure_ascii=False))


def rounded(lexicon):
    return {name: {word: [round(float(x), 1) for x in weights] for word, weights in sorted(table.items())}
            for name, table in lexicon.items()}


def word_columns(data, work, rendering):
    """{page id: columns about words of roles}, by the lexicon of the page's fold. The numbers stay on disk until they are read."""
    kind, files = tables.sources(data, work, rendering)
    target = Path(work) / f"roles-{rendering}.f32"
    command = [*tables.dump_command(), "roles", kind, str(lexicon_file(work, kind)), str(target), *files]
    done = subprocess.run(command, check=True, capture_output=True)
    index = [json.loads(line) for line in done.stdout.splitlines()]
    numbers = np.memmap(target, dtype="<f4", mode="r").reshape(sum(row["rows"] for row in index), -1)
    ends = np.cumsum([row["rows"] for row in index])
    return {row["id"]: numbers[end - row["rows"]:end] for row, end in zip(index, ends)}


def weigh(counts):
    """Even roles within a page, given how many blocks of its role a block's page has: together they weigh at most
    `FULL_WEIGHT` and a little more."""
    return np.where(counts > FULL_WEIGHT, np.sqrt(FULL_WEIGHT / counts), 1.0)


def chosen_pages(kind, truth):
    """Numbers of the annotated pages of a kind of source, each in some of its renderings, drawn evenly."""
    by_id = {}
    for i, page in enumerate(kind.pages):
        if page.id in truth:
            by_id.setdefault(page.id, []).append(i)
    random = np.random.default_rng(content.SEED)
    drawn = [random.permutation(there)[:RENDERINGS_A_PAGE] for there in by_id.values()]
    return np.sort(np.concatenate(drawn))


def annotated_rows(source, truth):
    """Of every page that is learned from its number, and the role numbers, lists and columns of its annotated blocks."""
    words = {}
    for i in chosen_pages(source, truth):
        page = source.pages[i]
        if page.kind not in words:
            words[page.kind] = word_columns(source.data, source.work, page.kind)
        own = labels(page, truth)
        known = np.flatnonzero(own >= 0)
        if len(known):
            lists = role_lists.numbers(page.blocks)[known]
            yield i, own[known], lists, whole_rows(source, i, words[page.kind])[known]


def whole_rows(source, i, words):
    """All columns of a page's blocks: both passes', the probability of main content, and what words say of roles."""
    rows = np.arange(source.starts[i], source.starts[i + 1])
    return np.hstack([source.both.rows(rows), source.probabilities[rows, None], words[source.pages[i].id]])


def everywhere(source, columns, work):
    """The probability of every role, of all blocks of a source, by the forest that has not seen the page's fold."""
    boosters = [lgb.Booster(model_file=fold_file(work, source.name, fold)) for fold in range(gold_data.FOLDS)]
    out, kind = np.zeros((source.starts[-1], len(roles.ROLES)), dtype=np.float32), None
    for i, page in enumerate(source.pages):
        if page.kind != kind:
            kind, words = page.kind, word_columns(source.data, source.work, page.kind)
        if len(page.blocks):
            numbers = whole_rows(source, i, words)[:, columns]
            out[source.starts[i]:source.starts[i + 1]] = boosters[page.fold].predict(numbers, num_threads=content.THREADS)
    return out


def fold_file(work, name, fold):
    """Where the booster is that has not seen a fold."""
    return Path(work) / f"{name}-roles-{fold}.txt"


class Table:
    """Columns, role numbers, lists, folds and weights of all annotated blocks, and which are learned from. `sources`: of one kind, each
    with pages of its own."""

    def __init__(self, sources, truth):
        parts, numbers, lists, page_of, folds, before = [], [], [], [], [], 0
        for source in sources:
            for i, own, own_lists, columns in annotated_rows(source, truth):
                parts.append(columns)
                numbers.append(own)
                lists.append(own_lists)
                page_of.append(np.full(len(own), before + i))
                folds.append(np.full(len(own), source.pages[i].fold))
            before += len(source.pages)
        self.columns, self.numbers, self.lists = np.vstack(parts), np.concatenate(numbers), np.concatenate(lists)
        self.folds, self.page_of = np.concatenate(folds), np.concatenate(page_of)
        group = self.page_of * len(roles.ROLES) + self.numbers
        self.learned = draw(group)
        _, inverse, counts = np.unique(group, return_inverse=True, return_counts=True)
        drawn = np.bincount(inverse[self.learned])
        # What is drawn stands for what is not.
        self.weights = weigh(counts[inverse]) * (counts / drawn)[inverse]
        self.width = self.columns.shape[1]

    def choose_columns(self):
        """Keeps the columns that are trained on, and says which of all they are."""
        gain = self.fit(np.ones_like(self.learned), TRIAL_ROUNDS).feature_importance("gain")
        chosen = np.sort(np.argsort(-gain, kind="stable")[:COLUMNS])
        self.columns = np.ascontiguousarray(self.columns[:, chosen])
        return chosen

    def fit(self, inside, rounds, **changes):
        """A booster of the rows that are learned from among those `inside`; `changes`: of the parameters."""
        chosen = self.learned & inside
        data = lgb.Dataset(self.columns[chosen], self.numbers[chosen], weight=self.weights[chosen])
        return lgb.train({**PARAMETERS, **changes}, data, rounds)

    def runs(self, inside):
        """The rows of each page among those `inside`, in page order."""
        ends = np.flatnonzero(np.diff(self.page_of)) + 1
        return [rows for rows in np.split(np.arange(len(self.page_of)), ends) if inside[rows[0]]]

    def chain(self, inside):
        """What one block's role says of the next one's, by the pages `inside`."""
        return role_chain.weights([self.numbers[rows] for rows in self.runs(inside)], len(roles.ROLES))


def draw(group):
    """Which rows are learned from: at most `ROWS_A_ROLE` of a group (a role on a page), drawn evenly."""
    order = np.random.default_rng(content.SEED).permutation(len(group))
    key = group[order]
    sort = np.argsort(key, kind="stable")
    starts = np.r_[0, np.flatnonzero(np.diff(key[sort])) + 1]
    rank = np.arange(len(key)) - np.repeat(starts, np.diff(np.r_[starts, len(key)]))
    chosen = np.zeros(len(key), dtype=bool)
    chosen[order[sort[rank < ROWS_A_ROLE]]] = True
    return chosen


def train(name, sources, truth, work):
    """Writes the boosters of the folds (`fold_file`), and gives the final booster, the columns it is trained on and the width of the
    whole row, the chain over neighbours' roles, and cross-validated figures by block (accuracy, macro F1, share on the right side),
    with the chain and without."""
    table = Table(sources, truth)
    columns = table.choose_columns()
    every = np.ones_like(table.learned)

    def fit(inside):
        return table.fit(inside, ROUNDS[name], **LARGER[name])

    alone, chained = np.zeros(len(table.numbers), dtype=int), np.zeros(len(table.numbers), dtype=int)
    for fold in range(gold_data.FOLDS):
        held = table.folds == fold
        if not held.any():
            continue
        booster = fit(~held)
        booster.save_model(fold_file(work, name, fold))
        scores = np.log(booster.predict(table.columns[held]) + 1e-9)
        alone[held] = scores.argmax(1)
        chain, start = table.chain(~held), np.cumsum(held) - 1
        for rows in table.runs(held):
            together = role_lists.agree(scores[start[rows]], table.lists[rows])
            chained[rows] = role_chain.likeliest(together, chain)
        print(f"{name} roles, fold {fold}: {figures(table.numbers[held], chained[held])}", flush=True)
    found = figures(table.numbers, chained) | {"without_chain": figures(table.numbers, alone)}
    return fit(every), (columns, table.width), table.chain(every), found


def figures(real, said):
    """Accuracy, macro F1 over roles, and the share of blocks on the right side, by block."""
    right, all_said, all_real = Counter(real[real == said]), Counter(said), Counter(real)
    f1 = {roles.ROLES[n]: round(2 * right[n] / (all_said[n] + all_real[n]), 3) for n in sorted(all_real)}
    side = (real < roles.CONTENT_SIDE) == (said < roles.CONTENT_SIDE)
    return {"blocks": len(real), "accuracy": round(float((real == said).mean()), 4),
            "macro_f1": round(float(np.mean(list(f1.values()))), 4), "side": round(float(side.mean()), 4), "f1": f1}
