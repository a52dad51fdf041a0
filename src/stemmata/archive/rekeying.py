"""Names of an article under other keys: tied or untied by a person, or as they were before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from stemmata.model import AnnotatedArticle, Mention, Name, replace
from stemmata.text import fold

Subject = Mapping[str, Any]
Correct = Callable[[AnnotatedArticle], AnnotatedArticle]


def tied(subject: Subject) -> Correct:
    """Return what gives one name the key of another that a person tied it to."""
    stays, goes = subject["names"]

    def correct(article: AnnotatedArticle) -> AnnotatedArticle:
        return rekey(article, lambda key, _: key == goes, stays, subject["canonical"][0])

    return correct


def form_untied(subject: Subject) -> Correct:
    """Return what gives one written form of a name a key of its own."""
    name, form = subject["name"], fold(subject["text"])

    def correct(article: AnnotatedArticle) -> AnnotatedArticle:
        def meant(key: str, text: str) -> bool:
            return key == name and fold(text) == form

        return rekey(article, meant, subject["key"], subject["text"])

    return correct


def rekey(
    article: AnnotatedArticle, meant: Callable[[str, str], bool], key: str, canonical: str
) -> AnnotatedArticle:
    """Return an article in which some names have another key.

    Args:
        article: with keys.
        meant: whether a key, for words of the text, is one of those.
        key: the new one.
        canonical: its best written form.
    """

    def of_name(name: Name) -> Name:
        if meant(name.suspected, name.text):
            name = replace(name, suspected="", suspicion=(0.0, ""))
        if not meant(name.key, name.text):
            return name
        return replace(name, key=key, canonical=canonical, kind=key.partition(":")[0])

    def of_mention(mention: Mention) -> Mention:
        return replace(mention, key=key) if meant(mention.key, mention.text) else mention

    return replace(
        article,
        names=tuple(map(of_name, article.names)),
        quotes=tuple(
            replace(quote, speaker=of_mention(quote.speaker)) if quote.speaker else quote
            for quote in article.quotes
        ),
        attributions=tuple(
            replace(each, key=key) if meant(each.key, each.source) else each
            for each in article.attributions
        ),
        ties=tuple(
            replace(
                tie,
                source=tuple(map(of_mention, tie.source)),
                target=tuple(map(of_mention, tie.target)),
                attribution=key if meant(tie.attribution, canonical) else tie.attribution,
            )
            for tie in article.ties
        ),
    )


def keyed_as_before(before: Mapping[str, AnnotatedArticle]) -> Correct:
    """Return what gives the names of articles the keys that they had, where they still stand."""

    def correct(article: AnnotatedArticle) -> AnnotatedArticle:
        old = before.get(article.id)
        if old is None or old.text != article.text:
            return article
        names = {(name.start, name.end): name for name in old.names}
        keys = {(name.start, name.end): name.key for name in old.names if name.key}
        for quote in old.quotes:
            if quote.speaker:
                keys[quote.speaker.start, quote.speaker.end] = quote.speaker.key
        cited = {(each.start, each.end): each.key for each in old.attributions}
        said = {(tie.start, tie.end): tie.attribution for tie in old.ties}

        def of_mention(mention: Mention) -> Mention:
            return replace(mention, key=keys.get((mention.start, mention.end), mention.key))

        return replace(
            article,
            names=tuple(names.get((name.start, name.end), name) for name in article.names),
            quotes=tuple(
                replace(quote, speaker=of_mention(quote.speaker)) if quote.speaker else quote
                for quote in article.quotes
            ),
            attributions=tuple(
                replace(each, key=cited.get((each.start, each.end), each.key))
                for each in article.attributions
            ),
            ties=tuple(
                replace(
                    tie,
                    source=tuple(map(of_mention, tie.source)),
                    target=tuple(map(of_mention, tie.target)),
                    attribution=said.get((tie.start, tie.end), tie.attribution),
                )
                for tie in article.ties
            ),
        )

    return correct


def untied(subject: Subject) -> Correct:
    """Return what takes back that two names were tied."""
    stays, goes = subject["names"]
    forms = {(language, text) for language, text in subject["forms"]}
    own, shared = set(subject["articles"]), set(subject["shared"])

    def correct(article: AnnotatedArticle) -> AnnotatedArticle:
        def meant(key: str, text: str) -> bool:
            known = (article.language, text) in forms
            return key == stays and (known or (article.id in own and text in shared))

        return rekey(article, meant, goes, subject["canonical"][1])

    return correct


def tied_again(subject: Subject) -> Correct:
    """Return what takes back that a form of a name was untied."""
    fresh = subject["key"]

    def correct(article: AnnotatedArticle) -> AnnotatedArticle:
        return rekey(article, lambda key, _: key == fresh, subject["name"], subject["canonical"])

    return correct
