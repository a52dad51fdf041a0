"""What one outlet says of two reports, and what a dateline says."""

from __future__ import annotations

from dataclasses import replace

import msgspec
import numpy as np
import pytest

from stemmata.annotate import annotate, resolve
from stemmata.clean import clean
from stemmata.group import Fingerprint, compare, fingerprint, read_print, write_print
from stemmata.group.collection import Collection
from stemmata.group.features import FEATURES, pair_features
from stemmata.group.scoring import asked_odds, load_asked
from stemmata.model import Origin, Record
from stemmata.settings import GroupSettings

FIRES = (
    "A fire destroyed a bakery on Mill Street on Friday. Nobody was hurt, the fire brigade said.",
    "A fire damaged a pharmacy on Park Street on Friday. Two men were hurt, the fire brigade said.",
)


def report(name: str, text: str, outlet: str | None = None) -> Fingerprint:
    """Return the fingerprint of a report that an outlet published."""
    cleaned = clean(Record(name, Origin("test"), text=text, outlet=outlet))
    return fingerprint(resolve([annotate(cleaned)])[0])


def outlet_nats(prints: list[Fingerprint]) -> float:
    """Return what the first two of a collection have for their outlet."""
    collection = Collection(GroupSettings())
    collection.add(prints)
    collection.settle()
    return float(pair_features(collection, np.array([[1, 0]]))[0, FEATURES.index("same outlet")])


def fires(*outlets: str) -> list[Fingerprint]:
    """Return two look-alike reports, of these outlets."""
    found = (report(f"fire-{n}", text) for n, text in enumerate(FIRES))
    return [replace(each, outlet=outlet) for each, outlet in zip(found, outlets, strict=True)]


def test_the_declared_outlet_is_compared() -> None:
    """A fingerprint tells who published; where nobody is declared, it tells nobody."""
    assert report("a", FIRES[0], "Valley Post").outlet == "Valley Post"
    assert report("a", FIRES[0]).outlet == ""


def test_one_outlet_speaks_against_one_event() -> None:
    """Look-alike reports are less likely of one event where one outlet has both, and it is said."""
    one, two, unknown = fires("Post", "post"), fires("Post", "Herald"), fires("", "")
    (told,), (other,), (bare,) = (compare([(a, b)], [a, b]) for a, b in (one, two, unknown))
    assert told.probability < other.probability == bare.probability
    assert any("one outlet" in reason for reason in told.reasons)
    assert not any("one outlet" in reason for reason in (*other.reasons, *bare.reasons))


def test_an_outlet_of_all_reports_says_little() -> None:
    """Where everything is of one outlet, it tells no two reports apart."""
    first, second = fires("Post", "Post")
    many = [replace(first, id=f"more-{n}") for n in range(400)]
    alone, among = outlet_nats([first, second]), outlet_nats([first, second, *many])
    assert 0 < among < alone / 2


def test_editions_in_two_languages_are_two_outlets() -> None:
    """An outlet that reports in two languages tells an event in both."""
    first, second = fires("Post", "Post")
    assert outlet_nats([first, replace(second, language="de")]) == 0


def test_a_pair_asked_for_is_less_likely_of_one_outlet() -> None:
    """With the same log-odds of grouping, one outlet lowers what is answered."""
    rows = np.zeros((2, len(FEATURES)))
    rows[1, FEATURES.index("same outlet")] = 4.0
    two, one = asked_odds(rows, np.zeros(2), load_asked())
    assert one < two


def test_an_outlet_is_kept() -> None:
    """A fingerprint comes back from bytes with its outlet, and without one from older bytes."""
    print_ = replace(report("a", FIRES[0]), outlet="Valley Post \ud800")
    kept = write_print(print_)
    assert read_print(kept).outlet == "Valley Post ?"
    older = msgspec.msgpack.encode(msgspec.msgpack.decode(kept, strict=False)[:-1])
    assert read_print(older).outlet == ""


@pytest.mark.parametrize("place", ["LOWENBRIDGE", "KALTERSEE"])
def test_the_place_of_a_dateline_is_compared(place: str) -> None:
    """Reports with one dateline share a rare word more than without it."""
    with_place, without = (
        [report(f"{start}{n}", start + text) for n, text in enumerate(FIRES)]
        for start in (f"{place}, May 3 (Reuters) - ", "")
    )
    shared = [np.intersect1d(a.stems.keys, b.stems.keys) for a, b in (with_place, without)]
    assert len(shared[0]) > len(shared[1])
