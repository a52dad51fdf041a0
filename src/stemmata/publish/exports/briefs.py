"""The briefs of affairs as Markdown: sentences in their own words, each footnote leads to a span.

A footnote says what is asked, how the readings stand, and where the words are: the report's id and
the code points of its text, so that anybody who has the report can look them up.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from stemmata.errors import UsageError
from stemmata.model import AnnotatedArticle, Brief, BriefSentence, Claim, Dossier, Point
from stemmata.publish.addresses import affair_file, safe_link
from stemmata.publish.brief_markdown import plain
from stemmata.publish.wording import count, language_words, outlet_words, period

Articles = Mapping[str, AnnotatedArticle]


def markdown_files(dossier: Dossier) -> Iterator[tuple[str, list[bytes]]]:
    """Yield a Markdown file for each affair that has a brief.

    Raises:
        UsageError: there is none.
    """
    articles = {article.id: article for article in dossier.articles}
    points = {point.id: point for point in dossier.points}
    told = [affair for affair in dossier.affairs if affair.briefs]
    if not told:
        advice = "export an archive that holds stories of several reports; a dossier's folder has "
        raise UsageError("no affair with a brief", advice=f"{advice}its briefs under affairs/")
    for affair in told:
        lines: list[str] = []
        notes: list[str] = []
        for number, brief in enumerate(affair.briefs):
            lines += _brief(brief, "##" if number else "#", articles, points, notes)
        name = affair_file(affair.storyline).removesuffix(".html")
        content = "\n".join([*lines, *notes]) + "\n"
        yield f"{name}.md", [content.encode("utf-8", "replace")]


def _brief(
    brief: Brief, mark: str, articles: Articles, points: Mapping[str, Point], notes: list[str]
) -> Iterator[str]:
    """Yield the lines of a brief, and add its footnotes to those that there are."""
    first = brief.sentences[0].said.article if brief.sentences else ""
    title = articles[first].article.headline if first in articles else brief.about
    yield f"{mark} {plain(title)}"
    yield ""
    if brief.wanted:
        yield f"{brief.carried} of {brief.wanted} points on two or more independent sources."
        yield ""
    for sentence in brief.sentences:
        marks = ""
        for name in sentence.points:
            if name in points:
                notes.append(f"[^{len(notes) + 1}]: {_note(points[name], sentence)}")
                marks += f"[^{len(notes)}]"
        yield f"- {plain(sentence.said.text)}{marks} ({_report(sentence, articles)})"
    yield ""


def _report(sentence: BriefSentence, articles: Articles) -> str:
    found = articles.get(sentence.said.article)
    if found is None:
        return plain(sentence.said.article)
    days = found.published
    when = period(days.earliest, days.latest) if days else "no date"
    facts = (outlet_words(found.article), language_words(sentence.language), when)
    link = safe_link(found.article.url)
    return ", ".join([*map(plain, facts), *([f"<{link}>"] if link and _is_plain(link) else [])])


def _is_plain(link: str) -> bool:
    return not any(letter in link for letter in '<>"` \\')


def _note(point: Point, sentence: BriefSentence) -> str:
    readings = "; ".join(
        f"{plain(reading.value)} ({count(reading.independent_sources, 'independent source')})"
        for reading in point.readings
    )
    claims = [claim for reading in point.readings for claim in reading.claims]
    here = [claim for claim in claims if _is_within(claim, sentence)] or claims[:1]
    where = "; ".join(
        f"“{plain(each.text)}” at {each.start}-{each.end} of {plain(each.article)}" for each in here
    )
    return f"{plain(point.question)} {point.verdict}: {readings}. {where}."


def _is_within(claim: Claim, sentence: BriefSentence) -> bool:
    said = sentence.said
    return claim.article == said.article and said.start <= claim.start and claim.end <= said.end
