"""Headless Chromium for tests, and pages that notice whatever they should not do."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")

# Marks of a module whose tests open pages.
IN_BROWSER = [
    pytest.mark.browser,
    pytest.mark.enable_socket,
    pytest.mark.skipif(CHROMIUM is None, reason="chromium is not installed"),
]


@contextmanager
def running_browser() -> Iterator[Browser]:
    """Run headless Chromium until the block ends."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - most tests open no page

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Headless Chromium."""
    with running_browser() as running:
        yield running


@dataclass
class Heard:
    """What pages said and asked for: complaints of a console, errors, dialogs, addresses."""

    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def strange(self, own: str) -> list[str]:
        """Return the addresses asked for that do not begin as a page's own."""
        return [address for address in self.asked if not address.startswith(own)]


def listen(page: Page) -> Heard:
    """Return what a page says and asks for from now on."""
    heard = Heard()
    page.on("console", lambda message: heard.complaints.append(message.text))
    page.on("pageerror", lambda error: heard.complaints.append(str(error)))
    page.on("dialog", lambda dialog: heard.complaints.append(f"dialog {dialog.message}"))
    page.on("request", lambda request: heard.asked.append(request.url))
    return heard


@contextmanager
def quiet_page(browser: Browser, own: str, excused: str = "\0") -> Iterator[Page]:
    """Open a page that fails the test if it complains, opens a dialog, or asks for another place.

    Args:
        browser: where it is opened.
        own: how all addresses begin that it may ask for; an address of the web is its base.
        excused: a complaint that holds these words is none.
    """
    page = browser.new_page(base_url=own if own.startswith("http") else None)
    heard = listen(page)
    yield page
    page.close()
    assert [each for each in heard.complaints if excused not in each] == []
    assert heard.strange(own) == []
