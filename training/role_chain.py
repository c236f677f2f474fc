"""The chain over the roles of neighbouring blocks: what one block's role says of the next one's, and the likeliest roles
of a whole page."""
import numpy as np

# How much the chain weighs beside the blocks' own scores, and how much of what is common anyway it leaves out: with 0 it
# favours the common roles, with 1 all roles alike. Chosen by cross-validation; 0.15 to 0.3 and 0.5 to 0.8 are nearly as good.
SHARE, LESS_COMMON = 0.2, 0.6
# Neighbours' worth of the overall mix in the estimate for each role.
PRIOR = 0.5


def weights(pages, roles):
    """A table role × next role of numbers to add to scores (logarithms), from pages' role numbers in page order."""
    counts, common = np.zeros((roles, roles)), np.zeros(roles)
    for numbers in pages:
        own = np.zeros((roles, roles))
        np.add.at(own, (numbers[:-1], numbers[1:]), 1)
        # A long page is not so many pages.
        counts += own / np.sqrt(len(numbers))
        common += np.bincount(numbers, minlength=roles)
    common = (common + 1) / (common + 1).sum()
    next_one = counts + PRIOR * common
    next_one /= next_one.sum(1, keepdims=True)
    return SHARE * (np.log(next_one) - LESS_COMMON * np.log(common))


def likeliest(scores, chain):
    """The most probable role numbers of a page's blocks together (Viterbi's algorithm); `scores`: logarithms, blocks × roles."""
    best, before = scores[0], []
    for own in scores[1:]:
        joint = best[:, None] + chain
        before.append(joint.argmax(0))
        best = joint.max(0) + own
    path = [int(best.argmax())]
    for step in reversed(before):
        path.append(int(step[path[-1]]))
    return np.asarray(path[::-1])
