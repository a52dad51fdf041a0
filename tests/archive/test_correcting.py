"""What people decide holds on every later run, and is gone when it is undone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.archive.reports import TEXTS, all_records, record

from stemmata.archive import Archive
from stemmata.archive.correcting import decide, undo
from stemmata.errors import UsageError
from stemmata.model import replace
from stemmata.store import Store, Where, open_store


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = open_store(tmp_path / "a.db")
    made = Archive(opened)
    list(made.add_records(all_records()))
    made.finish()
    yield made
    opened.close()


def stories(store: Store) -> dict[str, tuple[str, ...]]:
    """Return the articles of all stories."""
    found = [store.story(each.id) for each in store.stories(Where(), 1000)]
    return {each.story.id: each.story.articles for each in found if each}


def state(store: Store) -> object:
    """Return all that a decision can change."""
    ids = sorted(TEXTS)
    copies = [(c.copy, c.original, c.kind, c.probability) for c in store.copies(ids)]
    points = [(p.id, p.verdict, p.readings) for p in store.points(sorted(stories(store)))]
    return stories(store), store.articles(ids), sorted(copies), sorted(points)


def of(store: Store, article: str) -> str:
    """Return the story of an article."""
    return store.story_of([article])[article]


def key_of(store: Store, text: str) -> str:
    """Return the key of a name."""
    return store.names_written([text.lower()])[0].key


def choices(store: Store) -> dict[str, tuple[str, dict[str, Sequence[str]]]]:
    """Return one decision of each kind."""
    valdic, dantos = key_of(store, "Joren Valdic"), key_of(store, "Mirela Dantos")
    dam = of(store, "dam-en")
    return {
        "merge": ("merge stories", {"stories": [dam, of(store, "honey-en")]}),
        "split": ("split story", {"story": [dam], "articles": ["dam-es", "dam-de"]}),
        "tie": ("tie names", {"names": [valdic, dantos]}),
        "untie": ("untie name", {"name": [dantos], "text": ["Mirela Dantos"]}),
        "boilerplate": (
            "mark boilerplate",
            {"article": ["dam-en"], "text": ["A bridge over the river Sarne was closed."]},
        ),
        "confirm": ("confirm copy", {"copy": ["dam-es"], "original": ["dam-de"]}),
        "reject": ("reject copy", {"copy": ["dam-copy"], "original": ["dam-en"]}),
        "date": ("fix date", {"article": ["dam-es"], "date": ["2026-03-06"]}),
        "outlet": ("fix outlet", {"article": ["dam-es"], "outlet": ["El Correo"]}),
    }


def test_a_merged_story_stays_merged(archive: Archive) -> None:
    """Two stories that a person merged are one, also after more reports came."""
    store = archive.store
    dam, honey = of(store, "dam-en"), of(store, "honey-en")
    decide(archive, "merge stories", {"stories": [dam, honey]}, "Ana")
    assert of(store, "dam-en") == of(store, "honey-en") == of(store, "dam-es")
    fresh = Archive(store)
    list(fresh.add_records([record("dam-en", id_="more", text=TEXTS["dam-en"][1] + " More rain.")]))
    fresh.finish()
    assert of(store, "dam-en") == of(store, "honey-en") == of(store, "more")
    assert list(store.check()) == []


def test_split_reports_stay_apart(archive: Archive) -> None:
    """Reports that a person took out of a story do not come back, and stay together."""
    store = archive.store
    decide(
        archive, "split story", {"story": [of(store, "dam-en")], "articles": ["dam-de", "dam-es"]},
        "Ana",
    )  # fmt: skip
    assert of(store, "dam-de") == of(store, "dam-es") != of(store, "dam-en")
    list(
        Archive(store).add_records([record("dam-de", id_="more", text=TEXTS["dam-de"][1] + " ! ")])
    )
    assert of(store, "dam-de") == of(store, "dam-es") != of(store, "dam-en")


def test_names(archive: Archive) -> None:
    """Tied names have one key, an untied form has its own, in new reports too."""
    store = archive.store
    valdic, dantos = key_of(store, "Joren Valdic"), key_of(store, "Mirela Dantos")
    decide(archive, "tie names", {"names": [valdic, dantos]}, "Ana")
    text = "The mayor Mirela Dantos opened a school in the town of Kessel on Monday morning."
    list(archive.add_records([record("honey-en", id_="school", text=text)]))
    assert key_of(store, "Mirela Dantos") == valdic
    assert "school" in store.naming(valdic)
    decide(archive, "untie name", {"name": [valdic], "text": ["Mirela Dantos"]}, "Ben")
    assert key_of(store, "Mirela Dantos") not in {valdic}
    assert "school" not in store.naming(valdic)


def test_what_is_set_right_in_an_article(archive: Archive) -> None:
    """A day, an outlet and boilerplate hold when the page is fetched again with other words."""
    store = archive.store
    for choice in ("boilerplate", "date", "outlet"):
        kind, fields = choices(store)[choice]
        decide(archive, kind, fields, "Ana")
    [es, en] = store.articles(["dam-es", "dam-en"])
    assert es.article.outlet == "El Correo"
    assert es.published is not None
    assert es.published.earliest.isoformat() == "2026-03-06"
    assert "Sarne" not in "".join(span.quote(en.text) for span in en.article.body)
    list(Archive(store).add_records([record("dam-es", text=TEXTS["dam-es"][1] + " Llueve.")]))
    [es] = store.articles(["dam-es"])
    assert (es.article.outlet, es.text.endswith("Llueve.")) == ("El Correo", True)


def test_copies(archive: Archive) -> None:
    """A rejected copy is none, a confirmed one is certain, and says who decided."""
    store = archive.store
    for choice in ("confirm", "reject"):
        kind, fields = choices(store)[choice]
        decide(archive, kind, fields, "Ana")
    pairs = {(copy.copy, copy.original): copy for copy in store.copies(sorted(TEXTS))}
    assert not {("dam-copy", "dam-en"), ("dam-en", "dam-copy")} & pairs.keys()
    sure = pairs["dam-es", "dam-de"]
    assert (sure.probability, sure.direction_probability) == (1.0, 1.0)
    assert sure.evidence[-1].detail == "decided by Ana"


_KINDS = (
    "merge", "split", "tie", "untie", "boilerplate", "confirm", "reject", "date", "outlet",
)  # fmt: skip


@settings(max_examples=12)
@example(names=["reject", "split", "tie"])  # reports that come again were in a story before
@given(names=st.lists(st.sampled_from(_KINDS), unique=True, min_size=1, max_size=3))
def test_undoing_leaves_the_archive_as_before(names: list[str]) -> None:
    """Decisions that are undone, the last first, leave nothing behind but their record."""
    with TemporaryDirectory() as folder:
        store = open_store(Path(folder, "a.db"))
        archive = Archive(store)
        list(archive.add_records(all_records()))
        archive.finish()
        before = [state(store)]
        made = []
        for name in names:
            try:
                made.append(decide(archive, *choices(store)[name], "Ana"))
            except UsageError:  # makes no sense after an earlier one
                continue
            before.append(state(store))
        for decision in reversed(made):
            assert state(store) == before.pop()
            undo(archive, decision.number, "Ben")
        assert state(store) == before.pop()
        assert all(each.undone for each in store.decisions())
        store.close()


def test_a_story_that_a_day_dissolved_comes_back_under_its_id(tmp_path: Path) -> None:
    """Undoing gives stories their ids again that a decision about something else took."""
    store = open_store(tmp_path / "a.db")
    late = replace(record("theatre-de"), published="2026-11-04")
    list(Archive(store).add_records([record("theatre-en"), record("honey-en"), late]))
    before = stories(store)
    made = decide(
        Archive(store), "fix date", {"article": ["theatre-de"], "date": ["2026-03-04"]}, "Ana"
    )
    assert of(store, "theatre-de") == of(store, "theatre-en")
    undo(Archive(store), made.number, "Ben")
    assert stories(store) == before
    assert len(before) == 3
    store.close()


@settings(max_examples=8)
@given(order=st.permutations(sorted(TEXTS)), data=st.data())
def test_decisions_hold_in_whatever_order_more_comes(order: list[str], data: st.DataObject) -> None:
    """Reports that come later, in any order, do not undo what was decided."""
    with TemporaryDirectory() as folder:
        store = open_store(Path(folder, "a.db"))
        archive = Archive(store)
        list(archive.add_records([record("dam-en"), record("dam-de"), record("honey-en")]))
        archive.finish()
        decide(
            archive, "split story", {"story": [of(store, "dam-en")], "articles": ["dam-de"]}, "A"
        )
        decide(
            archive, "merge stories",
            {"stories": [of(store, "dam-de"), of(store, "honey-en")]}, "A",
        )  # fmt: skip
        size = data.draw(st.integers(1, 3))
        for first in range(0, len(order), size):
            again = Archive(store)
            list(again.add_records(map(record, order[first : first + size])))
            again.finish()
        assert of(store, "dam-de") == of(store, "honey-en") != of(store, "dam-en")
        store.close()


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("merge stories", {"stories": ["s-none", "s-other"]}),
        ("split story", {"story": ["s-none"], "articles": ["dam-en"]}),
        ("fix date", {"article": ["dam-en"], "date": ["yesterday"]}),
        ("fix outlet", {"article": ["dam-en"]}),
        ("mark boilerplate", {"article": ["dam-en"], "text": ["is not there"]}),
        ("drop table", {}),
    ],
)
def test_what_makes_no_sense_is_refused(
    archive: Archive, kind: str, fields: dict[str, list[str]]
) -> None:
    """Nothing is kept of a decision about what is not there."""
    with pytest.raises(UsageError):
        decide(archive, kind, fields, "Ana")
    assert archive.store.decisions() == []
