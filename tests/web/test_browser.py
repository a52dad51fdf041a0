"""The archive in a browser, while reports arrive."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import IN_BROWSER, quiet_page
from playwright.sync_api import Browser, Page, expect
from tests.web.serving import served
from tests.web.test_pages import record

from stemmata.archive import Archive
from stemmata.demo import articles_folder
from stemmata.settings import WebSettings
from stemmata.store import Store, Where, open_store
from stemmata.web.pages.addresses import address, compare_address

AXE = Path(os.environ.get("AXE_CORE", "node_modules/axe-core/axe.min.js"))
SETTINGS = WebSettings(live_seconds=0.05, requests_at_once=10_000)

pytestmark = IN_BROWSER


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The demo's articles; tests add to them."""
    opened = open_store(tmp_path_factory.mktemp("browser") / "a.db")
    list(Archive(opened).add([str(articles_folder())]))
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def site(store: Store) -> Iterator[str]:
    """Where its pages are."""
    with served(store, SETTINGS) as place:
        yield place


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A page that may ask the site and nobody else."""
    with quiet_page(browser, site, excused="status of 422") as opened:
        yield opened


def test_from_a_garbled_name_to_the_words(page: Page) -> None:
    """A name written wrong leads to the name, its story, a disputed point, and the words."""
    page.goto("/")
    page.get_by_role("searchbox", name="Search the archive").fill("Benzehla")
    page.locator(".begun a").first.wait_for()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/names/**")
    page.locator("table.stories a").first.click()
    page.wait_for_url("**/stories/**")
    page.locator("#follow-h + ul a").first.click()
    page.wait_for_url("**/points/**")
    words = page.locator(".claims a.words").first
    said = words.text_content()
    words.click()
    page.wait_for_url("**/articles/**")
    assert "".join(page.locator(".text .shown").all_text_contents()) == said
    expect(page.locator(".text .shown").first).to_be_in_viewport()


def test_a_copy_is_compared(page: Page) -> None:
    """A report's page leads to the page on which it stands beside what it took from."""
    page.goto("/search?q=Almira")
    page.locator(".reports-list > li > a").first.click()
    page.get_by_role("link", name="Side by side with").first.click()
    page.wait_for_url("**/compare?**")
    first = page.locator(".pane .aligned .siglum").first
    first.click()
    assert page.locator(".pane .shown").count() >= 2


def test_what_is_typed_is_offered(page: Page) -> None:
    """Names and stories are offered while someone writes; Escape closes the list."""
    page.goto("/")
    box = page.get_by_role("searchbox", name="Search the archive")
    box.press_sequentially("almi", delay=20)
    page.locator(".begun a").first.wait_for()
    box.press("Escape")
    expect(page.locator(".begun")).to_be_hidden()
    box.press("Enter")
    page.wait_for_url("**/search?q=almi")


def add(store: Store, name: str, title: str, end: str) -> None:
    """Add a report of a crane that fell."""
    text = f"A crane fell into the harbour of Quennick on Tuesday, the port said. {end}"
    list(Archive(store).add_records([record(name, text, title=title)]))


def test_pages_are_live(page: Page, store: Store) -> None:
    """The front page shows a report while it is added, with no one loading it again."""
    page.goto("/")
    expect(page.locator(".live")).to_have_text("live")
    add(store, "crane", "Crane falls into harbour", "Nobody was hurt.")
    expect(page.get_by_role("link", name="Crane falls into harbour").first).to_be_visible()
    expect(page.locator(".live")).to_contain_text("just now")


def test_a_story_tells_that_it_has_changed(page: Page, store: Store) -> None:
    """Who reads a story that grows is told, and not moved."""
    add(store, "crane1", "Crane falls", "One was hurt.")
    stored = store.article("crane1")
    assert stored is not None
    page.goto(f"/stories/{stored.story}")
    expect(page.locator(".live")).to_have_text("live")
    add(store, "crane2", "Two hurt by crane", "Two were hurt.")
    page.locator(".live a").click()
    expect(page.get_by_role("heading", name="Two hurt by crane").first).to_be_attached()


def test_a_correction_is_kept(page: Page, store: Store) -> None:
    """A report gets another outlet by a form; it stays when the report is fetched again; undone."""
    add(store, "crane3", "Crane in Quennick", "Three were hurt.")
    page.goto("/articles/crane3")
    page.get_by_text("What is wrong?").click()
    form = page.locator("form.decide", has_text="It is of another outlet")
    form.get_by_label("Outlet").fill("Harbour Courier")
    form.get_by_label("Your name").fill("Ana")
    form.get_by_role("button", name="Set the outlet").click()
    page.wait_for_url("**/articles/crane3")
    byline = page.locator(".masthead .byline")
    expect(byline).to_contain_text("Harbour Courier")
    add(store, "crane3", "Crane in Quennick", "Four were hurt.")
    page.reload()
    expect(byline).to_contain_text("Harbour Courier")
    expect(page.locator("ins")).to_have_text("added: Four")
    page.goto("/decisions")
    page.get_by_role("button", name="Undo").first.click()
    expect(page.locator("tr.undone").first).to_contain_text("undone")
    page.goto("/articles/crane3")
    expect(byline).to_contain_text("Gazette")


def test_a_correction_that_cannot_be(page: Page, store: Store) -> None:
    """A form that names what is not there leads to a page that says so."""
    add(store, "crane4", "Crane in the port", "Five were hurt.")
    page.goto("/articles/crane4")
    page.get_by_text("What is wrong?").click()
    page.get_by_label("The line, as it stands").fill("Words that nobody wrote")
    with page.expect_navigation():
        page.get_by_role("button", name="Mark it").click()
    expect(page.get_by_role("heading", name="This cannot be understood")).to_be_visible()
    expect(page.locator("main")).to_contain_text("does not stand in the article")


def test_the_archive_is_read_without_a_script(browser: Browser, site: str) -> None:
    """With scripts off one searches, filters and follows words to where they stand."""
    context = browser.new_context(java_script_enabled=False, base_url=site)
    page = context.new_page()
    page.goto("/")
    page.get_by_role("searchbox").fill("Almira")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/search?q=Almira")
    page.locator("table.stories a").first.click()
    link = page.locator("tr.disputed td a.words").first
    place = link.get_attribute("href") or ""
    link.click()
    assert page.locator(f"{place}:target").count() == 1
    context.close()


@pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed (npm install axe-core)")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_serious_fault_of_access(browser: Browser, store: Store, site: str, scheme: str) -> None:
    """axe-core finds no serious fault on any kind of page."""
    context = browser.new_context(
        base_url=site,
        bypass_csp=True,
        color_scheme=scheme,  # type: ignore[arg-type] # one of two
    )
    page = context.new_page()
    for path in _kinds(store):
        page.goto(path)
        page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
        page.add_script_tag(path=AXE)
        found = page.evaluate("axe.run()")
        serious = [
            (path, each["id"], [node["html"][:200] for node in each["nodes"][:3]])
            for each in found["violations"]
            if each["impact"] in {"serious", "critical"}
        ]
        assert serious == []
    context.close()


def _kinds(store: Store) -> list[str]:
    story = max(store.stories(Where(), 100), key=lambda each: each.articles)
    stored = store.story(story.id)
    assert stored is not None
    copy = next(c for c in store.copies(stored.story.articles) if c.unseen is None)
    (entry, *_) = store.names_in([copy.copy])[copy.copy]
    point = store.points([story.id])[0]
    return [
        *("/", "/stories?disputed=true", "/articles", "/outlets", "/decisions", "/compare"),
        *("/search?q=Almira", "/nothing"),
        address("stories", story.id),
        address("storylines", story.storyline),
        address("articles", copy.copy),
        address("points", point.id),
        address("names", entry.key),
        address("outlets", next(iter(store.outlets()))),
        compare_address(copy.original, copy.copy),
    ]
