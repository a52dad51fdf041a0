"""What `stemmata watch` meets: lists of addresses, answers of servers, rules of robots."""

from __future__ import annotations

import io

from fuzz.targets import Target, Try, always, must

_SITEMAP = (
    b'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news='
    b'"http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://quay.example/1</loc>'
    b"<lastmod>2026-03-03</lastmod><news:news><news:publication><news:name>Quay</news:name>"
    b"<news:language>en</news:language></news:publication><news:publication_date>2026-03-03"
    b"</news:publication_date><news:title>Late</news:title></news:news></url></urlset>"
)
_INDEX = (
    b'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://quay'
    b".example/s.xml</loc><lastmod>2026-03-03</lastmod></sitemap></sitemapindex>"
)
_OPML = (
    b'<?xml version="1.0"?><opml version="2.0"><body><outline text="Sea"><outline type="rss" text='
    b'"Quay" xmlUrl="https://quay.example/rss"/></outline></body></opml>'
)
_ROBOTS = (
    b"User-agent: *\nDisallow: /private/*.html$\nAllow: /private/a?b=c\nCrawl-delay: 2.5\n"
    b"Request-rate: 1/10 0900-1700\nSitemap: https://quay.example/s.xml\n\nUser-agent: stemmata\n"
    b"Disallow: /%7euser\n"
)
_PAGE = (
    b'<html><head><base href="https://quay.example/a/"><link rel="alternate" type="application/rss'
    b'+xml" href="rss"></head><body><p>Rain fell.</p></body></html>'
)
_RSS = (
    b"<rss><channel><title>Quay</title><item><title>Late</title><link>//quay.example/1</link><guid>"
    b"1</guid><description>Rain fell.</description></item></channel></rss>"
)
_WORDS = (
    b"<url>", b"</url>", b"<loc>", b"<sitemap>", b"<outline xmlUrl='", b"http://[::1]", b"://",
    b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b"<opml>", b"<urlset>", b"<rss>", b"https://[x",
)  # fmt: skip
_ROBOTS_WORDS = (
    b"User-agent: ", b"Disallow: ", b"Allow: ", b"Crawl-delay: ", b"*", b"**", b"$", b"%", b"%zz",
    b"1e999", b"nan", b"-1", b"Request-rate: ", b"Visit-time: ", b"\r", b"#", b"stemmata",
)  # fmt: skip


def _lists() -> Try:
    from stemmata.read.sitemaps import read_opml, read_sitemap

    def attempt(content: bytes) -> None:
        read = read_opml if b"opml" in content[:200].lower() else read_sitemap
        for listed in read(content):
            must(listed.address, "no address")

    return attempt


def _answers() -> Try:
    from stemmata.read.remote import Answer
    from stemmata.settings import ReadSettings
    from stemmata.watch.listing import list_answer

    settings = ReadSettings()

    def attempt(content: bytes) -> None:
        address = "https://quay.example/list"
        answer = Answer(200, address, {"Content-Type": "text/html"}, io.BytesIO(content))
        listing = list_answer(answer, address, settings, 50)
        must(len(listing.entries) <= 50, "more than asked for")
        for entry in listing.entries:
            must(
                entry.address is None or entry.address.lower().startswith(("http:", "https:")),
                "scheme",
            )

    return attempt


def _robots() -> Try:
    from stemmata.read.remote import Answer
    from stemmata.settings import WatchSettings
    from stemmata.watch.manners import Robots

    settings = WatchSettings()

    class _Server:
        content = b""

        def get(self, address: str, headers: dict[str, str] | None = None) -> Answer:  # noqa: ARG002 - as servers are asked
            return Answer(200, address, {}, io.BytesIO(self.content))

    def attempt(content: bytes) -> None:
        server = _Server()
        server.content = content
        robots = Robots(server, settings)
        address = "https://quay.example/private/" + content[-60:].decode("utf-8", "replace")
        robots.allows(address)
        pause = robots.pause(address)
        must(0 <= pause <= settings.longest_pause, "an endless pause")

    return attempt


_LISTS = (_SITEMAP, _INDEX, _OPML)

TARGETS = (
    Target("lists", _lists, always(*_LISTS), ("stemmata.read",), share=40, words=_WORDS),
    Target(
        "answers", _answers, always(*_LISTS, _PAGE, _RSS), ("stemmata.read", "stemmata.watch"),
        share=15, words=_WORDS,
    ),
    Target(
        "robots", _robots, always(_ROBOTS), ("stemmata.watch", "protego"), share=40,
        words=_ROBOTS_WORDS,
    ),
)  # fmt: skip
