"""Names of an article under other keys: tied or untied by a person, or as they were before."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from stemmata.model import AnnotatedArticle, Attribution, Mention, Name, Tie, replace
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

    def of_attribution(said: Attribution) -> Attribution:
        return replace(said, key=key) if meant(said.key, said.source) else said

    def on_word_of(tie: Tie) -> str:
        return key if meant(tie.attribution, canonical) else tie.attribution

    return with_keys(article, of_name, of_mention, of_attribution, on_word_of)


def with_keys(
    article: AnnotatedArticle,
    of_name: Callable[[Name], Name],
    of_mention: Callable[[Mention], Mention],
    of_attribution: Callable[[Attribution], Attribution],
    on_word_of: Callable[[Tie], str],
) -> AnnotatedArticle:
    """Return an article with other keys at every place that holds one.

    Args:
        article: with keys.
        of_name: gives a name its keys.
        of_mention: gives a speaker, or an end of a tie, its key.
        of_attribution: gives an attribution its key.
        on_word_of: returns the key of the one on whose word a tie stands.
    """
    return replace(
        article,
        names=tuple(map(of_name, article.names)),
        quotes=tuple(
            replace(quote, speaker=of_mention(quote.speaker)) if quote.speaker else quote
            for quote in article.quotes
        ),
        attributions=tuple(map(of_attribution, article.attributions)),
        ties=tuple(
            replace(
                tie,
                source=tuple(map(of_mention, tie.source)),
                target=tuple(map(of_mention, tie.target)),
                attribution=on_word_of(tie),
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

        def of_name(name: Name) -> Name:
            return names.get((name.start, name.end), name)

        def of_mention(mention: Mention) -> Mention:
            return replace(mention, key=keys.get((mention.start, mention.end), mention.key))

        def of_attribution(each: Attribution) -> Attribution:
            return replace(each, key=cited.get((each.start, each.end), each.key))

        def on_word_of(tie: Tie) -> str:
            return said.get((tie.start, tie.end), tie.attribution)

        return with_keys(article, of_name, of_mention, of_attribution, on_word_of)

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
