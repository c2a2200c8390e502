"""Two photos that turn out to be one: one becomes a tombstone, and every article shows the other once, with what was said under either.

What is written here is what reading the same pages again would write.
"""

from django.db import transaction
from django.db.models import F, Q, QuerySet

from gallery.file_words import tell
from gallery.files import KEPT_WORDS, FormerFile
from gallery.models import Caption, Fingerprint, Photo, Rendition, Sighting, Verdict
from gallery.names import write_names
from gallery.sightings import Outcome
from gallery.wording.captions import first_said, repeats

ONE_PHOTO = "one photo in the library"
"""The rule of a receipt's line for what was shown of the other photo."""
THE_CAPTION = "the caption"
"""How the rule begins of the line whose words stand under the photo."""
LARGER = 1.2
"""Times as many pixels."""
_EDITED = ("edited_text", "edited_credit", "basis_text", "basis_credit", "edited_by", "edited_at")
_FILE = ("digest", "original", "width", "height", "colour", "has_avif", "file_words")
_PLACE = ("role", "position", "block")


@transaction.atomic
def join(gone: Photo, kept: Photo) -> Photo:
    """Make one photo of two, and give it; the first one, unchanged, where an editor's word stands against it.

    In an article that shows both, the photo stands at the earlier place with the first words said under either; the others stay in
    the receipt. The larger of the two files is shown from then on.
    """
    gone, kept = survivors(gone, kept)
    if gone.pk == kept.pk or are_kept_apart(gone, kept):
        return gone
    before = kept.says
    _make_public(kept)
    for caption in gone.captions.select_related("article"):
        _hand_over(caption, kept)
    for rows in (Sighting.objects.filter(photo=gone), Rendition.objects.filter(photo=gone), FormerFile.objects.filter(photo=gone)):
        rows.update(photo=kept)
    Photo.objects.filter(merged_into=gone).update(merged_into=kept)
    Photo.objects.filter(pk=gone.pk).update(merged_into=kept, task=None)
    if _is_larger(gone, kept):
        _change_files(gone, kept)
    kept.refresh_from_db()
    _take_alt(gone, kept)
    tell(kept, before)
    return kept


def _make_public(kept: Photo) -> None:
    """Let a photo that was known by one article's words be everybody's; a tombstone keeps what that article knows it by."""
    if kept.article_id is None:
        return
    article, words = kept.article_id, kept.words
    kept.article, kept.words = None, ""
    kept.save(update_fields=["article", "words"])
    Photo.objects.create(article_id=article, words=words, merged_into=kept)


def _take_alt(gone: Photo, kept: Photo) -> None:
    said = kept.captions.all()
    if kept.alt is None and gone.alt and not any(repeats(gone.alt, caption.text) for caption in said):
        kept.alt = gone.alt
        kept.save(update_fields=["alt"])


def _is_larger(photo: Photo, other: Photo) -> bool:
    """Tell whether a photo's file shows clearly more than the other's: readers get the larger rendition, wherever it came from."""
    if not photo.digest or not other.digest:
        return bool(photo.digest)
    return photo.width * photo.height > LARGER * other.width * other.height


def _change_files(gone: Photo, kept: Photo) -> None:
    """Let two photos change their files; the tombstone keeps the one that is no longer shown. Words that stories may show stay."""
    files = [Photo.objects.filter(pk=photo.pk).values(*_FILE).get() for photo in (kept, gone)]
    words = {name: files[0]["file_words"][name] for name in KEPT_WORDS if files[0]["file_words"].get(name)}
    files[1]["file_words"] = words | files[1]["file_words"]
    Photo.objects.filter(pk=gone.pk).update(digest=None)
    for photo, file in zip((kept, gone), reversed(files), strict=True):
        Photo.objects.filter(pk=photo.pk).update(**file)
    rows = {row.photo_id: row for row in Fingerprint.objects.filter(photo__in=[gone, kept])}
    Fingerprint.objects.filter(photo__in=[gone, kept]).delete()
    for photo, other in ((kept, gone), (gone, kept)):
        if (row := rows.get(other.pk)) is not None:
            Fingerprint.objects.create(photo=photo, hashes=row.hashes, compared=row.compared)


def survivors(*photos: Photo) -> list[Photo]:
    """Read photos anew, each as the one it became, and keep others from joining them for the rest of the transaction."""
    pks = sorted(Photo.objects.get(pk=photo.pk).survivor.pk for photo in photos)
    now = Photo.objects.select_for_update().order_by("pk").in_bulk(pks)
    return [now[Photo.objects.get(pk=photo.pk).survivor.pk] for photo in photos]


def names_apart(one: Photo, other: Photo) -> tuple[str, str] | None:
    """Give the names under which an editor's word about two photos is kept, the one that sorts first on the left.

    They survive joining and reading again. Photos whose addresses differ in their sizes alone are told apart by the very addresses.
    None where nothing tells them apart.
    """
    left, right = (_names_of(photo) for photo in (one, other))
    first = next((name for name in left if name not in right), None)
    second = next((name for name in right if name not in left), None)
    return (min(first, second), max(first, second)) if first and second else None


def _names_of(photo: Photo) -> list[str]:
    """Give the renditions' normalised addresses first, then the very ones; a photo without any is known by its words or its file."""
    offered = list(photo.renditions.order_by("pk").values_list("key", "url"))
    keys, urls = [key for key, _ in offered], [url for _, url in offered]
    return list(dict.fromkeys(filter(None, [*keys, *urls, photo.words, f"file:{photo.digest}" if photo.digest else ""])))


def verdicts_between(one: Photo, other: Photo) -> QuerySet[Verdict]:
    """Give what editors have said of two photos."""
    left, right = (_names_of(photo) for photo in (one, other))
    left, right = [name for name in left if name not in right], [name for name in right if name not in left]
    return Verdict.objects.filter(Q(left__in=left, right__in=right) | Q(left__in=right, right__in=left))


def are_kept_apart(gone: Photo, kept: Photo) -> bool:
    """Tell whether an editor called them different, or wrote words under both in one article."""
    if verdicts_between(gone, kept).filter(same=False).exists():
        return True
    edited = Caption.objects.filter(edited_text__isnull=False)
    return edited.filter(photo=gone, article__in=edited.filter(photo=kept).values("article")).exists()


def _hand_over(caption: Caption, kept: Photo) -> None:
    """Give a caption to the kept photo; where that photo has one in the article already, make one of the two."""
    other = Caption.objects.filter(article=caption.article_id, photo=kept).first()
    if other is None:
        Caption.objects.filter(pk=caption.pk).update(photo=kept)
        return
    first, later = sorted((caption, other), key=lambda each: (each.position, each.pk))
    text, credit = first_said((each.source_text, each.source_credit) for each in (first, later))
    taken = {name: getattr(first, name) for name in _PLACE} | {"source_text": text, "source_credit": credit}
    if caption.is_edited:
        taken |= {name: getattr(caption, name) for name in _EDITED} | {"version": F("version") + 1}
    shown = Sighting.objects.filter(article=caption.article_id, photo=later.photo_id, outcome=Outcome.SHOWN)
    (shown if first.source_text else shown.exclude(rule__startswith=THE_CAPTION)).update(outcome=Outcome.COLLAPSED, rule=ONE_PHOTO)
    caption.delete()
    Caption.objects.filter(pk=other.pk).update(**taken)
    other.refresh_from_db()
    write_names([other])
    _close_ranks(caption.article_id)


def _close_ranks(article: int) -> None:
    for position, caption in enumerate(Caption.objects.filter(article=article).order_by("position", "pk")):
        if caption.position != position:
            Caption.objects.filter(pk=caption.pk).update(position=position)
