"""Trains the two passes that say of every block whether it is main content, with folds split by domain."""
import time

import lightgbm as lgb
import numpy as np

import gold as gold_data

SEED = 20251029
# One: two threads that wait for each other are slower than one on a machine that does other things as well.
THREADS = 1
FIRST = dict(objective="cross_entropy", num_leaves=31, learning_rate=0.08, min_data_in_leaf=60, feature_fraction=0.3,
             bagging_fraction=0.8, bagging_freq=1, lambda_l2=5.0, max_bin=127, verbose=-1, num_threads=THREADS, seed=SEED,
             deterministic=True, force_row_wise=True)
TREES = 150
# The second pass sees probabilities that already say most: it is kept small, or it learns the folds' noise.
SECOND = dict(num_leaves=15, min_data_in_leaf=200, learning_rate=0.06, feature_fraction=0.5, lambda_l2=20.0)
# The third pass, of text dumps, sees little else than probabilities.
THIRD = {**SECOND, "num_leaves": 7}


class Rows:
    """All blocks of one kind of source: labels, weights and to which page they belong."""

    def __init__(self, pages, rows_a_page, news_weight=1.0, silver_weight=1.0):
        """`pages`: list of Page in the order of the tables. At most `rows_a_page` blocks of a page are learned from: pages with
        thousands would drown the others and add nothing. News pages and those labelled by a model weigh so much."""
        self.pages, self.rows_a_page = pages, rows_a_page
        self.starts = np.cumsum([0] + [len(p.blocks) for p in pages])
        self.labels = np.concatenate([np.asarray(p.labels, dtype=np.float32) for p in pages])
        self.folds = np.repeat([p.fold for p in pages], [len(p.blocks) for p in pages])
        self.page_of = np.repeat(np.arange(len(pages)), [len(p.blocks) for p in pages])
        self.weights = np.concatenate([weigh(p) * (silver_weight if p.is_silver else news_weight if p.is_news else 1.0) for p in pages])
        self.train = self.training_rows()

    def labels_without(self, fold):
        """The labels to learn from where the pages of `fold` are left out; `None` leaves none out."""
        if fold is None:
            return self.labels
        labels = self.labels.copy()
        for start, page in zip(self.starts, self.pages):
            if page.is_silver:
                labels[start:start + len(page.labels)] = page.fold_labels[fold]
        return labels

    def training_rows(self):
        random = np.random.default_rng(SEED)
        chosen = np.zeros(len(self.labels), dtype=bool)
        for i, page in enumerate(self.pages):
            if page.ceiling < gold_data.CEILING:
                continue
            rows = np.arange(self.starts[i], self.starts[i + 1])
            if len(rows) > self.rows_a_page:
                # Long blocks decide the score: they are always in, the others are drawn.
                sizes = np.asarray(page.sizes, dtype=float) + 1.0
                rows = random.choice(rows, self.rows_a_page, replace=False, p=np.sqrt(sizes) / np.sqrt(sizes).sum())
            chosen[rows] = True
        return chosen


def weigh(page):
    """Weights of a page's blocks: half by its words, half even, every page the same in all."""
    sizes = np.asarray(page.sizes, dtype=np.float32) + 0.5
    root = np.sqrt(sizes)
    return (0.5 * sizes / sizes.sum() + 0.5 * root / root.sum()) * 100.0


def fit(numbers, labels, weights, trees=TREES, **changes):
    data = lgb.Dataset(numbers, labels, weight=weights, free_raw_data=True)
    return lgb.train({**FIRST, **changes}, data, num_boost_round=trees)


def fit_rows(rows, stack, chosen, columns=None, left_out=None, **changes):
    """The model of the rows `chosen`, of which none is of the fold `left_out`."""
    return fit(stack.take(chosen, columns), rows.labels_without(left_out)[chosen], rows.weights[chosen], **changes)


def out_of_fold(rows, stack, columns=None, keep=None, among=None, log=print, **changes):
    """Predictions of models that have not seen the page's domain; `keep` is given each fold and its model. `among`: rows that are
    learned from, all that are drawn if there is none."""
    out = np.zeros(len(rows.labels), dtype=np.float32)
    for fold in range(gold_data.FOLDS):
        started = time.time()
        inside = (rows.train if among is None else among) & (rows.folds != fold)
        model = fit_rows(rows, stack, inside, columns, fold, **changes)
        if keep is not None:
            keep(fold, model)
        for at, numbers in stack.pieces(rows.folds == fold, columns):
            out[at] = model.predict(numbers)
        log(f"fold {fold}: {inside.sum()} rows, {time.time() - started:.0f} s", flush=True)
    return out
