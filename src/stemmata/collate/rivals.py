"""How far a pair of claims is ahead of what else either report offers.

A report answers a question once as a rule: of all that another report states, a claim's partner is
what fits it best, and the lead over the next best says how sure that is (as in the ratio test of
Lowe 2004). What a report says twice in one value is no rival of itself.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from stemmata.collate.alignment import FORBIDDEN, Pairs, Scores

Integers = NDArray[np.int64]


def lead(scores: Scores, articles: Integers, values: Integers) -> Scores:
    """Return by how much each pair beats the next best that either report offers, (n, n).

    Args:
        scores: symmetric (n, n); to have no partner at all counts 0.
        articles: the article of each row, ascending.
        values: what each row states, one number for one value.

    Example:
        >>> s = np.array([[0, 3, 1], [3, 0, 0], [1, 0, 0]], dtype=np.float32)
        >>> lead(s, np.array([0, 1, 1]), np.array([0, 1, 2])).tolist()
        [[0.0, 2.0, -2.0], [2.0, 0.0, 0.0], [-2.0, 0.0, 0.0]]
    """
    order = np.lexsort((values, articles))
    apart: Pairs = np.diff(articles[order]) != 0
    firsts = np.flatnonzero(np.r_[True, apart | (np.diff(values[order]) != 0)])
    best = np.maximum.reduceat(scores[:, order], firsts, axis=1)
    article = articles[order][firsts]
    starts = np.flatnonzero(np.r_[True, np.diff(article) != 0])
    places = np.cumsum(np.r_[False, np.diff(article) != 0])
    top = np.maximum.reduceat(best, starts, axis=1)[:, places]
    below = np.where(best >= top, FORBIDDEN, best)
    second = np.maximum.reduceat(below, starts, axis=1)[:, places]
    rival = np.maximum(np.where(best >= top, second, top), 0)
    group = np.empty(len(order), dtype=np.int64)
    group[order] = np.cumsum(np.bincount(firsts, minlength=len(order))) - 1
    ahead = scores - rival[:, group]
    ahead[articles[:, None] == articles] = 0
    led: Scores = np.minimum(ahead, ahead.T)
    return led
