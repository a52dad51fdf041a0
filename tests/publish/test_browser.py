"""The dossier in a browser, opened from disk."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from browsing import IN_BROWSER, quiet_page
from playwright.sync_api import Browser, Page

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
    NameKind,
    Origin,
    Paragraph,
    Point,
    Problem,
    Publication,
    Quote,
    Reading,
    Span,
    Story,
    replace,
)
from stemmata.publish import write_dossier
from stemmata.publish.addresses import actor_anchor, affair_file, pair_file, story_file

pytestmark = IN_BROWSER


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page that may open files and nothing else."""
    with quiet_page(browser, "file://") as opened:
        yield opened


def test_a_click_leads_from_a_disputed_point_to_its_words(
    dossier: Dossier, tmp_path: Path, page: Page
) -> None:
    """From the first page to a story to a disputed statement: its exact words are highlighted."""
    write_dossier(dossier, tmp_path)
    page.goto((tmp_path / "index.html").as_uri())
    page.get_by_role("link", name="Gate of Orvane dam fails, 12 hurt").first.click()
    for reading in dossier.points[0].readings:
        for claim in reading.claims:
            link = page.locator(f"tr.disputed td a.words[href$='-{claim.start}-{claim.end}']")
            link.filter(has_text=claim.text).first.click()
            shown = page.locator("#panel .panel-text .shown")
            assert "".join(shown.all_text_contents()) == claim.text
            assert page.locator("#panel .panel-words").text_content() == claim.text
            assert shown.first.is_visible()


def test_the_panel_is_left_by_keyboard(dossier: Dossier, tmp_path: Path, page: Page) -> None:
    """Enter opens the words, Escape closes them, and the focus is back where it was."""
    write_dossier(dossier, tmp_path)
    page.goto((tmp_path / "stories" / story_file("s1")).as_uri())
    link = page.locator("tr.disputed td a.words").first
    link.focus()
    page.keyboard.press("Enter")
    assert page.locator("#panel").is_visible()
    page.keyboard.press("Escape")
    assert not page.locator("#panel").is_visible()
    assert link.evaluate("link => link === document.activeElement")


def test_words_are_found_without_a_script(
    dossier: Dossier, tmp_path: Path, browser: Browser
) -> None:
    """With scripts off, the link goes to the words in the report and they are the target."""
    write_dossier(dossier, tmp_path)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((tmp_path / "stories" / story_file("s1")).as_uri())
    link = page.locator("tr.disputed td a.words").first
    address = link.get_attribute("href") or ""
    link.click()
    assert page.url.endswith(address)
    assert page.locator(f"{address}:target").text_content() == "12 workers"
    context.close()


def test_the_filter_finds_by_any_language(dossier: Dossier, tmp_path: Path, page: Page) -> None:
    """Typing an outlet's name in its own script leaves only its story."""
    write_dossier(dossier, tmp_path)
    page.goto((tmp_path / "index.html").as_uri())
    page.get_by_label("Find a story").fill("海港日报")
    assert page.locator("[data-search]:visible").count() == 1
    page.get_by_label("Find a story").fill("no such thing")
    assert page.locator("[data-search]:visible").count() == 0


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_is_wider_than_its_screen(
    dossier: Dossier, tmp_path: Path, page: Page, width: int
) -> None:
    """Tables scroll within their region; the page itself never scrolls sideways."""
    write_dossier(dossier, tmp_path)
    page.set_viewport_size({"width": width, "height": 800})
    for path in [tmp_path / "index.html", *tmp_path.glob("stories/*"), *tmp_path.glob("pairs/*")]:
        page.goto(path.as_uri())
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_marks_can_be_switched_off(dossier: Dossier, tmp_path: Path, page: Page) -> None:
    """Unticking a kind of mention takes its underline away."""
    write_dossier(dossier, tmp_path)
    page.goto((tmp_path / "stories" / story_file("s1")).as_uri())
    line = "mark => getComputedStyle(mark).textDecorationLine"
    name = page.locator(".text .name").first
    assert name.evaluate(line) == "underline"
    page.get_by_label("names", exact=True).uncheck()
    assert name.evaluate(line) == "none"


def test_a_number_leads_to_the_passage_in_the_other_report(
    dossier: Dossier, tmp_path: Path, page: Page
) -> None:
    """From an edge of the stemma to its page; Enter on a number shows the passage in both."""
    write_dossier(dossier, tmp_path)
    page.goto((tmp_path / "stories" / story_file("s1")).as_uri())
    edge = page.locator(f"svg.stemma a.beside[href$='{pair_file('wire-1', 'post-7')}']")
    edge.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/pairs/**")
    number = page.locator(".pane .aligned > .siglum").first
    number.focus()
    page.keyboard.press("Enter")
    shown = page.locator(".pane .shown")
    assert shown.count() == 2
    assert shown.last.locator(".siglum").evaluate("link => link === document.activeElement")
    assert all(piece.is_visible() for piece in shown.all())


def test_any_two_reports_are_set_side_by_side(dossier: Dossier, tmp_path: Path, page: Page) -> None:
    """From a report to it beside another one: what both state has the same number in both."""
    write_dossier(dossier, tmp_path)
    page.goto((tmp_path / "stories" / story_file("s1")).as_uri())
    page.locator("article.report").nth(2).get_by_text("beside another report").click()
    first, second = page.locator("#beside select").all()
    chosen = page.locator("article.report").nth(2).get_attribute("id")
    assert first.input_value() == chosen
    arabic = page.locator("article.report", has=page.locator("p:lang(ar)")).first
    second.select_option(arabic.get_attribute("id"))
    assert page.url.endswith(f"#beside={chosen},{second.input_value()}")
    panes = page.locator("#beside .pane")
    numbers = [
        set(pane.locator(".aligned").evaluate_all("all => all.map(e => e.dataset.n)"))
        for pane in panes.all()
    ]
    assert numbers[0] == numbers[1] != set()
    page.reload()
    assert second.input_value() in page.url
    assert (
        page.locator("#beside .pane [dir=auto]:lang(ar)").first.evaluate(
            "paragraph => getComputedStyle(paragraph).direction"
        )
        == "rtl"
    )


def test_a_marked_text_keeps_its_direction(dossier: Dossier, tmp_path: Path, page: Page) -> None:
    """A paragraph that begins with a passage's number runs as its words do."""
    report = next(each for each in dossier.articles if each.id == "sahifa-9")
    start, end = report.article.paragraphs[1].start, report.article.paragraphs[1].end
    passage = Evidence("aligned sentences", Span(start, end), Span(0, 20), 1.0, "the same")
    copies = [
        replace(copy, evidence=(passage,)) if copy.copy == report.id else copy
        for copy in dossier.copies
    ]
    write_dossier(replace(dossier, copies=tuple(copies)), tmp_path)
    page.goto((tmp_path / "pairs" / pair_file("wire-1", "sahifa-9")).as_uri())
    paragraph = page.locator("p", has=page.locator("#c-1"))
    assert paragraph.evaluate("paragraph => getComputedStyle(paragraph).direction") == "rtl"


def test_a_pair_is_read_without_a_script(
    dossier: Dossier, tmp_path: Path, browser: Browser
) -> None:
    """With scripts off a number leads to the passage by its anchor; the chooser is not shown."""
    write_dossier(dossier, tmp_path)
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((tmp_path / "stories" / story_file("s1")).as_uri())
    assert not page.locator("#beside").is_visible()
    page.locator("table.copies a[href^='../pairs/']").first.click()
    page.locator("#c-1 > .siglum").click()
    assert page.locator("#o-1:target").is_visible()
    context.close()


HOSTILE = (
    "</script></title></style>--><script>document.title='RAN'</script>"
    "<img src=x onerror=\"document.title='RAN'\"><svg onload=\"document.title='RAN'\">"
    "\"' onmouseover=\"document.title='RAN'\" {{ 7*7 }} {% raw %} "
    "\u202egnp.exe\u2066 \x00\x07\ud800"
)


def hostile_dossier() -> Dossier:
    """A dossier with hostile text in every field that a source can fill."""
    end = len(HOSTILE)

    def article(id_: str) -> AnnotatedArticle:
        return AnnotatedArticle(
            Article(
                id_, HOSTILE, Origin(HOSTILE, HOSTILE), HOSTILE, HOSTILE,
                outlet=HOSTILE, byline=HOSTILE, credit=HOSTILE, declared_published=HOSTILE,
                url="javascript:document.title='RAN'", links=(Link("canonical", HOSTILE),),
                extra=((HOSTILE, HOSTILE),),
                paragraphs=(
                    Paragraph(0, 40, HOSTILE, "report", HOSTILE),
                    Paragraph(40, end, "ar", "boilerplate", HOSTILE),
                ),
            ),
            names=(
                Name(0, 9, HOSTILE[:9], "person", "k", HOSTILE, "other", (0.5, HOSTILE)),
                Name(5, 80, HOSTILE[5:80], "place", HOSTILE, HOSTILE),
            ),
            figures=(Figure(3, 30, HOSTILE[3:30], 1, 2, HOSTILE),),
            dates=(DateMention(10, 50, HOSTILE[10:50], HOSTILE, "DATE"),),
            quotes=(
                Quote(0, end, HOSTILE, "direct", Mention(0, 9, HOSTILE), Mention(0, 9, HOSTILE)),
            ),
            attributions=(Attribution(20, 60, HOSTILE[20:60], HOSTILE),),
        )  # fmt: skip

    ids = (HOSTILE + "1", HOSTILE + "2")
    claims = tuple(Claim(id_, 0, end, HOSTILE, HOSTILE, source=HOSTILE) for id_ in ids)
    readings = (
        Reading(HOSTILE, claims[:1], 1, (1, 2), (), HOSTILE),
        Reading(HOSTILE, claims[1:], 1, note=HOSTILE),
    )
    evidence = (Evidence(HOSTILE, Span(0, 30), Span(20, end), 1.0, HOSTILE),)
    return Dossier(
        tuple(article(id_) for id_ in (*ids, HOSTILE)),
        Grouping((Story(HOSTILE, HOSTILE, ids), Story("alone", HOSTILE, (HOSTILE,)))),
        (
            Point(HOSTILE, HOSTILE, "figure", HOSTILE, readings, "disputed"),
            Point(HOSTILE + "q", HOSTILE, "quote", HOSTILE, readings, "compatible"),
            Point(HOSTILE + "s", HOSTILE, "name", HOSTILE, readings[:1], "single"),
        ),
        (
            Copy(ids[1], ids[0], "edited", 0.9, 0.5, 0.5, evidence),
            Copy(ids[0], f"unseen:{HOSTILE}", "translated", 0.9, 0.9, 0.5, evidence),
        ),
        (Problem(HOSTILE, HOSTILE, HOSTILE, HOSTILE, HOSTILE),),
    )


def test_hostile_text_never_runs(tmp_path: Path, page: Page) -> None:
    """Whatever stands in any field of a source, no script of it runs and it stays text."""
    write_dossier(hostile_dossier(), tmp_path)
    paths = [tmp_path / "index.html", *tmp_path.glob("stories/*"), *tmp_path.glob("pairs/*")]
    assert len(paths) == 4
    for path in paths:
        page.goto(path.as_uri())
        for link in page.locator("a.words:visible").all():
            link.hover()
            link.click()
            page.keyboard.press("Escape")
        assert page.title() != "RAN"
        assert page.locator("script").count() == 1
        assert page.locator("img, [onerror], [onload], [onmouseover]").count() == 0
        assert page.locator("a[href^='javascript']").count() == 0
        content = page.content()
        assert "\u202e" not in content
        assert "⟨U+202E⟩" in content
        assert "{{ 7*7 }}" in content


def test_unknown_facts_leave_no_hole(dossier: Dossier, tmp_path: Path, page: Page) -> None:
    """Reports without title, date or outlet have a page that reads well."""
    bare = tuple(
        AnnotatedArticle(Article(each.id, each.text, Origin("a.txt"), "und"))
        for each in dossier.articles
    )
    write_dossier(replace(dossier, articles=bare), tmp_path)
    page.goto((tmp_path / "stories" / story_file("s1")).as_uri())
    text = page.locator("main").inner_text()
    assert "outlets unknown" in text
    assert "None" not in text


ACTORS: tuple[tuple[str, str, NameKind], ...] = (
    ("mern", "Ada Mern", "person"),
    ("vessel", "Port Vessel", "organisation"),
    ("orr", "Tiam Orr", "person"),
)


def affair_dossier() -> Dossier:
    """Two reports of one storyline, in which three actors are tied on two days."""
    text = "Ada Mern accused Port Vessel. Port Vessel rejected it. Tiam Orr joined Port Vessel."
    names = tuple(
        Name(found.start(), found.end(), found.group(), kind, key, found.group())
        for key, words, kind in ACTORS
        for found in re.finditer(words, text)
    )
    articles = tuple(
        AnnotatedArticle(
            Article(id_, text, Origin(id_), "en", outlet=id_.title()),
            Publication(day, day, "metadata", "declared"),
            names=tuple(sorted(names, key=lambda name: name.start)),
        )
        for id_, day in (("one", date(2031, 4, 8)), ("two", date(2031, 5, 9)))
    )
    accused = text.index("accused")
    joined = text.index("joined")
    ties = (
        MergedTie("t-1", "ACCUSE", ("mern",), ("vessel",),
                  (Claim("one", accused, accused + 7, "accused", "ACCUSE"),),
                  reported=(date(2031, 4, 8),) * 2, independent_sources=2),
        MergedTie("t-2", "COOPERATE", ("orr",), ("vessel",),
                  (Claim("two", joined, joined + 6, "joined", "COOPERATE"),),
                  reported=(date(2031, 5, 9),) * 2, independent_sources=1),
    )  # fmt: skip
    stories = (Story("s1", "l1", ("one",)), Story("s2", "l1", ("two",)))
    actors = tuple(
        Actor(key, name, kind, 2, ("one", "two"), independent_sources=2)
        for key, name, kind in ACTORS
    )
    affair = Affair("l1", ("s1", "s2"), ("one", "two"), actors, (), ties)
    return Dossier(articles, Grouping(stories), (), (), (), (affair,))


def test_the_network_is_filtered_with_its_table(tmp_path: Path, page: Page) -> None:
    """Types, days and sources choose lines of the picture and rows of the table alike."""
    write_dossier(affair_dossier(), tmp_path)
    page.goto((tmp_path / "affairs" / affair_file("l1")).as_uri())
    lines, rows = page.locator(".network .line"), page.locator(".ties tbody tr:visible")
    assert (lines.count(), rows.count()) == (2, 2)
    page.get_by_role("checkbox", name="cooperate").uncheck()
    assert rows.count() == 1
    assert page.locator('.network .line[display="none"]').get_attribute("data-type") == "COOPERATE"
    assert page.locator(".network a.lone").get_attribute("aria-label") == (
        "Tiam Orr, person: 1 line, 2 independent sources"
    )
    page.get_by_role("checkbox", name="cooperate").check()
    page.get_by_label("from").fill("1")
    assert rows.get_attribute("data-type") == "COOPERATE"
    assert re.fullmatch(r"(\d+ \w+ \d{4}) to \1", page.locator(".range output").first.inner_text())
    page.get_by_label("from").fill("0")
    page.get_by_role("slider", name="independent").fill("2")
    assert rows.get_attribute("data-type") == "ACCUSE"


def test_actors_of_the_network_are_reached_by_keyboard(tmp_path: Path, page: Page) -> None:
    """The focused actor says what it is tied to; Enter leads to its entry."""
    write_dossier(affair_dossier(), tmp_path)
    page.goto((tmp_path / "affairs" / affair_file("l1")).as_uri())
    page.locator(".network a.node").first.focus()
    told = page.locator(".network-told")
    assert told.text_content() == (
        "Ada Mern – accuse: 1 report, 2 independent sources, 8 Apr 2031 – Port Vessel"
    )
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == f"#{actor_anchor('mern')}"
    assert page.locator(f"#{actor_anchor('mern')}").is_visible()


def test_words_of_a_tie_are_shown_in_their_report(tmp_path: Path, page: Page) -> None:
    """From the table of ties to the story's page, with these words highlighted."""
    write_dossier(affair_dossier(), tmp_path)
    page.goto((tmp_path / "affairs" / affair_file("l1")).as_uri())
    page.locator(".ties .saying a", has_text="accused").click()
    page.wait_for_url("**/stories/*")
    assert page.locator(".text .shown").text_content() == "accused"
    page.get_by_role("link", name="The affair behind it").click()
    page.wait_for_url("**/affairs/*")


def test_actors_with_hostile_names_are_text(tmp_path: Path, page: Page) -> None:
    """Markup in an actor's name runs nothing, neither in the picture nor in its entry."""
    dossier = affair_dossier()
    (affair,) = dossier.affairs
    name = "<img src=x onerror=alert(1)><script>alert(2)</script>"
    actors = tuple(replace(actor, canonical=name + actor.key) for actor in affair.actors)
    write_dossier(replace(dossier, affairs=(replace(affair, actors=actors),)), tmp_path)
    page.goto((tmp_path / "affairs" / affair_file("l1")).as_uri())
    assert page.locator("main img, main script").count() == 0
    assert page.get_by_role("heading", name=name + "mern").is_visible()
    page.locator(".network a.node").first.focus()
    assert name in (page.locator(".network-told").text_content() or "")


def test_many_reports_are_printed_across_the_sheet(
    dossier: Dossier, tmp_path: Path, page: Page
) -> None:
    """The table of a story of seven reports or more has room for whole words on paper."""
    write_dossier(dossier, tmp_path)
    sizes = {}
    for story in ("s1", "s2"):
        page.goto((tmp_path / "stories" / story_file(story)).as_uri())
        boxes = re.findall(rb"MediaBox *\[0 0 ([\d.]+) ([\d.]+)\]", page.pdf(format="A4"))
        sizes[story] = {float(wide) > float(high) for wide, high in boxes}
    assert sizes == {"s1": {True}, "s2": {False}}


def test_a_phone_shows_what_is_disputed_at_a_glance(
    dossier: Dossier, tmp_path: Path, page: Page
) -> None:
    """Reports, independent sources and disputed points of a story fit a phone's width."""
    write_dossier(dossier, tmp_path)
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto((tmp_path / "index.html").as_uri())
    box = page.locator(".stories .disputed").first.bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= 390


def test_places_of_one_statement_are_told_apart(dossier: Dossier, tmp_path: Path) -> None:
    """Where a single report states a thing twice, its words stand apart."""
    words = dossier.articles[-1].text.split()[0]
    claim = Claim(dossier.articles[-1].id, 0, len(words), words, "")
    reading = Reading(words, (claim, claim), 1)
    story = dossier.grouping.stories[-1]
    point = Point("p-1", story.id, "figure", "how many?", (reading,), "single")
    write_dossier(replace(dossier, points=(point,)), tmp_path)
    page = (tmp_path / "stories" / story_file(story.id)).read_text("utf-8")
    assert "</a> · <a" in page
