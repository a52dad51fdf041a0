"""Values are the same when they have been to another process, down to the kinds of numbers."""

from __future__ import annotations

import pickle
from multiprocessing.reduction import ForkingPickler

import pytest

from stemmata.demo import articles_folder
from stemmata.model import JSON, AnnotatedArticle, Article, Frozen, Origin
from stemmata.pipeline import run


def travelled(value: Frozen) -> object:
    """Return what another process is given."""
    return pickle.loads(ForkingPickler.dumps(value))  # noqa: S301 # our own


def test_all_of_a_dossier_travels() -> None:
    """Articles, points, copies and affairs arrive as they were sent."""
    dossier = run([str(articles_folder())])
    for part in (dossier.articles, dossier.points, dossier.copies, dossier.affairs):
        assert part
        for value in part:
            assert repr(travelled(value)) == repr(value)


@pytest.mark.parametrize("odd", ["cut \ud83d", 10**30, [1.5, None, {"a": float("inf")}]])
def test_odd_values_travel(odd: JSON) -> None:
    """What MessagePack has no place for arrives too: half a character, a number of many digits."""
    article = Article("a", "Rain fell.", Origin("a.txt"), "en", extra=(("odd", odd),))
    assert travelled(AnnotatedArticle(article)) == AnnotatedArticle(article)
