"""The collation of a story as a critical apparatus in TEI P5 (Guidelines, chapter 13).

Reports are listed as TEI lists manuscripts, points are entries of the apparatus, readings are `rdg`
with the reports that give them; the words of each report stand beside its reading. Reports that
are silent on a point stand in a reading of type `lacunose`.
"""

from __future__ import annotations

from collections.abc import Iterator

from stemmata.model import Dossier, Point
from stemmata.publish.addresses import language_tag
from stemmata.publish.exports.stories import ToldStory, first_day, told_stories
from stemmata.publish.visible import xml_quoted, xml_text


def tei_files(dossier: Dossier) -> Iterator[tuple[str, Iterator[bytes]]]:
    """Yield a TEI file for each story of several reports."""
    number = 0
    for told in told_stories(dossier):
        if len(told.articles) > 1:
            number += 1
            yield f"story-{number:05d}.xml", (line.encode("utf-8") for line in tei(told))


def tei(told: ToldStory) -> Iterator[str]:
    r"""Yield the lines of a story's apparatus.

    Example:
        >>> from stemmata.model import Story
        >>> next(tei(ToldStory(Story("s1", "l1", ()), (), (), ())))
        '<?xml version="1.0" encoding="UTF-8"?>\n'
    """
    title = told.articles[0].article.headline if told.articles else told.story.id
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<TEI xmlns="http://www.tei-c.org/ns/1.0">\n<teiHeader>\n<fileDesc>\n'
    yield f"<titleStmt><title>{xml_text(title)}</title></titleStmt>\n"
    yield "<publicationStmt><p>Collated by Stemmata, by no human editor.</p></publicationStmt>\n"
    yield "<sourceDesc>\n<listWit>\n"
    for article in told.articles:
        about = ", ".join(filter(None, (article.article.outlet, first_day(article))))
        language = language_tag(article.language) or "und"
        yield (
            f'<witness xml:id="{told.sigla[article.id]}" n={xml_quoted(article.id)}>'
            f'<bibl><title xml:lang="{language}">{xml_text(article.article.headline)}</title>'
            f"<note>{xml_text(about)}</note></bibl></witness>\n"
        )
    yield "</listWit>\n</sourceDesc>\n</fileDesc>\n"
    yield '<encodingDesc><variantEncoding method="parallel-segmentation" location="internal"/>'
    yield "</encodingDesc>\n</teiHeader>\n<text>\n<body>\n<ab>\n"
    for number, point in enumerate(told.points, 1):
        yield from _entry(number, point, told)
    yield "</ab>\n</body>\n</text>\n</TEI>\n"


def _entry(number: int, point: Point, told: ToldStory) -> Iterator[str]:
    yield f'<app xml:id="p{number}" n={xml_quoted(point.id)} type="{point.kind}">\n'
    given: set[str] = set()
    for place, reading in enumerate(point.readings, 1):
        claims = [each for each in reading.claims if each.article in told.sigla]
        sigla = list(dict.fromkeys(told.sigla[each.article] for each in claims))
        if not sigla:
            continue
        given.update(sigla)
        pointers = " ".join(f"#{each}" for each in sigla)
        yield f'<rdg n="{place}" wit="{pointers}">{xml_text(reading.value)}</rdg>\n'
        for claim in claims:
            siglum = told.sigla[claim.article]
            yield f'<witDetail n="{place}" wit="#{siglum}">{xml_text(claim.text)}</witDetail>\n'
    silent = [s for a in told.articles if (s := told.sigla[a.id]) not in given]
    if silent:
        yield f'<rdg type="lacunose" wit="{" ".join(f"#{each}" for each in silent)}"/>\n'
    yield f'<note type="question">{xml_text(point.question)}</note>\n'
    yield f'<note type="verdict">{point.verdict}</note>\n</app>\n'
