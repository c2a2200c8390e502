"""How a photo gets its file from the network: one question a time, the most useful rendition first, and what came of each kept.

Whatever happens here the caption stays: a photo without a file is still a photo.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from django.db import DatabaseError
from django.db.models import QuerySet
from django.utils import timezone

from articles import asking, pace
from articles.asked_for import PICTURE
from articles.fetch import FetchFailed, FetchRefused, Limits
from gallery import offers, recognition, stories
from gallery.arrival import arrive
from gallery.files import place
from gallery.models import Fingerprint, Photo, Rendition
from gallery.pixels.checking import LARGEST_FILE, BadPicture
from gallery.races import settled
from gallery.renditions import Stored, store, store_avif

log = logging.getLogger(__name__)

LIMITS = Limits(size=LARGEST_FILE, seconds=60)
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 480, 1440))
"""Waits after the first, second, … time that a file could not be had; then it is given up."""
OUR_FAULT = "something went wrong on our side; the log has the details"


def fetch_file(pk: int, appointed: bool) -> datetime | None:
    """Try for a photo's file once; give when to go on, None where nothing is left to do.

    `appointed` is who comes at a time that this function gave.
    """
    photo = offers.without_file().filter(pk=pk).first()
    if photo is None:
        return None
    now = timezone.now()
    due = [each for each in offers.to_fetch(photo) if each.next_try is None or each.next_try <= now]
    if not due:
        return _next_time(photo)
    host = pace.host_of(due[0].url)
    if turn := pace.may_ask(host, now, appointed):
        return turn
    return None if _try(photo, due[0], pace.at_redirects(host, appointed)) else _next_time(photo)


def _next_time(photo: Photo) -> datetime | None:
    """Give when the first of a photo's files may be tried, None where none is left."""
    return min((each.next_try or timezone.now() for each in offers.to_fetch(photo)), default=None)


def _try(photo: Photo, rendition: Rendition, on_redirect: Callable[[str], None]) -> bool:
    """Fetch and keep one rendition; say whether the photo has a file now."""
    try:
        stored = store(asking.get(rendition.url, on_redirect, PICTURE, LIMITS).body)
    except (FetchRefused, BadPicture) as error:
        _refuse(rendition, str(error))
    except FetchFailed as failure:
        _put_off(rendition, failure)
    except pace.NotYet as later:
        Rendition.objects.filter(pk=rendition.pk).update(next_try=later.until)
    except DatabaseError:
        raise
    except Exception:
        log.exception("Fetching %s failed", rendition.url)
        _put_off(rendition, FetchFailed(OUR_FAULT))
    else:
        _keep(photo, rendition, stored)
        return True
    return False


def _keep(photo: Photo, rendition: Rendition, stored: Stored) -> None:
    """Bring photo, rendition and the stories that show it up to date at once."""
    settled(partial(_bring_up_to_date, photo, rendition, stored))


def _bring_up_to_date(photo: Photo, rendition: Rendition, stored: Stored) -> None:
    arrive(photo, stored)
    Rendition.objects.filter(pk=rendition.pk).update(state=Rendition.State.TAKEN, reason="", next_try=None)


def _refuse(rendition: Rendition, reason: str) -> None:
    _unless_taken(rendition).update(state=Rendition.State.REFUSED, reason=reason[:300], next_try=None)


def _put_off(rendition: Rendition, failure: FetchFailed) -> None:
    """Keep why a rendition could not be had, and when it is tried again, if ever."""
    if not failure.passing:
        _refuse(rendition, str(failure))
        return
    tries = rendition.tries + 1
    wait = BACK_OFF[tries - 1] if tries <= len(BACK_OFF) else None
    next_try = None if wait is None else timezone.now() + max(wait, timedelta(seconds=failure.wait or 0))
    said = {"reason": str(failure)[:300], "tries": tries, "next_try": next_try}
    _unless_taken(rendition).update(state=Rendition.State.FAILED, **said)


def _unless_taken(rendition: Rendition) -> QuerySet[Rendition]:
    """Give a rendition's row, unless another run had the file meanwhile: that this one has not says nothing then."""
    return Rendition.objects.filter(pk=rendition.pk).exclude(state=Rendition.State.TAKEN)


def recognise(pk: int) -> None:
    """Hold a photo against the library once it has its file."""
    photo = offers.lacking_comparison().filter(pk=pk).first()
    if photo is None:
        return
    if not Fingerprint.objects.filter(photo=photo).exists() and not _develop_again(photo):
        return
    recognition.recognise(photo)


def _develop_again(photo: Photo) -> bool:
    """Read a stored file once more, for what was not made of it when it came; say whether that was possible."""
    try:
        with photo.original.open("rb") as file:
            place(photo, store(file.read()))
    except (BadPicture, OSError) as error:
        log.warning("The file of photo %s can't be read: %s", photo.pk, error)
        return False
    return True


def make_avif(pk: int) -> None:
    """Make the AVIF files of a photo, or note that they can't be made."""
    photo = offers.lacking_avif().filter(pk=pk).first()
    if photo is None:
        return
    try:
        if not store_avif(photo.digest, photo.original.name):
            return
        made = True
    except (BadPicture, OSError) as error:
        log.warning("No AVIF of photo %s: %s", pk, error)
        made = False
    if Photo.objects.filter(pk=pk, digest=photo.digest).update(has_avif=made) and made:
        stories.redraw(photo.captions.values_list("article", flat=True))
