"""What storing a story would make of it, without storing it: the very same work, taken back before anybody sees it."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from django.db import transaction
from django.utils.timezone import localtime

from articles.answers import plain_text
from articles.appearances.addresses import known_as
from articles.editions import Difference, Edition, Print, differences
from articles.ingest import Given, collapse_known, keep, refuse_others
from articles.models import SHOWN, Article
from articles.reading.story import Story
from gallery import darkroom, library
from gallery.collapse import Gallery
from gallery.races import settled
from gallery.renditions import Stored, described

SHOWN_WIDTH = 640
"""Pixels across of a picture that is shown before it is stored."""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What would come of a story; `before` is None where it would be a new one."""

    gallery: Gallery
    before: Edition | None
    after: Edition
    pictures: dict[str, bytes]
    """Of the pictures at hand that the library has not, a JPEG made here, by the digest of the original."""

    @property
    def differences(self) -> tuple[Difference, ...]:
        """What would change; nothing for a new story."""
        return differences(self.before, self.after) if self.before else ()


@dataclass(slots=True)
class _Trial:
    """Develops pictures without storing them, and keeps what is to be shown."""

    shown: dict[str, bytes] = field(default_factory=dict)

    def put(self, data: bytes) -> Stored:
        developed = darkroom.develop(data)
        stored = described(data, developed)
        files = sorted((file for file in developed.files if file.format == "jpg"), key=lambda file: file.width)
        self.shown[stored.digest] = next((file for file in files if file.width >= SHOWN_WIDTH), files[-1]).data
        return stored


def rehearse(story: Story, given: Given) -> Rehearsal:
    """Say what storing a story would make of it; raises NotStored as `store` does. Writes neither row nor file.

    The rows are written and rolled back within one short transaction, after all that takes long.
    """
    refuse_others(story)
    trial = _Trial()
    gallery = collapse_known(story, given)
    taken = library.take_in(gallery, given.pictures, trial.put)
    before, after = settled(partial(_taken_back, partial(keep, story, given, gallery, taken), partial(known_as, story, given)))
    return Rehearsal(gallery, before, after, trial.shown)


def _taken_back(work: Callable[[], Article], find: Callable[[], Article | None]) -> tuple[Edition | None, Edition]:
    with transaction.atomic():
        known = find()
        before = edition_of(known) if known else None
        after = edition_of(work())
        transaction.set_rollback(True)
    return before, after


def edition_of(article: Article) -> Edition:
    """Give a story as readers see it now."""
    words = {
        "Headline": article.headline,
        "Standfirst": article.standfirst,
        "Byline": ", ".join(article.authors),
        "Contributors": ", ".join(article.contributors),
        "Agency": article.agency,
        "Dateline": article.dateline,
        "Section": str(article.section or ""),
        "Publisher": str(article.source or ""),
        "Published": f"{localtime(article.published_at):%d %b %Y, %H:%M %Z}" if article.published_at else "",
        "Language": article.language,
        "Kind": article.kind,
        "Links": "\n".join(link["url"] for link in article.links),
    }
    captions = article.captions.in_order().select_related("photo")
    paragraphs = tuple(filter(None, plain_text(article.body).split("\n")))
    written = [name for name in SHOWN if getattr(article, f"edited_{name}") is not None]
    under = {name.capitalize(): str(getattr(article, f"source_{name}") or "") for name in written}
    return Edition(words, paragraphs, tuple(map(_print, captions)), under)


def _print(caption: object) -> Print:
    photo = caption.photo
    return Print(
        photo=photo.pk,
        role=caption.role,
        text=caption.text,
        credit=caption.credit,
        alt=photo.alt or "",
        said=f"{caption.source_text} ({caption.source_credit})" if caption.source_credit else caption.source_text,
        edited=caption.is_edited,
        digest=photo.digest or "",
        width=photo.width or 0,
        height=photo.height or 0,
    )
