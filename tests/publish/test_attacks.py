"""250 attacks through every field into every page of a dossier, in a real browser."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from attacks import attacks
from browsing import IN_BROWSER, listen
from playwright.sync_api import Browser

from stemmata.model import (
    Actor,
    Affair,
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
    Link,
    Mention,
    MergedTie,
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
from stemmata.publish import write_dossier

DAY = date(2031, 4, 8)
# Elements and attributes that no page of ours has.
_MADE = """
[...document.querySelectorAll("*")].filter(each =>
  each.matches("img, iframe, object, embed, base, style, math, meta[http-equiv=refresh]") ||
  [...each.attributes].some(a => a.name.startsWith("on") || /^\\s*(javascript|data):/i.test(a.value)
    && ["href", "src", "action", "formaction", "xlink:href"].includes(a.name))
).map(each => each.outerHTML.slice(0, 200))
"""
EACH = 10  # attacks in a story, one report for each

pytestmark = IN_BROWSER


def report(number: int, attack: str) -> AnnotatedArticle:
    """A report that holds an attack in every field, every mention of it too."""
    text = f"{attack}\n{attack} {attack}"
    middle = len(attack) + 1
    place = (middle, middle + len(attack), attack)
    article = Article(
        id=f"{attack}{number}",
        text=text,
        origin=Origin(attack, attack, attack),
        language=attack,
        title=attack,
        declared_language=attack,
        declared_published=attack,
        modified=attack,
        outlet=attack,
        byline=attack,
        credit=attack,
        url=attack,
        links=(Link("canonical", attack, attack),),
        extra=((attack, attack),),
        paragraphs=(Paragraph(0, len(attack), attack, "boilerplate", attack),
                    Paragraph(middle, len(text), attack, "report")),
        body=(Span(middle, len(text)),),
    )  # fmt: skip
    return AnnotatedArticle(
        article,
        Publication(DAY, DAY, "text", attack),
        names=(Name(*place, "person", f"k{number % EACH}", attack, attack, (0.9, attack)),),
        figures=(Figure(*place, 1.0, 2.0, attack),),
        dates=(DateMention(*place, attack, "DATE", "deadline", DAY, DAY),),
        quotes=(Quote(*place, "direct", Mention(*place, attack), Mention(*place)),),
        attributions=(Attribution(*place, attack, attack),),
    )


def story(number: int, chosen: list[str]) -> Dossier:
    """A story of reports with attacks: points, copies and the affair hold them as well."""
    name = f"{chosen[0]}s{number}"
    articles = tuple(report(place, attack) for place, attack in enumerate(chosen))
    claims = [
        Claim(each.id, len(a) + 1, 2 * len(a) + 1, a, a, 1.0, 2.0, a, a)
        for each, a in zip(articles, chosen, strict=True)
    ]
    readings = tuple(
        Reading(claim.text, (claim,), 1, (1, 2), (claim.text,), claim.text) for claim in claims
    )
    points = tuple(
        Point(f"{attack}p{number}", name, "figure", attack, readings, "disputed")
        for attack in chosen[:2]
    )
    evidence = tuple(Evidence(a, Span(0, 1), Span(0, 1), 1.0, a) for a in chosen)
    copies = (
        Copy(articles[1].id, articles[0].id, "translated", 0.9, 0.9, 0.5, evidence),
        Copy(articles[2].id, f"unseen:{chosen[2]}", "edited", 0.9, 0.9, 0.5, evidence),
    )
    actors = tuple(
        Actor(f"k{place}", attack, "person", 2, (articles[0].id, articles[1].id))
        for place, attack in enumerate(chosen)
    )
    ties = tuple(
        MergedTie(f"{claim.text}t", "ACCUSE", ("k0",), ("k1",), (claim,), reported=(DAY, DAY))
        for claim in claims
    )
    ids = tuple(each.id for each in articles)
    affair = Affair(name, (name,), ids, actors, (), ties)
    problems = tuple(Problem(a, a, a, a, a) for a in chosen)
    grouping = Grouping((Story(name, name, ids),))
    return Dossier(articles, grouping, points, copies, problems, (affair,))


def everything() -> Dossier:
    """All stories in one dossier."""
    every = list(attacks())
    stories = [story(n, every[n : n + EACH]) for n in range(0, len(every), EACH)]
    return Dossier(
        tuple(a for each in stories for a in each.articles),
        Grouping(tuple(s for each in stories for s in each.grouping.stories)),
        tuple(p for each in stories for p in each.points),
        tuple(c for each in stories for c in each.copies),
        tuple(p for each in stories for p in each.problems),
        tuple(a for each in stories for a in each.affairs),
    )


def test_no_attack_does_anything(tmp_path: Path, browser: Browser) -> None:
    """No page runs, asks for or complains about anything; every attack is there to be read."""
    assert len(list(attacks())) >= 200
    write_dossier(everything(), tmp_path)
    pages = sorted(tmp_path.rglob("*.html"))
    assert len(pages) > 70
    page = browser.new_page()
    heard = listen(page)
    trouble: list[str] = []
    for path in pages:
        page.goto(path.as_uri())
        if page.evaluate("window.hit"):
            trouble.append(f"{path.name}: it ran")
        trouble += [f"{path.name}: {found}" for found in page.evaluate(_MADE)]
    page.close()
    assert [*trouble, *heard.complaints, *heard.strange("file://")] == []
