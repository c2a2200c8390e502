"""The conductor: a source that was read becomes rows, in one transaction, and the same source again changes none."""

import logging
from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from articles import ages, kept_pages, tasks, visits
from articles.appearances import comparing
from articles.appearances.addresses import forget_deleted, identity_at, identity_of, is_beside, keep_addresses, known_as
from articles.given import Given
from articles.isolation import Reader
from articles.kept_pages import AsRead, Page
from articles.manners import UNVERSIONED
from articles.models import SHOWN, Article
from articles.naming import free_slug, guid_for, section_named, source_named
from articles.openings import OUR_FAULT, Found, NotOpened, openings, untold
from articles.reading.addresses import is_web
from articles.reading.story import STORED_KINDS, Story, Unreadable
from articles.sources import Opened, at_home, expand, placed
from gallery import library
from gallery.collapse import Gallery
from gallery.races import settled

log = logging.getLogger(__name__)


class NotStored(Exception):
    """The source is no article; the message says why, one sentence without the source's name."""


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one source: the article, or in one sentence why there is none; and what was read, where it could be."""

    name: str
    problem: str | None = None
    article: Article | None = None
    story: Story | None = None
    gallery: Gallery | None = None
    aside: str | None = None
    """Why something in an archive was passed over, which is no problem."""


def ingest(arguments: Iterable[str], dry_run: bool = False, found: Found = untold) -> Iterator[Result]:
    """Take in files, folders, addresses and archives one after the other; what is wrong with one keeps none of the others back."""
    get = partial(visits.fetch_page, afresh=dry_run)
    with Reader() as reader:
        for argument in expand(arguments):
            for opened in openings(argument, get, found):
                yield _result(argument, opened, reader, dry_run)


def _result(argument: str, opened: Opened | NotOpened, reader: Reader, dry_run: bool) -> Result:
    if isinstance(opened, NotOpened):
        return Result(opened.name, opened.problem, aside=opened.aside)
    try:
        return _ingest_one(argument, opened, reader, dry_run)
    except (Unreadable, NotStored) as error:
        # An archive holds frames and lists besides stories: that they are none is no fault.
        return Result(opened.name, aside=str(error)) if opened.packed else Result(opened.name, str(error))
    except Exception:
        log.exception("Taking in %s failed", opened.name)
        return Result(opened.name, OUR_FAULT)


def _ingest_one(argument: str, opened: Opened, reader: Reader, dry_run: bool) -> Result:
    if opened.unchanged:
        article = visits.article_at(argument)
        tasks.see_to(article.pk)
        return Result(argument, article=article)
    story, given = read_opened(reader, opened)
    if dry_run:
        reason = None if story.kind in STORED_KINDS else story.reason
        said = {"aside" if opened.packed else "problem": reason}
        return Result(opened.name, story=story, gallery=collapse_known(story, given), **said)
    article = store(story, given)
    if opened.version != UNVERSIONED:
        visits.remember(argument, opened.version, article)
    return Result(opened.name, article=article, story=story)


def read_opened(reader: Reader, opened: Opened) -> tuple[Story, Given]:
    """Read a source; give its story with what came with it: the pictures in the page itself, and those beside a saved one.

    Raises Unreadable. A saved page is read without an address: what lies beside it has one of its own; what an archive holds has its own.
    """
    saved = opened.beside is not None and not opened.addressed
    story = reader.read(opened.data, None if saved else opened.url, opened.charset)
    page = AsRead(opened.data, opened.saved_as, opened.url or "", opened.charset or "", saved, opened.taken_at)
    asked = opened.name if opened.url and is_web(opened.name) else None
    given = Given(opened.saved_as or opened.name, opened.url, asked, dict(story.pictures), page)
    if opened.beside is None:
        return story, given
    homes = ()
    if saved:
        where = placed(story, opened.url)
        story, homes = at_home(story, identity_of(where, given), opened.saved_as)
        story = replace(story, canonical_url=where.canonical_url)
    beside = opened.beside(homes, (url for seen in story.sightings for url in seen.urls))
    return story, replace(given, pictures=ChainMap(dict(story.pictures), beside))


def opened_again(page: Page) -> Opened:
    """Open the page that an article was read from, as it was opened then; raises PageLost."""
    was, beside = page.as_read(), kept_pages.beside(page)
    url, charset = was.url or None, was.charset or None
    return Opened(was.name or was.url, was.data, url, charset, was.name, beside, taken_at=was.taken_at, addressed=not was.saved)


def collapse_known(story: Story, given: Given) -> Gallery:
    """Collapse a story's sightings by everything the library knows of them, and what the pictures that came with it show."""
    known = known_as(story, given)
    return library.collapse_known(story.sightings, given.pictures, known and known.pk)


def unnoted(article: Article) -> None:
    """Note nothing."""


def store(story: Story, given: Given, note: Callable[[Article], None] = unnoted) -> Article:
    """Store a read story with its gallery and receipt, whole or not at all; a repeat changes no row.

    What `note` writes of the article is stored with it, or not at all; what it raises lets nothing be stored.

    Raises NotStored for the kinds that are no article, and for a story without any words to name it by.
    """
    refuse_others(story)
    gallery = collapse_known(story, given)
    taken = library.take_in(gallery, given.pictures)
    packed = kept_pages.write(given.page) if given.page else 0
    article = settled(partial(_store, story, given, gallery, taken, packed, note))
    # Once it is there for others: of two that are stored at the same moment one sees the other. What fails a worker does again.
    transaction.on_commit(partial(comparing.hold_against_others, article.pk), robust=True)
    return article


def refuse_others(story: Story) -> None:
    """Raise NotStored where a story is none that becomes an article."""
    if story.kind not in STORED_KINDS:
        raise NotStored(story.reason or f"it is no story but a {story.kind}")
    if not story.headline:
        raise NotStored("it has no headline")


def _store(story: Story, given: Given, gallery: Gallery, taken: library.TakenIn, packed: int, note: Callable[[Article], None]) -> Article:
    article = keep(story, given, gallery, taken)
    keep_addresses(article, story, given)
    comparing.keep_words(article, identity_at(story.original_url) if story.original_url else "")
    if given.page and not is_beside(article, given):
        inside = dict(story.pictures)
        beside = {url: file.original for url, file in taken.stored.items() if url not in inside}
        kept_pages.keep(article, given.page, packed, visits.rules(), beside)
    note(article)
    forget_deleted(article)
    transaction.on_commit(partial(tasks.see_to, article.pk))
    return article


def keep(story: Story, given: Given, gallery: Gallery, taken: library.TakenIn) -> Article:
    """Bring an article's rows to what was read, inside the transaction of whoever calls."""
    now = timezone.now()
    article, changed = _article(story, given, now)
    if is_beside(article, given):
        return article
    changed |= library.keep(article, story.sightings, gallery, taken)
    if changed and article.changed_at != now:
        article.changed_at = now
        article.save(update_fields=["changed_at"])
    return article


def _article(story: Story, given: Given, now: datetime) -> tuple[Article, bool]:
    """Find or make the article and bring it to what the source says; also whether anything changed."""
    said = _said_by_source(story, given)
    article = known_as(story, given, Article.objects.select_for_update())
    if article and not is_beside(article, given) and (problem := ages.stands_against(article, story, given.page)):
        raise NotStored(problem)
    if article is None:
        slug = free_slug(said["headline"])
        dated = _dated(story.published, now, now)
        said["status"] = settings.CUTLINE_NEW_STORIES
        said |= {"slug": slug, "guid": guid_for(slug, now)}
        article = Article(identity=identity_of(story, given), dated_at=dated, changed_at=now, first_read_at=now, **said)
        article.save(force_insert=True)
        return article, True
    return article, not is_beside(article, given) and _bring_up_to_date(article, said, now)


def _bring_up_to_date(article: Article, said: dict[str, object], now: datetime) -> bool:
    said = _under_editors(article, said)
    differing = [name for name, value in said.items() if getattr(article, name) != value]
    if not differing:
        return False
    for name in differing:
        setattr(article, name, said[name])
    dated = _dated(article.published_at, article.first_read_at, now)
    if dated != article.dated_at:
        article.issued_at, article.dated_at = article.issued_at or article.dated_at, dated
    seen = any(not name.startswith("source_") for name in differing)
    article.changed_at = now if seen else article.changed_at
    article.save(update_fields=[*differing, "dated_at", "issued_at", "changed_at"])
    return seen


def _dated(published: datetime | None, first_read: datetime, now: datetime) -> datetime:
    """Give the time by which a story is ordered: one that is still to come would keep it above all others until then."""
    return published if published and published <= now else first_read


def _under_editors(article: Article, said: dict[str, object]) -> dict[str, object]:
    """Keep what the source says beside what editors wrote over it, which is shown."""
    kept = {f"source_{name}": said[name] for name in SHOWN}
    written = {name: value for name in SHOWN if (value := getattr(article, f"edited_{name}")) is not None}
    return said | kept | written


def _said_by_source(story: Story, given: Given) -> dict[str, object]:
    address = story.canonical_url or given.url or ""
    return {
        "kind": str(story.kind),
        "source": source_named(story.publisher),
        "section": section_named(story.section),
        "url": address if len(address) <= 2000 else "",
        "headline": story.headline[:500],
        "standfirst": story.standfirst or "",
        "authors": list(story.authors),
        "contributors": list(story.contributors),
        "agency": (story.agency or "")[:200],
        "dateline": (story.dateline or "")[:200],
        "published_at": story.published,
        "updated_at": story.updated,
        "language": (story.language or "")[:35],
        "direction": story.direction,
        "body": story.body,
        "links": [{"role": link.role, "url": link.url, "label": link.label} for link in story.links],
    }
