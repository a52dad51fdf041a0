"""An invented affair, told by eight reports in five languages: what the pages are tried on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from stemmata.model import (
    AnnotatedArticle,
    Article,
    Attribution,
    Claim,
    Copy,
    DateMention,
    Dossier,
    Evidence,
    Figure,
    Grouping,
    Mention,
    Name,
    Origin,
    Paragraph,
    Point,
    Problem,
    Publication,
    Quote,
    Reading,
    Span,
    Story,
)

AGENCY = """\
Gate of Orvane dam fails, 12 hurt
ORVANE (Nordwire) - A steel gate of the Orvane dam gave way on Tuesday, hurting 12 workers, \
the regional government said.
"We had warned of the rust since spring," said site engineer Ilka Brandt. Repairs will cost \
3.4 billion crowns and must be done by June 1.
Some 900 people were moved from the valley.
Reporting by Nordwire; do not print without licence."""
VERBATIM = """\
Orvane: dam gate gives way
A steel gate of the Orvane dam gave way on Tuesday, hurting 12 workers, the regional \
government said.
"We had warned of the rust since spring," said site engineer Ilka Brandt. Repairs will cost \
3.4 billion crowns and must be done by June 1. (Nordwire)
Read next: five walks around the lake"""
GERMAN = """\
Stahltor am Orvane-Damm bricht: zwölf Verletzte
Ein Stahltor des Orvane-Damms hat am Dienstag nachgegeben; dabei wurden zwölf Arbeiter \
verletzt, teilte die Regionalregierung mit.
„Wir haben seit dem Frühjahr vor dem Rost gewarnt“, sagte Bauleiterin Ilka Brand. Die \
Reparatur kostet 3,4 Billionen Kronen und muss bis zum 1. Juni fertig sein.
Quelle: Nordwire"""
FRENCH = """\
Barrage d'Orvane : une vanne cède, vingt et un blessés
Une vanne du barrage d'Orvane a cédé mardi. L'hôpital de Selm a soigné 21 personnes, selon \
sa directrice Maud Terrin.
« Personne ne nous a prévenus », a déclaré Mme Terrin. Environ 900 habitants ont quitté la \
vallée."""
ARABIC = """\
انهيار بوابة سد أورفان وإصابة 12 عاملا
انهارت بوابة فولاذية في سد أورفان يوم الثلاثاء ما أدى إلى إصابة 12 عاملا، وفق حكومة الإقليم.
وقالت المهندسة إيلكا براندت: «حذرنا من الصدأ منذ الربيع». وتبلغ كلفة الإصلاح 3.4 مليار \
كرونة.
نقلا عن وكالة نوردواير"""
CHINESE = """\
奥尔瓦讷大坝闸门失灵，12人受伤
据诺德通讯社报道，奥尔瓦讷大坝的一扇钢闸门周二失灵，造成12名工人受伤。
工程师伊尔卡·布兰特说：“我们从春天起就警告过生锈问题。”维修费用为34亿克朗。"""
CORRECTION = """\
Correction: 14 hurt at Orvane dam
ORVANE (Nordwire) - The number of workers hurt when a gate of the Orvane dam failed on \
Tuesday is 14, not 12 as first reported, the regional government said on Thursday.
The repair bill stays at 3.4 billion crowns, engineer Ilka Brandt said."""
LOCAL = """\
Valley waits for word on return
Families from the Orvane valley were still in the school hall on Friday, three days after \
the gate gave way. Mayor Odo Fenn counted 870 people.
"Nobody tells us when," he said. Two workers, his own nephews, were still in Selm hospital."""

_Found = Sequence[tuple[object, ...]]


def _span(text: str, words: str) -> tuple[int, int, str]:
    start = text.index(words)
    return start, start + len(words), words


def report(
    id_: str,
    text: str,
    language: str,
    *,
    outlet: str | None = None,
    day: date | None = None,
    until: date | None = None,
    names: _Found = (),
    figures: _Found = (),
    dates: _Found = (),
    quotes: _Found = (),
    attributions: _Found = (),
    boilerplate: int = 0,
    url: str | None = None,
) -> AnnotatedArticle:
    """An annotated article whose mentions are given by their words; last lines are boilerplate."""
    lines = text.split("\n")
    starts = [sum(len(line) + 1 for line in lines[:place]) for place in range(len(lines))]
    paragraphs = tuple(
        Paragraph(
            start,
            start + len(line),
            language,
            "headline"
            if not start
            else "boilerplate"
            if place >= len(lines) - boilerplate
            else "report",
            "teaser" if place >= len(lines) - boilerplate else "",
        )
        for place, (start, line) in enumerate(zip(starts, lines, strict=True))
    )
    dateline = text.find(" - ", 0, 120)
    body = tuple(
        Span(paragraph.start, paragraph.end)
        for paragraph in paragraphs
        if paragraph.role != "boilerplate"
    )
    if dateline > 0:
        body = (body[0], Span(dateline + 3, body[1].end), *body[2:])
    article = Article(
        id_,
        text,
        Origin("pile.jsonl", id_),
        language,
        outlet=outlet,
        url=url,
        declared_published=day.isoformat() if day else None,
        paragraphs=paragraphs,
        body=body,
        extra=(("desk", "foreign"), ("score", 0.5)),
    )
    published = (
        Publication(day, until or day, "inferred" if until else "metadata", "date line")
        if day
        else None
    )
    return AnnotatedArticle(
        article,
        published,
        names=tuple(
            Name(*_span(text, str(words)), kind, key, canonical, *more)  # type: ignore[arg-type]  # the tuples are the fields
            for words, kind, key, canonical, *more in names
        ),
        figures=tuple(
            Figure(*_span(text, str(words)), low, high, unit)  # type: ignore[arg-type]  # the tuples are the fields
            for words, low, high, unit in figures
        ),
        dates=tuple(
            DateMention(*_span(text, str(words)), timex, "DATE", role, earliest, latest)  # type: ignore[arg-type]  # the tuples are the fields
            for words, timex, role, earliest, latest in dates
        ),
        quotes=tuple(
            Quote(
                *_span(text, str(words)),
                "direct",
                Mention(*_span(text, str(speaker))),
                Mention(*_span(text, str(cue))),
            )
            for words, speaker, cue in quotes
        ),
        attributions=tuple(
            Attribution(*_span(text, str(words)), str(source)) for words, source in attributions
        ),
    )


TUESDAY, THURSDAY, FRIDAY, JUNE = (
    date(2031, 4, 8),
    date(2031, 4, 10),
    date(2031, 4, 11),
    date(2031, 6, 1),
)
DAM = ("place", "orvane", "Orvane")
BRANDT = ("person", "ilka brandt", "Ilka Brandt")
GARBLED = ("person", "ilka brand", "Ilka Brand", "ilka brandt", (0.86, "one letter off, same role"))


def _articles() -> tuple[AnnotatedArticle, ...]:
    return (
        report(
            "wire-1",
            AGENCY,
            "en",
            outlet="Nordwire",
            day=TUESDAY,
            boilerplate=1,
            url="https://nordwire.example/2031/04/08/orvane",
            names=[("Orvane", *DAM), ("Ilka Brandt", *BRANDT)],
            figures=[
                ("12", 12, 12, "workers"),
                ("3.4 billion crowns", 3.4e9, 3.4e9, "CZK"),
                ("900 people", 900, 900, "people"),
            ],
            dates=[
                ("Tuesday", "2031-04-08", "mention", TUESDAY, TUESDAY),
                ("by June 1", "2031-06-01", "deadline", None, JUNE),
            ],
            quotes=[("We had warned of the rust since spring", "Ilka Brandt", "said site")],
            attributions=[("the regional government said", "the regional government")],
        ),
        report(
            "post-7",
            VERBATIM,
            "en",
            outlet="The Selm Post",
            day=TUESDAY,
            boilerplate=1,
            names=[("Orvane", *DAM), ("Ilka Brandt", *BRANDT)],
            figures=[("12", 12, 12, "workers"), ("3.4 billion crowns", 3.4e9, 3.4e9, "CZK")],
            dates=[
                ("Tuesday", "2031-04-08", "mention", TUESDAY, TUESDAY),
                ("by June 1", "2031-06-01", "deadline", None, JUNE),
            ],
            quotes=[("We had warned of the rust since spring", "Ilka Brandt", "said site")],
            attributions=[("(Nordwire)", "Nordwire")],
        ),
        report(
            "abend-3",
            GERMAN,
            "de",
            outlet="Abendkurier",
            day=date(2031, 4, 9),
            names=[("Orvane-Damm", "place", "orvane", "Orvane"), ("Ilka Brand", *GARBLED)],
            figures=[
                ("zwölf Arbeiter", 12, 12, "workers"),
                ("3,4 Billionen Kronen", 3.4e12, 3.4e12, "CZK"),
            ],
            dates=[
                ("am Dienstag", "2031-04-08", "mention", TUESDAY, TUESDAY),
                ("bis zum 1. Juni", "2031-06-01", "deadline", None, JUNE),
            ],
            quotes=[("Wir haben seit dem Frühjahr vor dem Rost gewarnt", "Ilka Brand", "sagte")],
            attributions=[("Quelle: Nordwire", "Nordwire")],
        ),
        report(
            "vallee-2",
            FRENCH,
            "fr",
            outlet="Le Courrier de la Vallée",
            day=date(2031, 4, 9),
            names=[("Orvane", *DAM), ("Maud Terrin", "person", "maud terrin", "Maud Terrin")],
            figures=[("21 personnes", 21, 21, "people"), ("900 habitants", 900, 900, "people")],
            dates=[("mardi", "2031-04-08", "mention", TUESDAY, TUESDAY)],
            quotes=[("Personne ne nous a prévenus", "Mme Terrin", "a déclaré")],
            attributions=[("selon sa directrice Maud Terrin", "Maud Terrin")],
        ),
        report(
            "sahifa-9",
            ARABIC,
            "ar",
            outlet="صحيفة الميناء",
            day=date(2031, 4, 9),
            names=[("أورفان", *DAM), ("إيلكا براندت", *BRANDT)],
            figures=[("12 عاملا", 12, 12, "workers"), ("3.4 مليار كرونة", 3.4e9, 3.4e9, "CZK")],
            dates=[("يوم الثلاثاء", "2031-04-08", "mention", TUESDAY, TUESDAY)],
            quotes=[("حذرنا من الصدأ منذ الربيع", "إيلكا براندت", "وقالت")],
            attributions=[("نقلا عن وكالة نوردواير", "نوردواير")],
        ),
        report(
            "ribao-4",
            CHINESE,
            "zh",
            outlet="海港日报",
            day=date(2031, 4, 9),
            until=date(2031, 4, 10),
            names=[("奥尔瓦讷", *DAM), ("伊尔卡·布兰特", *BRANDT)],
            figures=[("12名工人", 12, 12, "workers"), ("34亿克朗", 3.4e9, 3.4e9, "CZK")],
            dates=[("周二", "2031-04-08", "mention", TUESDAY, TUESDAY)],
            quotes=[("我们从春天起就警告过生锈问题。", "伊尔卡·布兰特", "说")],
            attributions=[("据诺德通讯社报道", "诺德通讯社")],
        ),
        report(
            "wire-2",
            CORRECTION,
            "en",
            outlet="Nordwire",
            day=THURSDAY,
            names=[("Orvane", *DAM), ("Ilka Brandt", *BRANDT)],
            figures=[
                ("14, not 12", 14, 14, "workers"),
                ("3.4 billion crowns", 3.4e9, 3.4e9, "CZK"),
            ],
            dates=[
                ("on Tuesday", "2031-04-08", "mention", TUESDAY, TUESDAY),
                ("on Thursday", "2031-04-10", "mention", THURSDAY, THURSDAY),
            ],
        ),
        report(
            "local-5",
            LOCAL,
            "en",
            names=[("Orvane", *DAM), ("Odo Fenn", "person", "odo fenn", "Odo Fenn")],
            figures=[("870 people", 870, 870, "people"), ("Two workers", 2, 2, "workers")],
            dates=[("on Friday", "2031-04-11", "mention", FRIDAY, FRIDAY)],
            quotes=[("Nobody tells us when", "Odo Fenn", "he said")],
        ),
    )


def _points(articles: tuple[AnnotatedArticle, ...]) -> tuple[Point, ...]:
    texts = {article.id: article.text for article in articles}

    def claim(id_: str, words: str, value: str, source: str = "") -> Claim:
        return Claim(id_, *_span(texts[id_], words), value, source=source)

    def reading(
        value: str, given: dict[str, str], sources: int, top: int = 0, note: str = ""
    ) -> Reading:
        claims = tuple(claim(id_, words, value) for id_, words in given.items())
        return Reading(value, claims, sources, (sources, max(top, sources)), note=note)

    hurt = (
        reading(
            "12 workers",
            {
                "wire-1": "12 workers",
                "post-7": "12 workers",
                "abend-3": "zwölf Arbeiter",
                "sahifa-9": "12 عاملا",
                "ribao-4": "12名工人",
            },
            1,
            2,
            "superseded: the agency corrected it on 10 April 2031",
        ),
        reading("21 people", {"vallee-2": "21 personnes"}, 1),
        reading("14 workers", {"wire-2": "14, not 12"}, 1),
    )
    cost = (
        reading(
            "3,400,000,000 CZK",
            {
                "wire-1": "3.4 billion crowns",
                "post-7": "3.4 billion crowns",
                "sahifa-9": "3.4 مليار كرونة",
                "ribao-4": "34亿克朗",
                "wire-2": "3.4 billion crowns",
            },
            1,
        ),
        reading(
            "3,400,000,000,000 CZK",
            {"abend-3": "3,4 Billionen Kronen"},
            0,
            1,
            "suspected slip of scale: billion read as Billion",
        ),
    )
    moved = (
        reading("900 people", {"wire-1": "900 people", "vallee-2": "900 habitants"}, 2),
        reading("870 people", {"local-5": "870 people"}, 1),
    )
    when = (
        reading(
            "8 April 2031",
            {
                "wire-1": "Tuesday",
                "post-7": "Tuesday",
                "abend-3": "am Dienstag",
                "vallee-2": "mardi",
                "sahifa-9": "يوم الثلاثاء",
                "ribao-4": "周二",
                "wire-2": "on Tuesday",
            },
            2,
        ),
    )
    warned = (
        reading(
            "warned of rust since spring",
            {
                "wire-1": "We had warned of the rust since spring",
                "post-7": "We had warned of the rust since spring",
                "abend-3": "Wir haben seit dem Frühjahr vor dem Rost gewarnt",
                "sahifa-9": "حذرنا من الصدأ منذ الربيع",
                "ribao-4": "我们从春天起就警告过生锈问题。",
            },
            1,
        ),
    )
    return (
        Point("p-hurt", "s1", "figure", "How many were hurt?", hurt, "disputed", ("local-5",)),
        Point(
            "p-cost",
            "s1",
            "figure",
            "What will the repair cost?",
            cost,
            "disputed",
            ("vallee-2", "local-5"),
        ),
        Point("p-moved", "s1", "figure", "How many left the valley?", moved, "compatible"),
        Point("p-when", "s1", "date", "When did the gate give way?", when, "agreed", ("local-5",)),
        Point("p-warned", "s1", "quote", "What did Ilka Brandt say of the rust?", warned, "agreed"),
        Point(
            "p-kin",
            "s1",
            "figure",
            "How many were still in hospital?",
            (reading("2 workers", {"local-5": "Two workers"}, 1),),
            "single",
        ),
    )


def _copies(articles: tuple[AnnotatedArticle, ...]) -> tuple[Copy, ...]:
    texts = {article.id: article.text for article in articles}

    def shared(
        copy: str, words: str, original: str, taken: str, kind: str = "shared passage"
    ) -> Evidence:
        first, second = _span(texts[copy], words), _span(texts[original], taken)
        return Evidence(
            kind,
            Span(*first[:2]),
            Span(*second[:2]),
            4.2,
            f"{len(words.split())} words in the same order",
        )

    passage = "A steel gate of the Orvane dam gave way on Tuesday, hurting 12 workers"
    credit = _span(GERMAN, "Quelle: Nordwire")
    return (
        Copy(
            "post-7",
            "wire-1",
            "verbatim",
            0.99,
            0.97,
            0.92,
            (shared("post-7", passage, "wire-1", passage),),
        ),
        Copy(
            "abend-3",
            "wire-1",
            "translated",
            0.95,
            0.93,
            0.81,
            (
                Evidence("credit", Span(*credit[:2]), None, 3.1, "credits Nordwire"),
                shared(
                    "abend-3",
                    "Stahltor des Orvane-Damms",
                    "wire-1",
                    "steel gate of the Orvane dam",
                    "same facts in the same order",
                ),
            ),
        ),
        Copy("sahifa-9", "wire-1", "translated", 0.9, 0.88, 0.77),
        Copy("ribao-4", "sahifa-9", "translated", 0.61, 0.52, 0.7),
        Copy("wire-2", "wire-1", "edited", 0.84, 0.99, 0.35),
        Copy("vallee-2", "unseen:Selm hospital", "cited", 0.8, 1.0),
        Copy("ribao-4", "unseen:诺德通讯社", "cited", 0.7, 1.0),
    )


@pytest.fixture
def dossier() -> Dossier:
    """The affair of the Orvane dam: a story of eight reports, two single reports, two problems."""
    return sample_dossier()


def sample_dossier() -> Dossier:
    """Build the affair of the Orvane dam."""
    articles = _articles()
    flood = report(
        "flood-1",
        "Orvane valley asks who pays\nThe valley council met on Monday.",
        "en",
        outlet="The Selm Post",
        day=date(2031, 5, 2),
    )
    other = report(
        "cup-1",
        "Selm gewinnt den Pokal\nSelm schlug Brück mit 3:1.",
        "de",
        outlet="Abendkurier",
        day=FRIDAY,
    )
    stories = (
        Story("s1", "line-1", tuple(article.id for article in articles)),
        Story("s2", "line-1", ("flood-1",)),
        Story("s3", "line-2", ("cup-1",)),
    )
    problems = (
        Problem(
            "pile.jsonl:14",
            "read",
            "is not JSON: expecting ',' at column 80",
            "mend or remove line 14",
        ),
        Problem("broken.warc.gz", "read", "breaks off after 3 records", "fetch it again"),
    )
    return Dossier(
        (*articles, flood, other), Grouping(stories), _points(articles), _copies(articles), problems
    )
