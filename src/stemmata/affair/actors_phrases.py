"""A role in the line of words before or after a name, in languages that write words apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from stemmata.affair.actors_titles import WORD, Meanings, Title, Titles
from stemmata.model import AnnotatedArticle, Frozen, Name

Word = tuple[str, int, int]

# From a name to the role that is its own: "Brankosa's new chief executive", "Brankosa-Chef".
_OWNING = re.compile(r"[\s-]*|['’]s?\s+(?:\w+\s+){0,2}|\s+(?:के|का|की)\s+")
_OWNERS = ("'s", "’s")
_LONGEST_LEAD = 4  # words from a role to the name of what it is of: "of the city of"
_LONGEST_TAIL = 4  # words that say what a role is of where they are no name
_LONGEST_GENITIVE = 3  # words in the genitive between a role and its name
_LONGEST_REST = 3  # words behind the name of what a role is of: "Chamber" of Public Accounts
_LATEST = 5  # word of an apposition that may still be its role


class Line(Frozen, frozen=True):
    """The words of a stretch of text in lower case; `comma` says that one parts it from the name.

    Places are worked out when they are asked for, for most lines hold no role.
    """

    forms: list[str]
    start: int
    end: int
    comma: bool = False

    def words(self, text: str) -> tuple[Word, ...]:
        """Return the words with their places in the text."""
        found = WORD.finditer(text, self.start, self.end)
        return tuple(
            (form, each.start(), each.end()) for form, each in zip(self.forms, found, strict=True)
        )


class Found(Frozen, frozen=True):
    """A role with its words; `of` is the name of whose it is, `beside` the words next to it."""

    title: Title
    of: Name | None
    former: bool
    start: int
    end: int
    beside: tuple[Word, ...] = ()


class Reader(Frozen, frozen=True):
    """What is needed to read the roles of an article."""

    article: AnnotatedArticle
    titles: Titles
    meanings: Meanings

    def has_title(self, forms: Sequence[str]) -> bool:
        """Tell whether any word can end a role; of most lines none can."""
        ending, single = self.titles.ending.keys(), self.meanings.titles.keys()
        return not (ending.isdisjoint(forms) and single.isdisjoint(forms))

    def title_ending(self, forms: Sequence[str], last: int) -> tuple[Title, int] | None:
        """Return the longest role that ends with the last of some words, and its first word."""
        for phrase, title in self.titles.ending.get(forms[last], ()):
            first = last + 1 - len(phrase)
            if first >= 0 and phrase == tuple(forms[first : last + 1]):
                return title, first
        single = self.meanings.titles.get(forms[last])
        return (single, last) if single else None

    def is_of(self, word: Word) -> bool:
        """Tell whether a word leads from a role to whom or what it is of."""
        return word[0] in self.titles.of or word[0].startswith(self.titles.of_prefixes)

    def is_genitive(self, words: Sequence[Word]) -> bool:
        """Tell whether each of some words can say whose something is by its case alone."""
        if words and words[-1][0].startswith(self.titles.genitive_prefixes):
            return True  # a chain of nouns: "نقابة عمال الموانئ"
        return all(word[0].endswith(self.titles.genitives) for word in words)


def line_of(text: str, start: int, end: int, *, comma: bool = False) -> Line:
    """Return the words of a stretch of text.

    Example:
        >>> line_of("The Mayor", 4, 9).words("The Mayor")
        (('mayor', 4, 9),)
    """
    return Line(WORD.findall(text[start:end].lower()), start, end, comma)


def role_before(reader: Reader, place: int, line: Line, bearers: tuple[str, ...]) -> Found | None:
    """Return the role in the words before a name, if nothing but what it is of parts them.

    Args:
        reader: the article.
        place: of the name among those of the article.
        line: the words before it.
        bearers: who may bear a role that this name can have.
    """
    if not reader.has_title(line.forms):
        return None
    for last in range(len(line.forms) - 1, -1, -1):
        ending = reader.title_ending(line.forms, last)
        if ending is None or ending[0].bearer not in bearers:
            continue
        title, first = ending
        words = line.words(reader.article.text)
        of = _name_between(reader, place, words[last][2])
        if of is not None and reader.article.text.startswith(_OWNERS, of.end):
            return None  # "the builder of Orvell's bridge": the bridge builds nothing
        if _reaches(reader, words[last + 1 :], of, comma=line.comma):
            return _found(reader, place, words, (first, last), (title, of))
        return None
    return None


def role_after(reader: Reader, place: int, line: Line, bearers: tuple[str, ...]) -> Found | None:
    """Return the role in an apposition to the name before it."""
    span = _first_role(reader, line.forms, bearers)
    if span is None:
        return None
    title, first, last = span
    words = line.words(reader.article.text)
    short = reader.meanings.titles.get(words[first][0])
    if short and _is_cut(reader, place, words[first : last + 1]):
        title, last = short, first
    of = _name_inside(reader, place, words[last][2], words[-1][2])
    lead = [word for word in words[:first] if not _is_named(reader, place, word)]
    if len(lead) > 2 or (lead and lead[0][0] in reader.titles.conjunctions):
        return None
    clause = words[first][0] in reader.titles.relatives  # "who leads the opposition"
    if not (_closes(reader, words[last + 1 :], of) or (clause and _is_short(words[last + 1 :]))):
        return None
    return _found(reader, place + 1, words, (first, last), (title, of), after=True)


def _first_role(
    reader: Reader, forms: Sequence[str], bearers: tuple[str, ...]
) -> tuple[Title, int, int] | None:
    if not reader.has_title(forms):
        return None
    found = None
    for last in range(min(len(forms), _LATEST + 1)):
        ending = reader.title_ending(forms, last)
        if ending is None or ending[0].bearer not in bearers:
            continue
        title, first = ending
        if found is None or first <= found[1]:  # a longer phrase that holds the first
            found = title, first, last
    return found


def _reaches(reader: Reader, gap: Sequence[Word], of: Name | None, *, comma: bool) -> bool:
    """Tell whether the words between a role and its name say nothing but what it is of."""
    countries, former = reader.meanings.countries, reader.titles.former
    gap = [word for word in gap if word[0] not in countries and word[0] not in former]
    if not gap:
        return True
    if of is not None:
        return _leads_to(reader, gap, of)
    if comma:
        return len(gap) == 1 or (reader.is_of(gap[0]) and len(gap) <= _LONGEST_TAIL)
    return len(gap) <= _LONGEST_GENITIVE and reader.is_genitive(gap)


def _closes(reader: Reader, tail: Sequence[Word], of: Name | None) -> bool:
    """Tell whether the words of an apposition after its role say nothing but what it is of."""
    if not tail:
        return True
    if of is None:
        return reader.is_of(tail[0]) and len(tail) <= _LONGEST_TAIL
    beyond = [word for word in tail if word[1] >= of.end]
    if beyond and reader.is_of(beyond[0]) and len(beyond) <= _LONGEST_REST:
        tail = tail[: len(tail) - len(beyond)]  # the rest of a name that was found in part
    return _leads_to(reader, tail, of)


def _is_short(tail: Sequence[Word]) -> bool:
    return len(tail) <= _LONGEST_TAIL


def _leads_to(reader: Reader, words: Sequence[Word], of: Name) -> bool:
    lead = [word for word in words if word[2] <= of.start]
    beyond = [word for word in words if word[1] >= of.end]
    longest = _LONGEST_LEAD if lead and reader.is_of(lead[0]) else 1
    return len(lead) <= longest and len([w for w in beyond if len(w[0]) > 1]) == 0


def _name_between(reader: Reader, place: int, start: int) -> Name | None:
    """Return the last name between a role and the name at a place."""
    before = reader.article.names[place - 1] if place else None
    return before if before is not None and before.start >= start else None


def _name_inside(reader: Reader, place: int, start: int, end: int) -> Name | None:
    """Return the last of the names after the one at a place that stand within a stretch."""
    inside = None
    for name in reader.article.names[place + 1 : place + 4]:
        if start <= name.start and name.end <= end:
            inside = name
    return inside


def _is_cut(reader: Reader, place: int, phrase: Sequence[Word]) -> bool:
    """Tell whether a phrase ends within a name: "presidente da Câmara" Regional de Contas."""
    names = reader.article.names[place + 1 : place + 4]
    start, end = phrase[0][1], phrase[-1][2]
    return any(start < name.start < end < name.end for name in names)


def _is_named(reader: Reader, place: int, word: Word) -> bool:
    names = reader.article.names[place + 1 : place + 4]
    return word[0] == "s" or any(name.start <= word[1] < name.end for name in names)


def _found(
    reader: Reader,
    place: int,
    words: Sequence[Word],
    span: tuple[int, int],
    said: tuple[Title, Name | None],
    *,
    after: bool = False,
) -> Found:
    first, last = span
    title, of = said
    former, deputy = False, False
    while first > 0 and (lead := words[first - 1][0]) in (
        reader.titles.former | reader.titles.deputy
    ):
        former |= lead in reader.titles.former
        deputy |= lead in reader.titles.deputy
        first -= 1
    former |= last + 1 < len(words) and words[last + 1][0] in reader.titles.former
    start, end = words[first][1], words[last][2]
    beside = (*words[max(0, first - 1) : first], *words[last + 1 : last + 2])
    owner = of or _owner(reader, place, start, after=after)
    if owner is not None:
        start, end = min(start, owner.start), max(end, owner.end)
    if deputy:
        title = Title(f"deputy {title.name}", title.bearer)
    return Found(title, owner, former, start, end, tuple(beside))


def _owner(reader: Reader, place: int, start: int, *, after: bool) -> Name | None:
    """Return the name right before a role: "Brankosa's chief executive"."""
    names = reader.article.names
    near = names[place : place + 3] if after else names[max(0, place - 2) : place]
    text = reader.article.text
    for name in near:
        if name.end <= start and _OWNING.fullmatch(text, name.end, start):
            return name
    return None
