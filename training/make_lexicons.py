"""Writes work/lexicons.json: one lexicon a fold, made without that fold's pages, and the one of all pages last."""
import json
import sys
from pathlib import Path

import gold as gold_data
import lexicon
import pages as page_data
import silver


def main(data, work):
    gold = gold_data.load_gold(data)
    folds = gold_data.make_folds(gold)
    pages = page_data.load(work, "html", gold, folds)
    domains = {key: gold_data.domain(row) for key, row in gold.items()}
    lexicons = [lexicon.build([p for p in pages if p.fold != fold], domains) for fold in range(gold_data.FOLDS)]
    lexicons.append(lexicon.build(pages, domains))
    Path(work, "lexicons.json").write_text(json.dumps({"folds": folds | silver.folds(data, gold, folds), "lexicons": lexicons}, ensure_ascii=False))
    print({name: len(words) for name, words in lexicons[-1].items()})


if __name__ == "__main__":
    main(*sys.argv[1:])
