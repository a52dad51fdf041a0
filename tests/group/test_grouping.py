"""Reports of one event are one story, in whatever language and order they come."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stemmata.annotate import annotate, resolve
from stemmata.clean import clean
from stemmata.group import Fingerprint, Grouper, compare, fingerprint, group
from stemmata.model import Grouping, Origin, Record

DAM = {
    "dam-en": (
        "Engineers opened the gates of the Lowen dam on Tuesday after three days of heavy rain. "
        "About 1,450 people left the villages below the dam, the fire brigade said. The reservoir "
        "had risen by 6.3 metres. A bridge over the river Sarne was closed to lorries."
    ),
    "dam-de": (
        "Nach drei Tagen Starkregen haben Ingenieure am Dienstag die Schleusen der Talsperre Lowen "
        "geöffnet. Rund 1450 Menschen verließen nach Angaben der Feuerwehr die Dörfer unterhalb "
        "des Damms. Der Stausee war um 6,3 Meter gestiegen, eine Brücke über den Fluss Sarne wurde "
        "für Lastwagen gesperrt."
    ),
    "dam-es": (
        "Los ingenieros abrieron el martes las compuertas de la presa de Lowen tras tres días de "
        "lluvias intensas. Unas 1.450 personas abandonaron los pueblos situados bajo la presa, "
        "según los bomberos. El embalse había subido 6,3 metros y un puente sobre el río Sarne "
        "quedó cerrado a los camiones."
    ),
    "dam-ru": (
        "Инженеры открыли во вторник затворы плотины Ловен после трёх дней сильных дождей. Около "
        "1450 человек покинули деревни ниже плотины, сообщили пожарные. Уровень водохранилища "
        "поднялся на 6,3 метра, мост через реку Сарне закрыли для грузовиков."
    ),
}
THEATRE = {
    "theatre-en": (
        "The actress Mirela Dantos has won the national theatre prize for her role as a judge in "
        "a play about a stolen painting. The jury praised her voice. She will receive 20,000 euros "
        "at a gala in the opera house in October."
    ),
    "theatre-de": (
        "Die Schauspielerin Mirela Dantos hat für ihre Rolle als Richterin in einem Stück über ein "
        "gestohlenes Gemälde den nationalen Theaterpreis gewonnen. Die Jury lobte ihre Stimme. Der "
        "Preis von 20.000 Euro wird im Oktober bei einer Gala in der Oper überreicht."
    ),
}
UNRELATED = (
    "Beekeepers in the north harvested less honey this summer because the lime trees flowered "
    "early. Prices for a jar may rise to nine dollars before winter, an association of farmers "
    "expects."
)


def fingerprints(texts: dict[str, str]) -> list[Fingerprint]:
    """Return the fingerprints of bare texts, by id."""
    records = [Record(name, Origin("test"), text=text) for name, text in texts.items()]
    return [fingerprint(a) for a in resolve([annotate(clean(r)) for r in records])]


@cache
def pile() -> tuple[Fingerprint, ...]:
    """Return six bare reports of two events in four languages."""
    return tuple(fingerprints(DAM | THEATRE))


def members(grouping: Grouping) -> set[tuple[str, ...]]:
    """Return the articles of each story."""
    return {story.articles for story in grouping.stories}


def test_a_tiny_pile_in_four_languages_is_grouped() -> None:
    """Six texts without title or date come out as their two events."""
    assert members(group(pile())) == {tuple(sorted(DAM)), tuple(sorted(THEATRE))}


@settings(max_examples=10, deadline=None)
@given(st.permutations(range(6)))
def test_order_never_matters(order: list[int]) -> None:
    """Shuffled articles give the same stories, ids, pairs and reasons."""
    assert group([pile()[place] for place in order]) == group(pile())


@settings(max_examples=5, deadline=None)
@given(st.permutations(range(6)))
def test_one_by_one_gives_the_same_stories(order: list[int]) -> None:
    """Articles that come alone end in the same stories as all at once."""
    grouper = Grouper()
    for place in order:
        grouper.add([pile()[place]])
    assert members(grouper.grouping()) == members(group(pile()))


def test_an_unrelated_article_changes_no_story() -> None:
    """A report of something else is a story of its own and leaves the others as they were."""
    before = group(pile())
    after = group([*pile(), *fingerprints({"honey": UNRELATED})])
    assert {s.id for s in before.stories} < {s.id for s in after.stories}
    assert members(after) == members(before) | {("honey",)}


def test_ids_stay_when_articles_come() -> None:
    """A story that grows keeps its id, and the change says so."""
    by_id = {print_.id: print_ for print_ in pile()}
    grouper = Grouper()
    (founded,) = grouper.add([by_id["dam-en"], by_id["dam-es"]])
    changes = grouper.add([by_id["dam-de"], by_id["theatre-en"]])
    kinds = {change.kind: change for change in changes}
    assert founded.kind == "founded"
    assert kinds["grown"].story == founded.story
    assert kinds["grown"].articles == ("dam-de", "dam-en", "dam-es")
    assert kinds["founded"].articles == ("theatre-en",)


def test_an_article_is_added_once() -> None:
    """The same article again changes nothing."""
    grouper = Grouper()
    grouper.add(pile())
    assert grouper.add(pile()[:2]) == ()


def test_nothing_gives_nothing() -> None:
    """No articles give no stories, one gives one."""
    assert group([]) == Grouping((), ())
    assert members(group(pile()[:1])) == {(pile()[0].id,)}


def test_reasons_show_the_words_of_both_languages() -> None:
    """A reason names a concept as each of two languages writes it."""
    by_id = {print_.id: print_ for print_ in pile()}
    (pair,) = compare([(by_id["dam-de"], by_id["dam-en"])], pile())
    said = "; ".join(pair.reasons)
    assert (pair.a, pair.b) == ("dam-de", "dam-en")
    assert " ~ " in said
    assert pair.probability > 0.5


def test_a_pair_is_scored_the_same_both_ways() -> None:
    """Who is named first does not matter."""
    a, b = pile()[0], pile()[4]
    (one,), (other,) = compare([(a, b)], pile()), compare([(b, a)], pile())
    assert one == other


@pytest.mark.parametrize("first", sorted(DAM))
def test_reports_of_one_event_score_above_others(first: str) -> None:
    """Each report is nearer to every report of its event than to any of the other."""
    by_id = {print_.id: print_ for print_ in pile()}
    near = [by_id[name] for name in DAM if name != first]
    far = [by_id[name] for name in THEATRE]
    scores = [p.probability for p in compare([(by_id[first], o) for o in [*near, *far]], pile())]
    assert min(scores[: len(near)]) > max(scores[len(near) :])
