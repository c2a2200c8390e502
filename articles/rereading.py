"""The archive read again with today's rules: what would change is found first, and then done where an editor chose."""

import logging
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace

from django.db import DatabaseError, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from articles import visits
from articles.appearances.addresses import identity_of, is_of
from articles.ingest import Given, NotStored, opened_again, read_opened, refuse_others, store
from articles.isolation import Reader
from articles.kept_pages import Page, PageLost
from articles.models import Article
from articles.reading.story import Story, Unreadable
from articles.rehearsal import Rehearsal, rehearse
from articles.rereads import Reread, Rereading, forget_old

log = logging.getLogger(__name__)

SLICE = 20
"""Stories that one task reads before it hands on to the next, so that photos are fetched in between."""
ELSEWHERE = "by today’s rules it would be another story, at another address; take it in from its source again"
NOT_THE_PAGE = "its page was taken in anew since; read the archive again to see what would change now"
RULES_CHANGED = "the rules were changed since; read the archive again to see what would change now"
OUR_FAULT = "something went wrong on our side; the log has the details, and the story stays as it is"


class CantReread(Exception):
    """A story can't be read again and stays as it is; the message says why."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a story would become: why it can't be read any more, or the rehearsal."""

    page: Page
    problem: str = ""
    rehearsal: Rehearsal | None = None


def pages(source: object = None, section: object = None, only_older: bool = False) -> QuerySet[Page]:
    """Choose kept pages, in the order in which they are read."""
    chosen = Page.objects.select_related("article").order_by("pk")
    if source:
        chosen = chosen.filter(article__source=source)
    if section:
        chosen = chosen.filter(article__section=section)
    return chosen.exclude(rules=visits.rules()) if only_older else chosen


def without_page() -> int:
    """Count the stories that nothing was kept of: they came before pages were."""
    return Article.objects.filter(page=None).count()


def find(page: Page, reader: Reader) -> Found:
    """Say what would become of a story, read again from its page."""
    try:
        return Found(page, rehearsal=rehearse(*_read(page, reader)))
    except CantReread as problem:
        return Found(page, str(problem))
    except DatabaseError:
        raise
    except Exception:
        log.exception("Reading %s again failed", page)
        return Found(page, OUR_FAULT)


def change(page: Page, reader: Reader) -> str:
    """Bring a story to what its page is read as today; give the problem, "" where there was none."""
    try:
        store(*_read(page, reader))
    except CantReread as problem:
        return str(problem)
    except DatabaseError:
        raise
    except Exception:
        log.exception("Changing %s failed", page.article)
        return OUR_FAULT
    return ""


def _read(page: Page, reader: Reader) -> tuple[Story, Given]:
    """Read a page again; raises CantReread where it is no story any more, or would be another one."""
    try:
        story, given = read_opened(reader, opened_again(page))
        refuse_others(story)
    except (PageLost, Unreadable, NotStored) as error:
        raise CantReread(str(error)) from error
    if not is_of(page.article, identity_of(story, given)):
        raise CantReread(ELSEWHERE)
    return story, given


def begin(run: Reread, by: object) -> None:
    """Keep a new run with what it is to read, and forget the old ones."""
    forget_old()
    run.by, run.rules = by, visits.rules()
    run.total = _to_read(run).count()
    run.state = Reread.State.READING if run.total else Reread.State.READ
    run.save()


def _to_read(run: Reread) -> QuerySet[Page]:
    return pages(run.source, run.section, run.only_older).filter(pk__gt=run.last_page)


def read_on(pk: int) -> bool:
    """Read the next stories of a run; say whether there are more. Of two that do it at once, one stops."""
    run = Reread.objects.filter(pk=pk, state=Reread.State.READING).first()
    if run is None:
        return False
    if run.rules != visits.rules():
        return _finish(run)
    some = list(_to_read(run)[:SLICE])
    with Reader() as reader:
        for page in some:
            if not _note(run, find(page, reader)):
                return False
    return len(some) == SLICE or _finish(run)


def _finish(run: Reread) -> bool:
    Reread.objects.filter(pk=run.pk, state=Reread.State.READING).update(state=Reread.State.READ, moved_at=timezone.now())
    return False


@transaction.atomic
def _note(run: Reread, found: Found) -> bool:
    """Keep what was found in a story, with the run's place; False where another process is further already."""
    here = {"last_page": found.page.pk, "seen": F("seen") + 1, "moved_at": timezone.now()}
    if not Reread.objects.filter(pk=run.pk, last_page=run.last_page, state=Reread.State.READING).update(**here):
        return False
    run.last_page = found.page.pk
    differing = found.rehearsal.differences if found.rehearsal else ()
    if found.problem or differing:
        Rereading.objects.create(
            run=run,
            article=found.page.article,
            digest=found.page.digest,
            state=Rereading.State.LEFT if found.problem else Rereading.State.DIFFERS,
            problem=found.problem[:500],
            differences=[asdict(each) for each in differing],
        )
    return True


def choose(run: Reread, stories: QuerySet[Rereading]) -> int:
    """Say which of a run's stories are to be changed; give their number. Nothing is, until they are all known."""
    if run.state == Reread.State.READING:
        return 0
    chosen = stories.filter(run=run, state=Rereading.State.DIFFERS).update(state=Rereading.State.CHOSEN)
    if chosen:
        Reread.objects.filter(pk=run.pk).update(state=Reread.State.APPLYING, moved_at=timezone.now())
    return chosen


def apply_on(pk: int) -> bool:
    """Change the next stories that were chosen in a run; say whether there are more."""
    run = Reread.objects.filter(pk=pk, state=Reread.State.APPLYING).first()
    if run is None:
        return False
    some = list(_chosen(run)[:SLICE])
    with Reader() as reader:
        for each, problem in ((each, _applied(run, each, reader)) for each in some):
            said = {"state": Rereading.State.LEFT if problem else Rereading.State.APPLIED, "problem": problem[:500]}
            Rereading.objects.filter(pk=each.pk).update(**said)
            Reread.objects.filter(pk=pk).update(moved_at=timezone.now())
    if len(some) == SLICE:
        return True
    Reread.objects.filter(pk=pk, state=Reread.State.APPLYING).update(state=Reread.State.READ)
    return _chosen(run).exists() and bool(Reread.objects.filter(pk=pk).update(state=Reread.State.APPLYING))


def _chosen(run: Reread) -> QuerySet[Rereading]:
    return run.stories.filter(state=Rereading.State.CHOSEN).order_by("pk")


def _applied(run: Reread, chosen: Rereading, reader: Reader) -> str:
    """Change one story to what was shown; give the problem, "" where there was none."""
    if run.rules != visits.rules():
        return RULES_CHANGED
    page = Page.objects.filter(article=chosen.article_id, digest=chosen.digest).select_related("article").first()
    if page is None:
        return NOT_THE_PAGE
    return change(page, reader)


def read_all(chosen: QuerySet[Page]) -> Iterator[Found]:
    """Read every page again, one after the other, and change nothing."""
    with Reader() as reader:
        for page in _one_by_one(chosen):
            yield find(page, reader)


def change_all(chosen: QuerySet[Page]) -> Iterator[Found]:
    """Read every page again, one after the other, and bring its story to it; give what that changed."""
    with Reader() as reader:
        for page in _one_by_one(chosen):
            found = find(page, reader)
            yield found if found.problem else replace(found, problem=change(page, reader))


def _one_by_one(chosen: QuerySet[Page]) -> Iterator[Page]:
    # By their keys: a question that stays open would stand in the way of whoever writes meanwhile.
    for pk in list(chosen.values_list("pk", flat=True)):
        if page := Page.objects.select_related("article").filter(pk=pk).first():
            yield page
