"""Trains the page-level models: which threshold suits a page, what word F1 to expect, which type the page is."""
import lightgbm as lgb
import numpy as np

import content
import gold as gold_data

THRESHOLDS = (0.1, 0.18, 0.26, 0.34, 0.42, 0.5, 0.6, 0.7, 0.82)
PAGE_TYPES = ("article", "forum", "product", "collection", "listing", "documentation", "service")
F1 = dict(objective="l2", num_leaves=15, learning_rate=0.05, min_data_in_leaf=40, feature_fraction=0.4,
          bagging_fraction=0.8, bagging_freq=1, lambda_l2=5.0, max_bin=63, verbose=-1, num_threads=2, seed=content.SEED,
          deterministic=True, force_row_wise=True)
TYPE = {**F1, "objective": "multiclass", "num_class": len(PAGE_TYPES), "num_leaves": 8, "min_data_in_leaf": 20}


def true_scores(rows, probabilities):
    """Word F1 of every page at every threshold: pages × thresholds."""
    return np.stack([content.page_scores(rows, probabilities > t)[:, 2] for t in THRESHOLDS], axis=1)


def out_of_fold_f1(rows, numbers, scores, trees=200, **changes):
    """Expected word F1 at every threshold, by models that have not seen the page's domain."""
    count = len(THRESHOLDS)
    folds = np.array([p.fold for p in rows.pages])
    usable = np.array([p.ceiling >= 0.5 for p in rows.pages])
    out = np.zeros_like(scores)
    for fold in range(gold_data.FOLDS):
        inside = np.repeat((folds != fold) & usable, count)
        held = np.repeat(folds == fold, count)
        data = lgb.Dataset(numbers[inside], scores.reshape(-1)[inside])
        model = lgb.train({**F1, **changes}, data, num_boost_round=trees)
        out[folds == fold] = model.predict(numbers[held]).reshape(-1, count)
    return out
