"""On how many independent sources a story as a whole rests: its copies folded into one."""

from __future__ import annotations

from stemmata.archive.library import Copies
from stemmata.model import UNSEEN, Claim, Reading, Story
from stemmata.store import Store
from stemmata.trace import source_counter


def story_sources(store: Store, story: Story) -> Reading:
    """Return all reports of a story as one reading, with the independent sources it rests on.

    Args:
        store: where it is kept.
        story: whose reports are counted.
    """
    copies = Copies(store).with_ancestors(story.articles)
    further = {name for copy in copies for name in (copy.copy, copy.original)}
    ids = [*story.articles, *sorted(further - set(story.articles))]
    articles = store.articles([name for name in ids if not name.startswith(UNSEEN)])
    claims = tuple(Claim(name, 0, 0, "", story.id) for name in story.articles)
    return source_counter(copies, articles)(Reading(story.id, claims))
