"""Trains the page-level models: which threshold suits a page, what word F1 to expect, which type the page is."""
import lightgbm as lgb
import numpy as np

import content
import gold as gold_data

THRESHOLDS = (0.1, 0.18, 0.26, 0.34, 0.42, 0.5, 0.6, 0.7, 0.82)
# The threshold that the others are compared with: the best one if all pages had to share one.
MIDDLE = 4
# Sums of three neighbouring thresholds' expected word F1 that differ by no more than this say the same.
TIE = 0.0015
PAGE_TYPES = ("article", "forum", "product", "collection", "listing", "documentation", "service")
F1 = dict(objective="l2", num_leaves=15, learning_rate=0.05, min_data_in_leaf=40, feature_fraction=0.4,
          bagging_fraction=0.8, bagging_freq=1, lambda_l2=5.0, max_bin=63, verbose=-1, num_threads=content.THREADS, seed=content.SEED,
          deterministic=True, force_row_wise=True)
# What another threshold would gain is far less than pages differ in, and each page stands there nine times: larger leaves.
GAIN = {**F1, "min_data_in_leaf": 200}
GAIN_TREES = 200
EXPECTED = {**F1, "min_data_in_leaf": 200, "num_leaves": 8}
EXPECTED_TREES = 100
TYPE = {**F1, "objective": "multiclass", "num_class": len(PAGE_TYPES), "num_leaves": 8, "min_data_in_leaf": 20}


def true_scores(pages, probabilities):
    """Word F1 of every page at every threshold: pages × thresholds. `probabilities` are those of each page's blocks."""
    scores = np.zeros((len(pages), len(THRESHOLDS)))
    for i, (page, own) in enumerate(zip(pages, probabilities)):
        waiting = list(np.argsort(-own, kind="stable"))
        words, count, overlap, total = {}, 0, 0, sum(page.gold.values())
        for at in range(len(THRESHOLDS) - 1, -1, -1):
            while waiting and own[waiting[0]] > THRESHOLDS[at]:
                for word, n in page.counters[waiting.pop(0)].items():
                    before = words.get(word, 0)
                    words[word] = before + n
                    count += n
                    wanted = page.gold.get(word, 0)
                    overlap += min(wanted, before + n) - min(wanted, before)
            scores[i, at] = 2 * overlap / (count + total) if count + total else 1.0
    return scores


def fit_gain(numbers, scores, renderings):
    """The model of what each threshold gains over the middle one, in word F1."""
    gains = (scores - scores[:, MIDDLE:MIDDLE + 1]).reshape(-1)
    least = GAIN["min_data_in_leaf"] * renderings
    return lgb.train({**GAIN, "min_data_in_leaf": least}, lgb.Dataset(numbers, gains), num_boost_round=GAIN_TREES)


def fit_expected(numbers, scores):
    """The model of a page's word F1 at a threshold."""
    return lgb.train(EXPECTED, lgb.Dataset(numbers, scores.reshape(-1)), num_boost_round=EXPECTED_TREES)


def usable(pages):
    """Pages whose gold text is there to be found."""
    return np.array([p.ceiling >= 0.5 for p in pages])


def renderings(pages):
    return len({p.kind for p in pages})


def fit(pages, numbers, scores):
    """The final models: of gains, and of the word F1 to expect."""
    inside = usable(pages)
    own = numbers[np.repeat(inside, len(THRESHOLDS))]
    return fit_gain(own, scores[inside], renderings(pages)), fit_expected(own, scores[inside])


def out_of_fold_f1(pages, numbers, scores):
    """Expected word F1 at every threshold, by models that have not seen the page's domain."""
    count = len(THRESHOLDS)
    folds, whole = np.array([p.fold for p in pages]), usable(pages)
    out = np.zeros_like(scores)
    for fold in range(gold_data.FOLDS):
        inside, held = (folds != fold) & whole, folds == fold
        own = numbers[np.repeat(inside, count)]
        asked = numbers[np.repeat(held, count)]
        gain = fit_gain(own, scores[inside], renderings(pages)).predict(asked).reshape(-1, count)
        expected = fit_expected(own, scores[inside]).predict(asked).reshape(-1, count)
        out[held] = mixed(gain, expected)
    return out


def mixed(gain, expected):
    """The word F1 to expect at each threshold: at the middle one as `expected` has it, from there on the mean of both."""
    return (gain + expected + expected[:, MIDDLE:MIDDLE + 1]) / 2


def best(expected):
    """The threshold that `src/roles/verdict.rs` takes: the highest of those whose smoothed expected word F1 is the best."""
    padded = np.pad(expected, ((0, 0), (1, 1)), "edge")
    sums = padded[:, :-2] + padded[:, 1:-1] + padded[:, 2:]
    as_good = sums >= sums.max(axis=1, keepdims=True) - TIE
    return len(THRESHOLDS) - 1 - np.argmax(as_good[:, ::-1], axis=1)


def fit_type(pages, numbers, trees=60):
    """The final model of page types, from the rows of the middle threshold. News pages are articles: they are where the
    languages come from."""
    rows = numbers[np.arange(len(pages)) * len(THRESHOLDS) + MIDDLE]
    labels = np.array([PAGE_TYPES.index(p.page_type) for p in pages])
    return lgb.train(TYPE, lgb.Dataset(rows, labels), num_boost_round=trees)


def figures(pages, scores, expected):
    """Cross-validated figures: word F1 by set, type and rendering; reliability of the confidence."""
    from scipy.stats import spearmanr
    news = np.array([p.is_news for p in pages])
    result = {}
    for kind in dict.fromkeys(p.kind for p in pages):
        own = np.array([p.kind == kind for p in pages])
        entry = {}
        if (own & ~news).any():
            entry["wcxb"] = mean(scores[own & ~news])
            for name in PAGE_TYPES:
                entry[name] = mean(scores[own & ~news & np.array([p.page_type == name for p in pages])])
        if news[own].any():
            entry["news"] = mean(scores[own & news])
        entry["confidence_rank_correlation"] = round(float(spearmanr(expected[own], scores[own])[0]), 4)
        edges = [0.0, 0.4, 0.6, 0.7, 0.8, 0.9, 1.01]
        entry["reliability"] = [
            {"from": low, "pages": int(inside.sum()), "expected": mean(expected[inside]), "real": mean(scores[inside])}
            for low, high in zip(edges, edges[1:]) if (inside := own & (expected >= low) & (expected < high)).any()
        ]
        result[kind] = entry
    return result


def mean(values):
    return round(float(np.mean(values)), 4)
