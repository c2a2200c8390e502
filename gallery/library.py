"""Where collapsed photos become rows: each recognised in the whole library, its caption, renditions and receipt kept.

Called inside the ingest's transaction; files are written before it (`take_in`), since their names come from their content
and one too many harms nobody, while decoding inside it would keep other writers waiting.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import Exists, OuterRef, Q

from gallery import collapse as rules
from gallery import looking, stories
from gallery.asking import ask_of
from gallery.collapse import CollapsedPhoto, Gallery
from gallery.evidence import names_of
from gallery.file_words import keep_file_lines, tell
from gallery.files import place
from gallery.finding import Found, find_rows
from gallery.lending import lend_and_touch
from gallery.models import Caption, Change, Fingerprint, Mention, Photo, Rendition, Verdict
from gallery.models import Sighting as SightingRow
from gallery.names import write_names
from gallery.photo_urls import key
from gallery.pixels.checking import BadPicture
from gallery.pixels.picture_metadata import NOTHING
from gallery.receipt import ONE_PHOTO, THE_CAPTION
from gallery.renditions import Stored, digest_of, is_whole, store
from gallery.sightings import Kind, Outcome, Sighting
from gallery.story_captions import keep_captions
from gallery.verdicts import name_in

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


def collapse_known(sightings: Sequence[Sighting], pictures: Mapping[str, bytes], article: int | None = None) -> Gallery:
    """Collapse a story's sightings under every verdict an editor has given about them, and what pixels show: those of the pictures at
    hand and of the files that the library has. `article` is the story's key, where it is known."""
    verdicts = _verdicts_about({name for seen in sightings for name in names_of(seen)}, article)
    known = looking.known_apart(sightings)
    gallery = rules.collapse(sightings, verdicts, known)
    seen = looking.seen_apart(sightings, gallery, pictures) | looking.kept_apart(gallery)
    return rules.collapse(sightings, verdicts, known | seen) if seen else gallery


def _verdicts_about(names: set[str], article: int | None) -> tuple[rules.Verdict, ...]:
    """Give the editors' verdicts between any two of the named things, in a fixed order; what was said of words holds in their story."""
    called = {name_in(name, article): name for name in names}
    rows = Verdict.objects.filter(left__in=called, right__in=called).order_by("left", "right")
    return tuple(rules.Verdict(called[row.left], called[row.right], row.same) for row in rows)


def settle_story(article: "Article") -> bool:  # noqa: F821
    """Bring a story to what its own receipt says by the decisions of today, as reading its page again would; say whether it changed."""
    sightings = [row.seen for row in article.sightings.exclude(kind=Kind.FILE).order_by("place")]
    return keep(article, sightings, collapse_known(sightings, {}, article.pk), TakenIn())


def keep(article: "Article", sightings: Sequence[Sighting], gallery: Gallery, taken: TakenIn) -> bool:  # noqa: F821
    """Bring an article's captions, photos, renditions and receipt to what was collapsed; say whether a reader sees a change."""
    captioned = set(article.captions.values_list("photo", flat=True))
    found = _locked(find_rows(article, gallery.photos, [taken.of(photo) for photo in gallery.photos]))
    rows = [each.row for each in found]
    mixed = _keep_renditions(sightings, gallery.photos, found, taken)
    changed, given = _give_files(gallery.photos, found, taken)
    changed |= keep_captions(article, gallery.photos, found)
    write_names(article.captions.all())
    _keep_receipt(article, sightings, gallery, rows)
    _keep_mentions(article, sightings, rows)
    for row in given:
        tell(row, NOTHING)
    keep_file_lines(article)
    changed |= bool(lend_and_touch(captioned | {row.pk for row in rows}))
    _forget_wordless(article, rows)
    # What the library knew of some addresses may say more now that it knows the others: as reading the page again would find.
    return settle_story(article) or changed if mixed else changed


def forget_story(article: "Article") -> None:  # noqa: F821
    """Take a story's captions and receipt away, and the photos known from its words alone; all others stay in the library."""
    captioned = list(article.captions.values_list("photo", flat=True))
    Caption.everything.filter(article=article).delete()
    lend_and_touch(captioned)
    article.sightings.all().delete()
    Mention.objects.filter(article=article).delete()
    _forget_wordless(article, [])


def _locked(found: Sequence[Found]) -> list[Found]:
    """Keep others from these photos until the end of the transaction, in the order in which everybody takes them."""
    locked = Photo.objects.select_for_update().order_by("pk").in_bulk({each.row.pk for each in found})
    # Somebody may have joined one to another before it was locked.
    now = {pk: photo.survivor for pk, photo in locked.items()}
    return [replace(each, row=now[each.row.pk]) for each in found]


def _keep_renditions(sightings: Sequence[Sighting], photos: Sequence[CollapsedPhoto], found: Sequence[Found], taken: TakenIn) -> bool:
    """Keep the addresses of photos; say whether some were known before and others were not."""
    wanted: dict[str, Found] = {}
    # An address that several photos of a story name is that of the one that names the fewest: others are known by what else they name.
    for photo, one in sorted(zip(photos, found, strict=True), key=lambda each: len(each[0].urls)):
        wanted = {url: one for url in photo.urls if len(url) <= LONGEST} | wanted
    known = {rendition.url: rendition for rendition in Rendition.objects.filter(url__in=wanted)}
    widths = {url: width for seen in sightings for url, width in zip(seen.urls, seen.widths, strict=False) if width}
    fresh = [
        Rendition(photo=one.row, born_id=one.born, url=url, key=key(url)[:LONGEST], width=widths.get(url))
        for url, one in wanted.items()
        if url not in known
    ]
    # In one order, so that two stories of the same pictures don't wait for each other in turns.
    Rendition.objects.bulk_create(sorted(fresh, key=lambda each: each.url))
    if fresh:
        # An editor's word may be about one of them.
        ask_of(*{each.photo_id for each in fresh})
    _note_outcomes([*known.values(), *fresh], taken)
    return bool(known and fresh)


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


def _give_files(photos: Sequence[CollapsedPhoto], found: Sequence[Found], taken: TakenIn) -> tuple[bool, list[Photo]]:
    """Give photos their files and descriptions; say whether a reader sees a change, and which photos had no file before."""
    changed, given = False, []
    for photo, one in zip(photos, found, strict=True):
        file = taken.of(photo)
        if file and one.row.digest is None:
            place(one.row, file)
            given.append(one.row)
            changed = True
        changed |= bool(photo.alt) and _describe(one, photo.alt)
    return changed, given


def _describe(one: Found, alt: str) -> bool:
    """Keep a page's description of a photo, in the place of a file's or of a lent one; one that was given before stays."""
    row = one.row if one.born == one.row.pk else Photo.objects.get(pk=one.born)
    is_free = row.alt_is_lent or row.alt in (None, row.says.alt or None)
    if not is_free or (row.alt, row.alt_is_lent) == (alt, False):
        return False
    changed = row.alt != alt
    row.alt, row.alt_is_lent = alt, False  # what was only lent is its own from now on
    row.save(update_fields=["alt", "alt_is_lent"])
    return changed


def _keep_receipt(article: "Article", sightings: Sequence[Sighting], gallery: Gallery, rows: Sequence[Photo]) -> None:  # noqa: F821
    wanted = _receipt_rows(article, sightings, gallery, rows)
    kept = article.sightings.exclude(kind=Kind.FILE).order_by("place")
    if [_values(row) for row in kept] == [_values(row) for row in wanted]:
        return
    article.sightings.all().delete()
    SightingRow.objects.bulk_create(wanted, batch_size=500)
    stories.redraw([article.pk])


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
        said = {"article": article, "photo": row, "place": at, "outcome": str(outcome), "rule": rule[:200]}
        made.append(SightingRow.of(seen, **said))
    return made


def _values(row: SightingRow) -> tuple[object, ...]:
    return (row.place, row.photo_id, row.outcome, row.rule, row.seen)


def _keep_mentions(article: "Article", sightings: Sequence[Sighting], rows: Sequence[Photo]) -> None:  # noqa: F821
    addresses = {url for seen in sightings if not seen.dropped for url in seen.urls}
    shown = {row.pk for row in rows}
    owners = Rendition.objects.filter(url__in=addresses).values_list("born", "photo")
    wanted = {born for born, head in owners if head not in shown}
    kept = set(Mention.objects.filter(article=article).values_list("photo", flat=True))
    Mention.objects.filter(article=article, photo__in=kept - wanted).delete()
    Mention.objects.bulk_create(Mention(article=article, photo_id=pk) for pk in sorted(wanted - kept))


def _forget_wordless(article: "Article", rows: Sequence[Photo]) -> None:  # noqa: F821
    """Delete this article's own photos of words that nothing names any more, and nobody decided anything about."""
    mine = Photo.objects.filter(article=article, merged_into=None, alt=None).exclude(pk__in=[row.pk for row in rows])
    named = Exists(Caption.everything.filter(Q(photo=OuterRef("pk")) | Q(born=OuterRef("pk"))))
    decided = Exists(Change.objects.filter(subject="gallery.photo", row=OuterRef("pk")))
    mine.filter(~named, ~decided, ~Q(sightings__isnull=False), tombstones__isnull=True).delete()
