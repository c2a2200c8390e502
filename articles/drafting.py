"""From what somebody gave to a story: read and looked at first, stored when they say so, the same bytes by the same rules."""

import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from urllib.parse import unquote

from django.db import DatabaseError

from articles import drafts, visits
from articles.appearances.addresses import known_as
from articles.drafts import Draft
from articles.fetch import FetchFailed, FetchRefused
from articles.ingest import Given, NotStored, read_opened, store
from articles.isolation import Reader
from articles.models import Article
from articles.previews import pictures_named, preview_of
from articles.reading.story import Story, Unreadable
from articles.rehearsal import rehearse
from articles.sources import Opened
from articles.webarchives.index import comparable

log = logging.getLogger(__name__)

State = Draft.State
OUR_FAULT = "something went wrong on our side; the log has the details, and nothing of it was stored"
RULES_CHANGED = "the reading rules were changed meanwhile; look at it once more"


class PicturesGiven(Mapping[str, bytes]):
    """The pictures given with a page, by the address under which the page shows them.

    By their addresses where they came in an archive; by the whole path below the page's folder where they came with one, else by the
    file's own name where only one has it.
    """

    def __init__(self, draft: Draft, homes: Iterable[str], addresses: Iterable[str]) -> None:
        self._draft = draft
        paths = {name.removeprefix("./"): number for number, name in enumerate(draft.files)}
        names: dict[str, list[int]] = {}
        for path, number in paths.items():
            names.setdefault(path.rpartition("/")[2], []).append(number)
        homes, at = tuple(homes), {comparable(name): number for name, number in paths.items() if "://" in name}
        self._files = {
            url: number for url in addresses if (number := at.get(comparable(url), _number(url, homes, paths, names))) is not None
        }

    def __getitem__(self, url: str) -> bytes:
        return self._draft.get(str(self._files[url]))

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def __contains__(self, url: object) -> bool:
        return url in self._files


def _number(url: str, homes: Iterable[str], paths: Mapping[str, int], names: Mapping[str, list[int]]) -> int | None:
    here = next((home for home in homes if url.startswith(home)), None)
    if here is None:
        return None
    path = unquote(url[len(here) :].partition("?")[0].partition("#")[0]).removeprefix("./")
    alike = names.get(path.rpartition("/")[2], [])
    return paths.get(path, alike[0] if len(alike) == 1 else None)


def look(pk: int) -> None:
    """Fetch a draft's page where that is still to be done, read it, and keep what would come of it."""
    # Also one whose worker died over it.
    if Draft.objects.filter(pk=pk, state__in=[State.WAITING, State.READING]).update(state=State.READING):
        _attempt(Draft.objects.get(pk=pk), State.READING, _look)


def store_draft(pk: int) -> None:
    """Store what the preview showed."""
    if Draft.objects.filter(pk=pk, state=State.STORING).exists():
        _attempt(Draft.objects.get(pk=pk), State.STORING, _store)


def _attempt(draft: Draft, state: str, work: Callable[[Draft], dict[str, object]]) -> None:
    """Do a draft's work and keep what came of it, unless it is no longer in that state."""
    try:
        said = work(draft)
    except (Unreadable, NotStored, FetchRefused, FetchFailed) as error:
        said = {"state": State.REFUSED, "problem": str(error)[:500]}
    except DatabaseError:
        raise
    except Exception:
        log.exception("A draft could not be worked on: %s", draft)
        said = {"state": State.REFUSED, "problem": OUR_FAULT}
    Draft.objects.filter(pk=draft.pk, state=state).update(**said)


def _look(draft: Draft) -> dict[str, object]:
    if not draft.size:
        _fetch(draft)
    story, given = _read(draft)
    rehearsal = rehearse(story, given)
    preview = preview_of(story, rehearsal.gallery, rehearsal.before, rehearsal.after)
    shown = pictures_named(preview)
    preview["pictures"] = [digest for digest in rehearsal.pictures if digest in shown]
    for digest in preview["pictures"]:
        draft.put(f"{digest}.jpg", rehearsal.pictures[digest])
    here = known_as(story, given, Article.objects.only("pk", "status"))
    preview["here"] = {"pk": here.pk, "status": here.status} if here else None
    return {"state": State.READY, "problem": "", "preview": preview, "rules": visits.rules()}


def _fetch(draft: Draft) -> None:
    fetched = visits.fetch_page(draft.url, afresh=True)
    draft.put("page", fetched.body)
    draft.size, draft.read_at_url, draft.charset = len(fetched.body), fetched.final_url[:2000], (fetched.charset or "")[:100]
    draft.save(update_fields=["size", "read_at_url", "charset"])


def _read(draft: Draft) -> tuple[Story, Given]:
    try:
        data = draft.get("page")
    except OSError as error:
        raise Unreadable("its page is not in the storage any more; give it once more") from error
    beside = partial(PicturesGiven, draft) if draft.saved or draft.files else None
    url = draft.read_at_url or draft.url or None
    said = {"taken_at": draft.taken_at, "addressed": not draft.saved}
    opened = Opened(draft.name or draft.url, data, url, draft.charset or None, draft.name, beside, **said)
    with Reader() as reader:
        return read_opened(reader, opened)


def _store(draft: Draft) -> dict[str, object]:
    if draft.rules != visits.rules():
        raise NotStored(RULES_CHANGED)
    article = store(*_read(draft))
    draft.clear()
    return {"state": State.STORED, "problem": "", "article": article}


def begin_storing(draft: Draft) -> bool:
    """Say that a draft is to be stored; False where it is not ready for it, or somebody said so already."""
    return bool(Draft.objects.filter(pk=draft.pk, state=State.READY).update(state=State.STORING))


def begin_again(draft: Draft) -> bool:
    """Let a draft be read once more: what could not be fetched is asked for again; False where it is being worked on."""
    waiting = {"state": State.WAITING, "problem": ""}
    return bool(Draft.objects.filter(pk=draft.pk, state__in=[State.REFUSED, State.READY]).update(**waiting))


def discard(draft: Draft) -> bool:
    """Throw a draft away, unless it is being stored."""
    if Draft.objects.filter(pk=draft.pk).exclude(state=State.STORING).exists():
        drafts.forget(draft)
        return True
    return False
