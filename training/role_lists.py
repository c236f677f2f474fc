"""Short items of one list mostly have one role: where it costs little, all of a list get the same. `src/roles/lists.rs` does the same."""
import numpy as np

# As in the crate: characters of an item at most, and what the best role for all may score less than each item's own best role,
# on the average.
MOST_CHARS, MOST_COST = 60, 0.5
# A list item's kind in the rows of blocks.
LIST_ITEM = 2


def numbers(blocks):
    """For every block the number of the list of which it is a short item, -1 for others; a list is a run of them in one container."""
    found, last, before = [], -1, None
    for block in blocks:
        own = block["c"] if block["k"] == LIST_ITEM and len(block["t"]) <= MOST_CHARS else None
        last += own is not None and own != before
        found.append(last if own is not None else -1)
        before = own
    return np.asarray(found, dtype=int)


def agree(scores, lists):
    """The scores (logarithms, blocks × roles) of a page's blocks, where items of lists that differ little have their mean."""
    scores = scores.copy()
    for number in np.unique(lists[lists >= 0]):
        items = lists == number
        mean = scores[items].mean(0)
        if scores[items].max(1).mean() - mean.max() <= MOST_COST:
            scores[items] = mean
    return scores
