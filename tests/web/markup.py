"""What a test wants to know of a page."""

from __future__ import annotations

from html.parser import HTMLParser

_LEADING = {"href", "src", "action"}


class Markup(HTMLParser):
    """The elements of a page, with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep an element."""
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        """Keep words."""
        self.words.append(data)

    @property
    def text(self) -> str:
        """All words of the page."""
        return " ".join(" ".join(self.words).split())

    def values(self, *names: str) -> list[str]:
        """Return the values of attributes, wherever they stand."""
        return [each[name] for _, each in self.elements for name in names if name in each]

    @property
    def addresses(self) -> list[str]:
        """All addresses that the page leads to or is made with."""
        return self.values(*_LEADING)

    @property
    def own(self) -> set[str]:
        """The addresses within the archive, without places on a page."""
        within = (each.split("#")[0] for each in self.addresses if each.startswith("/"))
        return {each for each in within if not each.startswith("/api/v1/decisions")}
