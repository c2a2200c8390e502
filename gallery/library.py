"""Where collapsed photos become rows: each recognised in the whole library, its caption, renditions and receipt kept.

Called inside the ingest's transaction; files are written before it (`take_in`), since their names come from their content
and one too many harms nobody, while decoding inside it would keep other writers waiting.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import Q, QuerySet

from gallery import collapse as rules
from gallery.collapse import CollapsedPhoto, Gallery
from gallery.evidence import names_of
from gallery.file_words import keep_file_lines, tell
from gallery.files import place
from gallery.finding import find_rows
from gallery.joining import ONE_PHOTO, THE_CAPTION
from gallery.models import Caption, Fingerprint, Photo, Rendition
from gallery.models import Sighting as SightingRow
from gallery.names import write_names
from gallery.photo_urls import key
from gallery.pixels.checking import BadPicture
from gallery.pixels.picture_metadata import NOTHING, PictureMetadata
from gallery.renditions import Stored, digest_of, is_whole, store
from gallery.sightings import Kind, Outcome, Sighting
from gallery.wording.captions import first_said

LONGEST = 2000
"""Characters of an address that a row keeps; a longer one is no picture's address but data."""


@dataclass(frozen=True, slots=True)
class TakenIn:
    """The pictures that came with a page: stored files by address, and why others were refused."""

    stored: Mapping[str, Stored] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)

    def of(self, photo: CollapsedPhoto) -> Stored | None:
        """Give the best stored file of a photo."""
        return next((self.stored[url] for url in photo.urls if url in self.stored), None)


def take_in(gallery: Gallery, pictures: Mapping[str, bytes], put: Callable[[bytes], Stored] = store) -> TakenIn:
    """Check, turn upright and store the best readable picture of every photo; the others of a photo are left alone.

    `put` is what stores a picture that the library has not.
    """
    stored, refused = {}, {}
    for photo in gallery.photos:
        for url in filter(pictures.__contains__, photo.urls):
            try:
                stored[url] = _stored(pictures[url], put)
                break
            except BadPicture as error:
                refused[url] = str(error)[:300]
    return TakenIn(stored, refused)


def _stored(data: bytes, put: Callable[[bytes], Stored]) -> Stored:
    """Store a picture, unless the library has this very file already."""
    known = Fingerprint.objects.filter(photo__digest=digest_of(data)).select_related("photo").first()
    if known is None:
        return put(data)
    photo = known.photo
    stored = Stored(photo.digest, photo.original.name, photo.width, photo.height, photo.colour, bytes(known.hashes), photo.says)
    return stored if is_whole(stored, len(data)) else put(data)


def identities_of(sightings: Iterable[Sighting]) -> set[str]:
    """Name everything that a verdict about these sightings could be about."""
    return {name for sighting in sightings for name in names_of(sighting)}


def verdicts_about(verdicts: QuerySet, names: set[str]) -> tuple[rules.Verdict, ...]:
    """Give the editors' verdicts between any two of the named things, in a fixed order."""
    rows = verdicts.filter(left__in=names, right__in=names).order_by("left", "right")
    return tuple(rules.Verdict(row.left, row.right, row.same) for row in rows)


def keep(article: "Article", sightings: Sequence[Sighting], gallery: Gallery, taken: TakenIn) -> bool:  # noqa: F821
    """Bring an article's captions, photos, renditions and receipt to what was collapsed; say whether a reader sees a change."""
    rows = _locked(find_rows(article, gallery.photos, [taken.of(photo) for photo in gallery.photos]))
    _keep_renditions(sightings, gallery.photos, rows, taken)
    changed, given = _give_files(gallery.photos, rows, taken)
    changed |= _keep_captions(article, gallery.photos, rows)
    write_names(article.captions.all())
    _keep_receipt(article, sightings, gallery, rows)
    for row in given:
        tell(row, NOTHING)
    keep_file_lines(article)
    _forget_wordless(article, rows)
    return changed


def _locked(rows: Sequence[Photo]) -> list[Photo]:
    """Keep others from these photos until the end of the transaction, in the order in which everybody takes them."""
    locked = Photo.objects.select_for_update().order_by("pk").in_bulk({row.pk for row in rows})
    # Somebody may have joined one to another before it was locked.
    now = {pk: photo.survivor for pk, photo in locked.items()}
    return [now[row.pk] for row in rows]


def _keep_renditions(sightings: Sequence[Sighting], photos: Sequence[CollapsedPhoto], rows: Sequence[Photo], taken: TakenIn) -> None:
    wanted = {url: row for photo, row in zip(photos, rows, strict=True) for url in photo.urls if len(url) <= LONGEST}
    known = {rendition.url: rendition for rendition in Rendition.objects.filter(url__in=wanted)}
    widths = {url: width for seen in sightings for url, width in zip(seen.urls, seen.widths, strict=False) if width}
    fresh = [
        Rendition(photo=row, url=url, key=key(url)[:LONGEST], width=widths.get(url)) for url, row in wanted.items() if url not in known
    ]
    # In one order, so that two stories of the same pictures don't wait for each other in turns.
    Rendition.objects.bulk_create(sorted(fresh, key=lambda each: each.url))
    _note_outcomes([*known.values(), *fresh], taken)


def _note_outcomes(renditions: Iterable[Rendition], taken: TakenIn) -> None:
    """Keep what became of the files that came with the page; a file once taken is not forgotten when it is missing today."""
    for rendition in renditions:
        state, reason = rendition.state, rendition.reason
        if rendition.url in taken.stored:
            state, reason = Rendition.State.TAKEN, ""
        elif rendition.url in taken.refused:
            state, reason = Rendition.State.REFUSED, taken.refused[rendition.url]
        if (state, reason) != (rendition.state, rendition.reason):
            Rendition.objects.filter(pk=rendition.pk).update(state=state, reason=reason)


def _give_files(photos: Sequence[CollapsedPhoto], rows: Sequence[Photo], taken: TakenIn) -> tuple[bool, list[Photo]]:
    """Give photos their files and descriptions; say whether a reader sees a change, and which photos had no file before."""
    changed, given = False, []
    for photo, row in zip(photos, rows, strict=True):
        file = taken.of(photo)
        if file and row.digest is None:
            place(row, file)
            given.append(row)
            changed = True
        # A description once given stays, but a page's takes the place of a file's.
        if photo.alt and photo.alt != row.alt and row.alt in (None, row.says.alt or None):
            row.alt = photo.alt
            row.save(update_fields=["alt"])
            changed = True
    return changed, given


def _keep_captions(article: "Article", photos: Sequence[CollapsedPhoto], rows: Sequence[Photo]) -> bool:  # noqa: F821
    """One caption for each photo, in order. A caption an editor wrote outlives its photo's absence from the source."""
    existing = {caption.photo_id: caption for caption in article.captions.order_by("position", "pk")}
    shown: dict[Photo, list[CollapsedPhoto]] = {}
    for photo, row in zip(photos, rows, strict=True):
        shown.setdefault(row, []).append(photo)
    kept = {row.pk for row in shown}
    gone = [caption for pk, caption in existing.items() if pk not in kept]
    dropped = [caption.pk for caption in gone if not caption.is_edited]
    changed = bool(dropped) and bool(Caption.objects.filter(pk__in=dropped).delete()[0])
    for position, (row, some) in enumerate(shown.items()):
        changed |= _keep_caption(existing.get(row.pk) or Caption(article=article, photo=row), position, _as_one(some), row.says)
    for position, caption in enumerate((c for c in gone if c.is_edited), start=len(shown)):
        changed |= _update(caption, {"position": position, "block": None})
    return changed


def _as_one(photos: Sequence[CollapsedPhoto]) -> CollapsedPhoto:
    """What a page shows as several photos may be one in the library: at the first one's place, with the first words said under any."""
    caption, credit = first_said((photo.caption, photo.credit) for photo in photos)
    return replace(photos[0], caption=caption, credit=credit)


def _keep_caption(caption: Caption, position: int, photo: CollapsedPhoto, in_file: PictureMetadata) -> bool:
    """Bring a caption to the page's words; where the page says nothing, to those of the photo's file."""
    said = {
        "position": position,
        "role": str(photo.role),
        "block": photo.block,
        "source_text": photo.caption or in_file.caption,
        "source_credit": (photo.credit or in_file.credit)[:500],
    }
    return _update(caption, said)


def _update(caption: Caption, said: Mapping[str, object]) -> bool:
    """Write what differs and nothing else, so that an editor's words saved meanwhile are never written back over."""
    differing = [name for name, value in said.items() if getattr(caption, name) != value]
    for name in differing:
        setattr(caption, name, said[name])
    if caption._state.adding:
        caption.save(force_insert=True)
    elif differing:
        caption.save(update_fields=differing)
    else:
        return False
    return True


def _keep_receipt(article: "Article", sightings: Sequence[Sighting], gallery: Gallery, rows: Sequence[Photo]) -> None:  # noqa: F821
    wanted = _receipt_rows(article, sightings, gallery, rows)
    kept = article.sightings.exclude(kind=Kind.FILE).order_by("place")
    if [_values(row) for row in kept] == [_values(row) for row in wanted]:
        return
    article.sightings.all().delete()
    SightingRow.objects.bulk_create(wanted, batch_size=500)


def _receipt_rows(
    article: "Article",  # noqa: F821
    sightings: Sequence[Sighting],
    gallery: Gallery,
    rows: Sequence[Photo],
) -> list[SightingRow]:
    first, worded = {}, {}
    for number, row in enumerate(rows):
        first.setdefault(row.pk, number)
        if gallery.photos[number].caption:
            worded.setdefault(row.pk, number)
    made = []
    for at, (seen, line) in enumerate(zip(sightings, gallery.receipt, strict=True)):
        row = None if line.photo is None else rows[line.photo]
        outcome, rule = line.outcome, line.rule
        owners = worded if rule.startswith(THE_CAPTION) else first
        if row is not None and outcome is Outcome.SHOWN and owners.get(row.pk, first[row.pk]) != line.photo:
            outcome, rule = Outcome.COLLAPSED, ONE_PHOTO
        made.append(
            SightingRow(
                article=article, photo=row, place=at, kind=str(seen.kind), role=str(seen.role), urls=list(seen.urls),
                text=seen.text, credit=seen.credit, outcome=str(outcome), rule=rule[:200],
            )
        )  # fmt: skip
    return made


def _values(row: SightingRow) -> tuple[object, ...]:
    return (row.place, row.photo_id, row.kind, row.role, row.urls, row.text, row.credit, row.outcome, row.rule)


def _forget_wordless(article: "Article", rows: Sequence[Photo]) -> None:  # noqa: F821
    """Delete this article's own photos of words that nothing names any more."""
    mine = Photo.objects.filter(article=article).exclude(pk__in=[row.pk for row in rows])
    mine.filter(~Q(captions__isnull=False), ~Q(sightings__isnull=False), tombstones__isnull=True).delete()
