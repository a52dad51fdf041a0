"""What an article's words alone say, worked out before the store is asked to wait."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from dataclasses import replace as with_other
from functools import partial
from hashlib import blake2b

from stemmata import __version__
from stemmata.annotate import Gathered, annotate, gather
from stemmata.archive.fixing import Fixes, fix_annotated, fix_article
from stemmata.group import Fingerprint, fingerprint
from stemmata.model import AnnotatedArticle, Article, Problem, Raw, Record, replace
from stemmata.pipeline import attempt
from stemmata.read import content_digest
from stemmata.store import Store, normal_address
from stemmata.trace import passage_marks, sign

EXTRACTOR = f"stemmata {__version__}"


@dataclass(frozen=True, slots=True)
class Prepared:
    """An article with what its words alone say."""

    record: Record
    digest: str
    article: AnnotatedArticle
    gathered: Gathered
    print_: Fingerprint
    passages: tuple[int, ...]
    renewed: bool = False


@dataclass(frozen=True, slots=True)
class Unchanged:
    """An article that says what it said when it was kept."""

    id: str


@dataclass(frozen=True, slots=True)
class Sifted:
    """A record under the id that it has in the store, with the digest that is kept of it.

    Args:
        record: what was read.
        digest: of what is kept, None where nothing is.
        fixes: what a person set right in it.
        renewed: whether it is kept already and only its extraction is made anew.
    """

    record: Record
    digest: str | None
    fixes: Fixes | None = None
    renewed: bool = False


def text_digest(article: Article) -> str:
    """Return a digest of what an article says: other words make a new version.

    Example:
        >>> from stemmata.model import Origin
        >>> one, other = (Article("a", "Rain.", Origin(o), "en", outlet=o) for o in "xy")
        >>> text_digest(one) == text_digest(other)
        True
    """
    content = f"{article.title}\0{article.text}".encode("utf-8", "surrogatepass")
    return blake2b(content, digest_size=8).hexdigest()


def sift(records: Iterable[Record], store: Store) -> Iterator[Sifted | Problem]:
    """Yield records under the ids that they have in the store.

    An address that is known makes a record another version of the page, where it has no id of its
    own. One id at two addresses is two articles.
    """
    batch = list(records)
    named = [_by_address(record, store) for record in batch]
    digests = store.known(record.id for record in named)
    for record in named:
        other = _other_page(record, store) if record.id in digests else ""
        if not other:
            yield Sifted(record, digests.get(record.id))
            continue
        derived = f"{record.id}~{blake2b(other.encode(), digest_size=4).hexdigest()}"
        yield Problem(
            str(record.origin),
            "read",
            f"another page has the id {record.id!r}; this one is kept as {derived!r}",
            "give each article its own id",
            derived,
        )
        yield Sifted(replace(record, id=derived), store.known([derived]).get(derived))


def without_raw(sifted: Sifted) -> Sifted:
    """Return a record without its bytes, which no worker needs to be sent."""
    if sifted.record.raw is None:
        return sifted
    return with_other(sifted, record=replace(sifted.record, raw=None))


def with_raw(prepared: Prepared, raw: Raw | None) -> Prepared:
    """Return a prepared article with the bytes that it was read from."""
    return with_other(prepared, record=replace(prepared.record, raw=raw)) if raw else prepared


def prepare(sifted: Sifted) -> Prepared | Unchanged | Problem:
    """Return what the words of a record say; in any process."""
    return attempt(sifted.record, partial(_prepare, sifted))


def _prepare(sifted: Sifted, article: Article) -> Prepared | Unchanged:
    digest = text_digest(article)
    if digest == sifted.digest:
        return Unchanged(article.id)
    fixes = sifted.fixes
    annotated = annotate(fix_article(article, fixes) if fixes else article)
    annotated = fix_annotated(annotated, fixes) if fixes else annotated
    return Prepared(
        sifted.record,
        digest,
        annotated,
        gather(annotated),
        fingerprint(annotated),
        passage_marks(sign(annotated)),
        sifted.renewed,
    )


def _by_address(record: Record, store: Store) -> Record:
    """Return the record under the id of the page that it was fetched from, where that is known."""
    if record.id != content_digest(record):
        return record
    known = store.article_at(normal_address(record.url))
    return replace(record, id=known) if known else record


def _other_page(record: Record, store: Store) -> str:
    """Return the address of a record where the article of its id has another one."""
    own = normal_address(record.url)
    if not own:
        return ""
    kept = store.article(record.id)
    known = normal_address(kept.annotated.article.url) if kept else ""
    return own if known and known != own else ""
