"""Shared passages are the same words, and no word is used twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stemmata.model import AnnotatedArticle, Article, Origin
from stemmata.settings import TraceSettings
from stemmata.trace.passages import join_tiles, shared_tiles, whole_sentence
from stemmata.trace.reports import Report, prepare

_texts = st.lists(st.sampled_from(("rain", "fell", "the", "old", "town", "hall")), max_size=60)


def report(words: list[str]) -> Report:
    """Return the report of a text of these words."""
    article = Article("a", " ".join(words), Origin("test"), "en")
    return prepare(AnnotatedArticle(article), TraceSettings())


@given(_texts, _texts)
def test_tiles_are_equal_words_used_once(first: list[str], second: list[str]) -> None:
    """Each tile holds the same words on both sides; tiles never overlap."""
    a, b = report(first), report(second)
    tiles = shared_tiles(a, b, 4)
    for tile in tiles:
        assert tile.length >= 4
        assert a.forms[tile.a : tile.a + tile.length] == b.forms[tile.b : tile.b + tile.length]
    for side in ("a", "b"):
        used = [getattr(t, side) + step for t in tiles for step in range(t.length)]
        assert len(used) == len(set(used))


@given(_texts)
def test_a_text_is_one_tile_of_itself(words: list[str]) -> None:
    """A text of distinct runs compared with itself is covered from end to end."""
    a = report([f"{word}{place}" for place, word in enumerate(words)])
    tiles = shared_tiles(a, a, 4)
    assert sum(tile.length for tile in tiles) == (len(a) if len(a) >= 4 else 0)


@given(_texts, _texts)
def test_joined_passages_hold_all_equal_words(first: list[str], second: list[str]) -> None:
    """Joining neither loses nor invents equal words."""
    tiles = shared_tiles(report(first), report(second), 4)
    passages = join_tiles(tiles, 6)
    assert sum(p.equal for p in passages) == sum(t.length for t in tiles)


def test_scripts_without_spaces_are_compared_by_character() -> None:
    """A Chinese sentence that is shared is found inside another."""
    sentence = "周一的风暴切断了河边的两条线路"
    a, b = report([sentence]), report(["市长说" + sentence + "情况严重"])
    (tile,) = shared_tiles(a, b, 4)
    assert tile.length == len(sentence)


def test_a_whole_sentence_counts_and_as_long_a_part_of_one_does_not() -> None:
    """Words beyond the least count where both have the sentence; quoted and partial ones do not."""
    told = "The river rose by two metres in the night and took the old ferry with it."
    once = report(["Rain fell.", told, "Nobody was hurt."])
    again = report([told, "A week of frost had come before."])
    within = report(["He says that", told[0].lower() + told[1:-1], "and that nobody saw a thing"])
    quoted = report([f'She said: "{told}"', "Nobody knows."])
    for other, words in ((again, 8), (within, 0), (quoted, 0)):
        assert whole_sentence(shared_tiles(once, other, 4), once, other, 8) == words
        assert whole_sentence(shared_tiles(other, once, 4), other, once, 8) == words
