"""Roles, parts, owners and countries as they are stated in the words beside a name.

A role stands before its name ("the mayor of Torvela, Ilda Marquezan", "Brankosa-Chef Teodor
Valcke") or after it in apposition ("Nuno Galvarim, the union's leader"). Between role and name
may only stand whom or what the role is of: any other word ends the search. These are the patterns
of appositive relation extraction (Hearst 1992), with no language's order built in.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from stemmata.affair.actors_joined import joined_role
from stemmata.affair.actors_phrases import (
    Found,
    Line,
    Reader,
    line_of,
    role_after,
    role_before,
)
from stemmata.affair.actors_titles import WORD, load_titles, look_up
from stemmata.languages.territories import territory_names
from stemmata.model import AnnotatedArticle, Frozen, Name, NameKind
from stemmata.text import fold

_REACH = 80  # characters before a name in which its role stands
# Mentions of a name in an article: roles are stated where somebody is introduced. Of 150 roles of
# organisations in stream_xl second mentions state ten.
_MENTIONS: Mapping[NameKind, int] = {"person": 2, "organisation": 1, "place": 1, "other": 1}
_UP_TO_STOP = re.compile(r"(?s).*[,.;:!?()\[\]—–|\n。；：！？、，؛؟،।]")
_COMMAS = (",", "،")
_OPENING = "«“„\"‘'「『《 \u00a0\u202f\t"
_APPOSITION = re.compile(r"[\s\"”»]*[,،(]\s*([^,،.;:()\n。]{2,80})[,،.;)]")
# What a name can be said to be. A company is often taken for a place before its role is read.
_KINDS: Mapping[NameKind, tuple[str, ...]] = {
    "person": ("person",),
    "organisation": ("organisation", "belonging"),
    "place": ("organisation",),
    "other": ("person", "organisation", "belonging"),
}
_NOTHING: tuple[str, ...] = ()


class Stated(Frozen, frozen=True):
    """What is stated beside a name: a role, or a country; `of` is the key of what a role is of."""

    key: str
    title: str
    bearer: str
    of: str
    former: bool
    start: int
    end: int


class _Near(Frozen, frozen=True):
    """The words beside a name of an article, which stands at a place among its names."""

    place: int
    before: Line
    after: Line | None


def find_roles(articles: Iterable[AnnotatedArticle]) -> dict[str, tuple[Stated, ...]]:
    """Return what the words beside its names state, by the id of each article."""
    by_language: defaultdict[str, list[AnnotatedArticle]] = defaultdict(list)
    for article in articles:
        by_language[article.language].append(article)
    return {
        id_: stated for code, few in by_language.items() for id_, stated in _in_language(code, few)
    }


def _in_language(
    code: str, articles: Sequence[AnnotatedArticle]
) -> Iterator[tuple[str, tuple[Stated, ...]]]:
    titles = load_titles(code)
    if titles.is_joined:
        for article in articles:
            yield article.id, tuple(_joined(article))
        return
    near = [(article, list(_surroundings(article))) for article in articles]
    words: set[str] = set()
    for article, places in near:
        words.update(_words_of_ends(article))
        for each in places:
            if first := _first_of_several(article.names[each.place]):
                words.add(first)
            words.update(each.before.forms)
            words.update(each.after.forms if each.after else ())
    meanings = look_up(words, code)
    for article, places in near:
        reader = Reader(article, titles, meanings)
        yield article.id, tuple(_stated(reader, places))


def _words_of_ends(article: AnnotatedArticle) -> Iterator[str]:
    """Yield the words at ends of ties, which may be roles too: all are looked up at once."""
    for tie in article.ties:
        for end in (*tie.source, *tie.target):
            if not end.key:
                yield from WORD.findall(end.text.lower())
    for name in article.names if article.ties else ():
        if is_body(name):
            yield from WORD.findall(name.text.lower())


def is_body(name: Name) -> bool:
    """Tell whether a name may say what kind of organisation it is."""
    return " " in name.text and name.key.startswith("organisation:")


def _bearers(article: AnnotatedArticle) -> Iterator[tuple[int, Name]]:
    """Yield the first mentions of each person and organisation, with their place.

    Those of a headline count for nothing: a headline introduces nobody.
    """
    seen: Counter[str] = Counter()
    language = article.language
    headlines = (each.end for each in article.article.paragraphs if each.role == "headline")
    report = max(headlines, default=0)
    for place, name in enumerate(article.names):
        key = name.key
        if not key or seen[key] >= _MENTIONS[name.kind] or territory(name, language):
            continue
        seen[key] += name.start >= report
        yield place, name


def _surroundings(article: AnnotatedArticle) -> Iterator[_Near]:
    text = article.text
    for place, name in _bearers(article):
        before = _line_before(text, name.start)
        found = _APPOSITION.match(text, name.end)
        after = line_of(text, found.start(1), found.end(1)) if found else None
        if before.forms or after:
            yield _Near(place, before, after)


def _line_before(text: str, end: int) -> Line:
    """Return the words before a name as far as one phrase can reach; a comma may close it."""
    first = end - _REACH if end > _REACH else 0
    window = text[first:end].rstrip(_OPENING)
    comma = window.endswith(_COMMAS)
    window = window[:-1] if comma else window
    last = first + len(window)
    stop = _UP_TO_STOP.match(window)
    return line_of(text, first + stop.end() if stop else first, last, comma=comma)


def _stated(reader: Reader, places: Iterable[_Near]) -> Iterator[Stated]:
    for near in places:
        name = reader.article.names[near.place]
        bearers = _may_be(name)
        found = role_before(reader, near.place, near.before, bearers)
        if found is None and near.after is not None:
            found = role_after(reader, near.place, near.after, bearers)
        found = found or _role_within(reader, name, _KINDS[name.kind])
        if found is not None:
            yield _role(name, found, reader.article.language)
        yield from _countries(reader, near, found)


def _may_be(name: Name) -> tuple[str, ...]:
    """Return what a name can be said to be; no place of several words ("Orvell Bridge")."""
    return _NOTHING if name.kind == "place" and " " in name.text else _KINDS[name.kind]


def _role_within(reader: Reader, name: Name, bearers: tuple[str, ...]) -> Found | None:
    """Return the role that begins a name whose key does without it: "Baukonzern Brankosa"."""
    form = _first_of_several(name)
    title = reader.title_ending([form], 0) if form else None
    if title is None or title[0].bearer not in bearers or form in name.key:
        return None
    return Found(title[0], None, former=False, start=name.start, end=name.start + len(form))


def _first_of_several(name: Name) -> str:
    if name.kind == "person" or " " not in name.text:
        return ""
    return name.text.lower().partition(" ")[0]


def _role(name: Name, found: Found, language: str) -> Stated:
    """Return a role; a maker is of no country as a minister is, but has one."""
    title, of = found.title, found.of.key if found.of else ""
    if found.of and title.bearer == "organisation" and territory(found.of, language):
        of = ""
    return Stated(name.key, title.name, title.bearer, of, found.former, found.start, found.end)


def _countries(reader: Reader, near: _Near, found: Found | None) -> Iterator[Stated]:
    """Yield the country that the words of a role, or the word before a name, say it is of."""
    name = reader.article.names[near.place]
    if found is not None and found.of is not None:
        code = territory(found.of, reader.article.language)
        if code:
            yield _country(name, code, found.of.start, found.of.end)
            return
    countries = reader.meanings.countries
    line = near.before
    if found is not None:
        words = [word for word in found.beside if word[0] in countries]
    elif line.forms and line.forms[-1] in countries and not line.comma:
        words = list(line.words(reader.article.text)[-1:])
    else:
        words = []
    for word, start, end in words:
        yield _country(name, countries[word], start, end)


def _country(name: Name, code: str, start: int, end: int) -> Stated:
    return Stated(name.key, code, "country", "", former=False, start=start, end=end)


def territory(name: Name, language: str) -> str:
    """Return the code of the country that a name is, or nothing."""
    return territory_names(language).get(fold(name.text), "") if name.kind == "place" else ""


def _joined(article: AnnotatedArticle) -> Iterator[Stated]:
    for place, name in _bearers(article):
        found = joined_role(article, place, _may_be(name))
        if found is not None:
            yield _role(name, found, article.language)
            if found.of is not None and (code := territory(found.of, article.language)):
                yield _country(name, code, found.of.start, found.of.end)
