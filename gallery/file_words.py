"""The words in a photo's file, where the page says nothing: under the photo as the source's words, and in the receipt as the file's.

Never over an editor's words nor over the page's. What is written here is `source_*` alone, and a line of the receipt for each caption
that has its words from a file.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from gallery import stories
from gallery.files import KEPT_WORDS
from gallery.lending import lend
from gallery.models import Caption, Photo, Sighting
from gallery.names import write_names
from gallery.pixels.picture_metadata import NOTHING, PictureMetadata
from gallery.sightings import Kind, Outcome
from gallery.wording.captions import clean, repeats, same_words
from gallery.wording.credit_lines import plain_credit, split_credit


def says_of(photos: Iterable[Photo]) -> dict[int, PictureMetadata]:
    """Give what the files of photos say; where one says nothing, what the files of those that were joined to it do."""
    rows = {photo.pk: photo for photo in photos}
    said: dict[int, dict[str, str]] = defaultdict(dict)
    joined = Photo.objects.filter(merged_into__in=rows).exclude(file_words={}).order_by("pk")
    for photo in (*rows.values(), *joined):
        of = photo.merged_into_id or photo.pk
        said[of] = {name: words for name, words in photo.file_words.items() if name in KEPT_WORDS or of == photo.pk} | said[of]
    return {pk: PictureMetadata(**said[pk]) for pk in rows}


def tell(photo: Photo, before: PictureMetadata) -> None:
    """Bring the captions of a photo that was given a file to what it says; `before` is what its former file said.

    Every story that shows the photo changes for its readers.
    """
    captions = list(photo.captions.select_related("article"))
    for caption in captions:
        _tell(caption, photo.says, before)
    alt = photo.says.alt
    is_free = photo.alt_is_lent or photo.alt in (None, before.alt or None)
    if alt and is_free and not any(repeats(alt, caption.text) for caption in captions):
        photo.alt, photo.alt_is_lent = alt, False
        photo.save(update_fields=["alt", "alt_is_lent"])
    lend([photo.pk])
    for caption in captions:
        keep_file_lines(caption.article)
    photo.touch()


def _tell(caption: Caption, says: PictureMetadata, before: PictureMetadata) -> None:
    """Give a caption the file's words where nobody said any, or where the former file did."""
    seen = _page_sightings(caption)
    told = {}
    if says.caption and (not caption.source_text or (caption.source_text == before.caption and not _is_said(before.caption, seen))):
        told["source_text"] = says.caption
    if says.credit and (not caption.source_credit or (caption.source_credit == before.credit and not _is_credited(before.credit, seen))):
        told["source_credit"] = says.credit
    if told:
        Caption.objects.filter(pk=caption.pk).update(**told)
        caption.refresh_from_db()
        write_names([caption])


def _is_said(words: str, seen: Iterable[Sighting]) -> bool:
    """Say whether the page itself says these words."""
    return any(same_words(each.text, words) or words in each.text for each in seen)


def _is_credited(credit: str, seen: Iterable[Sighting]) -> bool:
    return any(credit in (plain_credit(each.credit), split_credit(clean(each.text))[1]) for each in seen)


def _page_sightings(caption: Caption) -> list[Sighting]:
    return list(Sighting.objects.filter(article=caption.article_id, photo=caption.photo_id).exclude(kind=Kind.FILE))


def keep_file_lines(article: Any) -> None:
    """Bring an article's receipt to which of its words come from the files of its photos."""
    shown = list(article.captions.in_order().select_related("photo"))
    says = says_of(caption.photo for caption in shown)
    captions = [caption for caption in shown if says[caption.photo_id] != NOTHING]
    kept = list(article.sightings.filter(kind=Kind.FILE).order_by("place"))
    if not (captions or kept):
        return
    seen: dict[int | None, list[Sighting]] = defaultdict(list)
    page = list(article.sightings.exclude(kind=Kind.FILE))
    for each in page:
        seen[each.photo_id].append(each)
    lines = [line for caption in captions if (line := _line(caption, says[caption.photo_id], seen[caption.photo_id]))]
    for place, line in enumerate(lines, start=len(page)):
        line.place = place
    if [_values(line) for line in kept] != [_values(line) for line in lines]:
        article.sightings.filter(kind=Kind.FILE).delete()
        Sighting.objects.bulk_create(lines)
        stories.redraw([article.pk])


def _line(caption: Caption, said: PictureMetadata, seen: Sequence[Sighting]) -> Sighting | None:
    """Give the line that says which words under a photo its file gave; None where the page said them all."""
    photo = caption.photo
    given = {
        "caption": said.caption if caption.source_text == said.caption and not _is_said(said.caption, seen) else "",
        "credit": said.credit if caption.source_credit == said.credit and not _is_credited(said.credit, seen) else "",
        "description": said.alt if photo.alt == said.alt and not _is_said(said.alt, seen) else "",
    }
    names = [name for name, words in given.items() if words]
    if not names:
        return None
    return Sighting(
        article_id=caption.article_id,
        photo=photo,
        kind=str(Kind.FILE),
        role=caption.role,
        text=given["caption"] or given["description"],
        credit=given["credit"],
        outcome=str(Outcome.SHOWN),
        rule=f"{' and '.join(filter(None, [', '.join(names[:-1]), names[-1]]))} from the file",
    )


def _values(line: Sighting) -> tuple[object, ...]:
    return (line.place, line.photo_id, line.role, line.text, line.credit, line.outcome, line.rule)
