"""Trains the role model of one kind of source from the annotated pages."""
from pathlib import Path

import lightgbm as lgb
import numpy as np

import content
import roles

ANNOTATIONS = Path(__file__).resolve().parent / "annotations"
PARAMETERS = dict(objective="multiclass", num_class=len(roles.ROLES), num_leaves=15, learning_rate=0.2,
                  min_data_in_leaf=15, feature_fraction=0.25, bagging_fraction=0.8, bagging_freq=1, lambda_l2=2.0,
                  max_bin=31, verbose=-1, num_threads=2, seed=content.SEED, deterministic=True, force_row_wise=True)
ROUNDS = 25
# Blocks of one role on one page that count in full; more of them share that weight, or menus would drown the rest.
FULL_WEIGHT = 12.0


def annotated(data, html_pages):
    """{page id: [(text, role)]} in page order, of both sets of annotations."""
    given, own = roles.truth(data, ANNOTATIONS)
    for page in html_pages:
        if page.id in own:
            texts = [block["t"] for block in page.blocks]
            found = roles.rejoin(own[page.id], texts)
            given.setdefault(page.id, [(text, role) for text, role in zip(texts, found) if role])
    return given


def labels(pages, truth):
    """The role number of every block of every page, -1 where there is none."""
    out = []
    for page in pages:
        known = truth.get(page.id)
        found = roles.align(known, [b["t"] for b in page.blocks]) if known else [None] * len(page.blocks)
        out += [roles.NUMBER[role] if role else -1 for role in found]
    return np.asarray(out)


def weigh(numbers, page_of):
    """Even roles within a page: a role's blocks together weigh at most `FULL_WEIGHT` and a little more."""
    key = page_of * len(roles.ROLES) + numbers
    _, inverse, counts = np.unique(key, return_inverse=True, return_counts=True)
    own = counts[inverse].astype(float)
    return np.where(own > FULL_WEIGHT, np.sqrt(FULL_WEIGHT / own), 1.0)


def train(kind, truth):
    """The final booster: the columns of both passes and the final probability of main content."""
    numbers = labels(kind.pages, truth)
    chosen = np.flatnonzero(numbers >= 0)
    table = np.hstack([kind.both[chosen], kind.probabilities[chosen, None]])
    weights = weigh(numbers[chosen], kind.rows.page_of[chosen])
    return lgb.train(PARAMETERS, lgb.Dataset(table, numbers[chosen], weight=weights), num_boost_round=ROUNDS)
