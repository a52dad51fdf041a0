"""`stemmata watch` keeps what feeds bring, once."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from local_site import feed, page, running_site

from stemmata.store import open_store

RAIN = "Rain fell on the harbour for nine days and the ferry stayed.\nThe mayor said so."


def run_watch(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command once, in a process of its own."""
    command = [sys.executable, "-m", "stemmata", "watch", "--once", "--store", "a.db", *arguments]
    return subprocess.run(
        command, cwd=folder, capture_output=True, text=True, check=False, timeout=120
    )


def test_reports_are_added_once(tmp_path: Path) -> None:
    """Two looks at a feed add its report once; an OPML file lists the feed."""
    with running_site() as site:
        site.pages = {"/feed": feed(site, ("/a", "Rain at the quay")), "/a": page("Rain", RAIN)}
        opml = f'<opml version="2.0"><body><outline xmlUrl="{site.address}/feed"/></body></opml>'
        (tmp_path / "feeds.opml").write_text(opml)
        first = run_watch(tmp_path, "feeds.opml", "--allow-host", site.host)
        assert first.returncode == 0, first.stderr
        assert first.stdout.startswith("added\t")
        again = run_watch(tmp_path, "feeds.opml", "--allow-host", site.host)
        assert (again.returncode, again.stdout) == (0, "")
    store = open_store(tmp_path / "a.db")
    assert store.counts().articles == 1
    store.close()


def test_a_private_feed_is_refused(tmp_path: Path) -> None:
    """A feed on this machine is not asked unless its host is allowed, and that is said."""
    with running_site() as site:
        site.pages = {"/feed": feed(site, ("/a", "Rain"))}
        found = run_watch(tmp_path, f"{site.address}/feed")
        assert not site.asked
    assert "not a public address" in found.stderr or "forbids" in found.stderr


def test_nothing_to_watch(tmp_path: Path) -> None:
    """An OPML file without feeds is wrong usage."""
    (tmp_path / "empty.opml").write_text("<opml><body/></opml>")
    assert run_watch(tmp_path, "empty.opml").returncode == 2
