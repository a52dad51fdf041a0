"""A role right before or after a name, in languages that need no space or comma between them."""

from __future__ import annotations

from stemmata.affair.actors_phrases import Found
from stemmata.affair.actors_titles import Title, load_titles
from stemmata.model import AnnotatedArticle, Name

_LONGEST = 12  # characters of a role
_LINKS = ("の", "的", "의")
_OPENING = '「『《“" \u3000'
_NEAR = 6  # characters from a country to the role: "中国钢材供应商"


def joined_role(article: AnnotatedArticle, place: int, bearers: tuple[str, ...]) -> Found | None:
    """Return the role written right before or after the name at a place of an article.

    Args:
        article: the article, in such a language.
        place: of the name among those of the article.
        bearers: who may bear a role that this name can have.
    """
    name = article.names[place]
    before = article.text[max(0, name.start - _LONGEST) : name.start].rstrip(_OPENING).lower()
    titles = load_titles(article.language).joined
    for size in range(min(_LONGEST, len(before)), 0, -1):
        title = titles.get(before[-size:])
        if title and title.bearer in bearers:
            end = article.text.rfind(before[-size:], 0, name.start) + size
            return _found(article, place, title, (end - size, end))
    return _role_after(article, place) if "person" in bearers else None


def _role_after(article: AnnotatedArticle, place: int) -> Found | None:
    start = article.names[place].end
    after = article.text[start : start + _LONGEST].lower()
    start += len(after) - len(after.lstrip(" "))
    after = after.lstrip(" ")
    titles = load_titles(article.language).joined
    for size in range(min(_LONGEST, len(after)), 1, -1):
        title = titles.get(after[:size])
        if title and title.bearer == "person":
            return Found(title, None, former=False, start=start, end=start + size)
    return None


def _found(article: AnnotatedArticle, place: int, title: Title, span: tuple[int, int]) -> Found:
    start, end = span
    titles = load_titles(article.language)
    former = False
    for _ in range(2):
        for word in (*titles.deputy, *titles.former):
            if article.text.endswith(word, 0, start):
                start -= len(word)
                former |= word in titles.former
                if word in titles.deputy:
                    title = Title(f"deputy {title.name}", title.bearer)
    owner = _owner(article, place, start)
    first = owner.start if owner else start
    return Found(title, owner, former, first, end)


def _owner(article: AnnotatedArticle, place: int, start: int) -> Name | None:
    """Return the name that a role is of: right before it, or a country a few characters off."""
    if not place:
        return None
    name = article.names[place - 1]
    between = article.text[name.end : start]
    if name.end > start or len(between) > _NEAR:
        return None
    bare = between.strip().removesuffix("·")
    for link in _LINKS:
        bare = bare.removesuffix(link)
    titles = load_titles(article.language).joined
    is_of_kind = bare in titles and titles[bare].bearer == "organisation"
    is_country = name.kind == "place" and bare.isalpha()
    return name if not bare or is_of_kind or is_country else None
