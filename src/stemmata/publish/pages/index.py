"""The first page: the stories, most reported first, and what the collection holds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from stemmata.model import Dossier, Frozen, Problem
from stemmata.publish.addresses import affair_file, language_tag, story_file
from stemmata.publish.affair_words import tells_anything
from stemmata.publish.material import StoryMaterial, central_article, independent_sources
from stemmata.publish.overview import count_copies
from stemmata.publish.pages.card import Card, card
from stemmata.publish.pages.story import Sibling, sibling
from stemmata.publish.visible import clip
from stemmata.publish.wording import count, language_words, outlet_words, period
from stemmata.settings import PublishSettings


class StoryRow(Frozen, frozen=True):
    """A story that several reports give, as a row of the first page."""

    file: str
    headline: str
    tag: str
    reports: int
    outlets: str
    languages: tuple[str, ...]
    sources: int
    when: str
    disputed: int
    search: str


class SingleRow(Frozen, frozen=True):
    """A report that stands alone."""

    file: str
    card: Card
    search: str


class Share(Frozen, frozen=True):
    """How many reports a language or outlet has; `part` of the largest, in hundredths."""

    name: str
    reports: int
    part: int


class Storyline(Frozen, frozen=True):
    """Stories that continue each other, in order of time; `affair` is the file of its page."""

    stories: tuple[Sibling, ...]
    affair: str


class IndexPage(Frozen, frozen=True):
    """The first page of a dossier."""

    coverage: tuple[tuple[str, str], ...]
    stories: tuple[StoryRow, ...]
    largest: int
    single: tuple[SingleRow, ...]
    storylines: tuple[Storyline, ...]
    languages: tuple[Share, ...]
    outlets: tuple[Share, ...]
    more_outlets: int
    problems: tuple[Problem, ...]


_MOST_OUTLETS = 12


def index_page(
    dossier: Dossier,
    materials: Sequence[StoryMaterial],
    storylines: Mapping[str, Sequence[StoryMaterial]],
    settings: PublishSettings,
) -> IndexPage:
    """Return the first page of a dossier; `materials` are in the order they are to stand in."""
    several = [material for material in materials if len(material.articles) > 1]
    alone = [material for material in materials if len(material.articles) == 1]
    outlets = Counter(article.article.outlet or "outlet unknown" for article in dossier.articles)
    languages = Counter(language_words(article.language) for article in dossier.articles)
    return IndexPage(
        coverage=_coverage(dossier, several, alone),
        stories=tuple(_story_row(material, settings) for material in several),
        largest=max((len(material.articles) for material in several), default=1),
        single=tuple(_single_row(material) for material in alone),
        storylines=_storylines(storylines, _told_affairs(dossier)),
        languages=_shares(languages, len(languages)),
        outlets=_shares(outlets, _MOST_OUTLETS),
        more_outlets=max(0, len(outlets) - _MOST_OUTLETS),
        problems=dossier.problems,
    )


def _told_affairs(dossier: Dossier) -> set[str]:
    return {affair.storyline for affair in dossier.affairs if tells_anything(affair)}


def in_storylines(materials: Sequence[StoryMaterial]) -> dict[str, tuple[StoryMaterial, ...]]:
    """Return the stories of each storyline in order of time."""
    together: defaultdict[str, list[StoryMaterial]] = defaultdict(list)
    for material in materials:
        together[material.story.storyline].append(material)
    return {
        id_: tuple(sorted(each, key=lambda material: (str(material.dates), material.story.id)))
        for id_, each in together.items()
    }


def _coverage(
    dossier: Dossier, several: Sequence[StoryMaterial], alone: Sequence[StoryMaterial]
) -> tuple[tuple[str, str], ...]:
    numbers = (
        (len(dossier.articles), "report"),
        (len(several), "story"),
        (len(alone), "single report"),
        (len({article.language for article in dossier.articles}), "language"),
        (len({each.article.outlet for each in dossier.articles if each.article.outlet}), "outlet"),
        (count_copies(dossier.copies), "copy"),
        (sum(point.verdict == "disputed" for point in dossier.points), "disputed point"),
    )
    return tuple(_number_and_noun(number, noun) for number, noun in numbers)


def _number_and_noun(number: int, noun: str) -> tuple[str, str]:
    figure, _, word = count(number, noun).partition(" ")
    return figure, word


def _story_row(material: StoryMaterial, settings: PublishSettings) -> StoryRow:
    central = central_article(material)
    outlets = list(dict.fromkeys(outlet_words(each.article) for each in material.articles))
    languages = Counter(article.language for article in material.articles)
    dates = material.dates
    more = f" and {len(outlets) - 3} more" if len(outlets) > 3 else ""
    return StoryRow(
        file=story_file(material.story.id),
        headline=clip(central.article.headline, 160),
        tag=language_tag(central.language),
        reports=len(material.articles),
        outlets=clip(", ".join(outlets[:3]), 90) + more,
        languages=tuple(code for code, _ in languages.most_common()),
        sources=independent_sources(material, settings),
        when=period(*dates) if dates else "no date",
        disputed=material.disputed,
        search=_search(material),
    )


def _single_row(material: StoryMaterial) -> SingleRow:
    return SingleRow(
        story_file(material.story.id), card(material.articles[0], 1), _search(material)
    )


def _search(material: StoryMaterial) -> str:
    """Return what the search box looks through: headlines, outlets, languages, leading names."""
    names = Counter(
        name.canonical or name.text for article in material.articles for name in article.names
    )
    said = [
        text
        for article in material.articles[:30]
        for text in (article.article.headline, outlet_words(article.article), article.language)
    ]
    words = [*said, *(name for name, _ in names.most_common(8))]
    return clip(" ".join(dict.fromkeys(words)), 1500).lower()


def _shares(counted: Counter[str], most: int) -> tuple[Share, ...]:
    largest = max(counted.values(), default=1)
    return tuple(
        Share(name, number, max(1, round(100 * number / largest)))
        for name, number in counted.most_common(most)
    )


def _storylines(
    storylines: Mapping[str, Sequence[StoryMaterial]], affairs: Collection[str]
) -> tuple[Storyline, ...]:
    several = [(id_, each) for id_, each in storylines.items() if len(each) > 1]
    several.sort(key=lambda line: -sum(len(material.articles) for material in line[1]))
    return tuple(
        Storyline(tuple(map(sibling, each)), affair_file(id_) if id_ in affairs else "")
        for id_, each in several
    )
