"""The captions of a story as its rows: one for each photo it shows, in order, with the source's words; an editor's are never touched."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from gallery.arranging import arranged, as_shown
from gallery.collapse import CollapsedPhoto
from gallery.file_words import says_of
from gallery.finding import Found
from gallery.models import Caption, Photo, Rendition
from gallery.pixels.picture_metadata import PictureMetadata
from gallery.sightings import Role
from gallery.wording.captions import first_said


def keep_captions(article: Any, photos: Sequence[CollapsedPhoto], found: Sequence[Found]) -> bool:
    """Bring a story's captions to what was collapsed; say whether a reader sees a change.

    A caption that an editor wrote outlives its photo's absence from the source. One that somebody once wrote, and that is not shown
    now, is kept aside: it comes back, with its history, when its photo does.
    """
    shown: dict[int, list[tuple[CollapsedPhoto, Found]]] = {}
    for photo, one in zip(photos, found, strict=True):
        shown.setdefault(one.row.pk, []).append((photo, one))
    groups = _by_photo(Caption.everything.filter(article=article).select_related("born__merged_into").order_by("position", "pk"))
    standing, aside = _chosen(groups, shown)
    changed = _put_aside(aside)
    _let_go(standing)
    # Those the source left out follow in the order in which they first came, wherever they stood meanwhile.
    left_out = sorted((caption.pk, pk) for pk, caption in standing.items() if pk not in shown)
    alone = {pk: standing[pk] for _, pk in left_out}
    in_files = says_of([*(one.row for some in shown.values() for _, one in some), *(each.born.survivor for each in alone.values())])
    places = _places(article, [*shown, *alone], {one.born for some in shown.values() for _, one in some})
    for pk, some in shown.items():
        caption = standing.pop(pk, None) or Caption(article=article, photo_id=pk, born_id=some[0][1].born)
        said = _said(places[pk], _as_one([photo for photo, _ in some]), in_files[pk])
        changed |= _update(caption, _led(article, said) | {"photo_id": pk, "stands": True})
    for pk, caption in alone.items():
        said = _last_said(places[pk], caption, in_files[pk])
        changed |= _update(caption, _led(article, said) | {"photo_id": pk, "stands": True})
    return changed


def births_in(article: Any) -> dict[int, list[int]]:
    """Give, by the photo that a story shows, which photos its pictures and words are by themselves, as the receipt has them."""
    urls = [url for urls in article.sightings.order_by("place").values_list("urls", flat=True) for url in urls]
    offered = {url: (head, born) for url, head, born in Rendition.objects.filter(url__in=urls).values_list("url", "photo", "born")}
    worded = Photo.objects.filter(article=article).order_by("pk").values_list("merged_into", "pk")
    born = Caption.everything.filter(article=article).order_by("pk").values_list("born__merged_into", "born")
    found: dict[int, list[int]] = {}
    for head, birth in [*(offered[url] for url in urls if url in offered), *worded, *born]:
        births = found.setdefault(head or birth, [])
        births += [birth] if birth not in births else []
    return found


def _places(article: Any, photos: Sequence[int], births: set[int]) -> dict[int, int]:
    """Give each photo its place, 0 for the first: the source's, which `photos` are in, or an editor's over it."""
    wanted = article.photo_order or []
    parted = _parted(births.difference(wanted), wanted) if wanted else {}
    joined = Photo.objects.filter(pk__in=[*wanted, *parted], merged_into__isnull=False) if wanted else Photo.objects.none()
    return {pk: place for place, pk in enumerate(arranged(photos, as_shown(wanted, dict(joined.values_list("pk", "merged_into")), parted)))}


def _parted(births: Iterable[int], wanted: Sequence[int]) -> dict[int, int]:
    """Find of photos, that an editor's order doesn't know, those that were parted from one that it does, however often since."""
    found, above = {}, {pk: pk for pk in sorted(births)}
    while above:
        origins = dict(Photo.objects.filter(pk__in=above.values(), parted_from__isnull=False).values_list("pk", "parted_from"))
        above = {pk: origins[at] for pk, at in above.items() if at in origins}
        found |= {pk: at for pk, at in above.items() if at in wanted}
        above = {pk: at for pk, at in above.items() if pk not in found}
    return found


def _led(article: Any, said: dict[str, object]) -> dict[str, object]:
    """Let the first photo in an editor's order lead, and no other; those in the text stay where the text has them."""
    if not article.photo_order:
        return said
    if said["position"] == 0:
        return said | {"role": str(Role.LEAD), "block": None}
    return said | {"role": str(Role.GALLERY)} if said["role"] == Role.LEAD else said


def _by_photo(captions: Iterable[Caption]) -> dict[int, list[Caption]]:
    """Sort captions under the photos that are shown for those they were made for."""
    groups: dict[int, list[Caption]] = {}
    for caption in captions:
        groups.setdefault(caption.born.survivor.pk, []).append(caption)
    return groups


def _chosen(
    groups: Mapping[int, list[Caption]], shown: Mapping[int, list[tuple[CollapsedPhoto, Found]]]
) -> tuple[dict[int, Caption], list[Caption]]:
    """Choose of each photo's captions the one that stands, and give the others: an edited one first, then the shown photo's own."""
    standing, aside = {}, []
    for pk, captions in groups.items():
        births = [one.born for _, one in shown.get(pk, [])]
        first = min(captions, key=lambda each: (not each.is_edited, not each.stands, each.born_id not in births[:1], each.born_id != pk))
        if pk in shown or first.is_edited:
            standing[pk] = first
        aside += [caption for caption in captions if standing.get(pk) is not caption]
    return standing, aside


def _put_aside(captions: Sequence[Caption]) -> bool:
    """Take captions out of the story: those nobody ever wrote for good."""
    changed = any(caption.stands for caption in captions)
    Caption.everything.filter(pk__in=[caption.pk for caption in captions if caption.version == 1]).delete()
    Caption.everything.filter(pk__in=[caption.pk for caption in captions], stands=True).update(stands=False)
    return changed


def _let_go(standing: Mapping[int, Caption]) -> None:
    """Take those that come to stand under another photo out first: two may change places."""
    moving = [caption for pk, caption in standing.items() if caption.photo_id != pk]
    Caption.everything.filter(pk__in=[caption.pk for caption in moving]).update(stands=False)
    for caption in moving:
        caption.stands = False


def _as_one(photos: Sequence[CollapsedPhoto]) -> CollapsedPhoto:
    """What a page shows as several photos may be one in the library: at the first one's place, with the first words said under any."""
    caption, credit = first_said((photo.caption, photo.credit) for photo in photos)
    return replace(photos[0], caption=caption, credit=credit)


def _said(position: int, photo: CollapsedPhoto, in_file: PictureMetadata) -> dict[str, object]:
    """Give what the page says of a caption; where it says nothing, what the photo's file does."""
    return {
        "position": position,
        "role": str(photo.role),
        "block": photo.block,
        "source_text": photo.caption or in_file.caption,
        "source_credit": (photo.credit or in_file.credit)[:500],
    }


def _last_said(position: int, caption: Caption, in_file: PictureMetadata) -> dict[str, object]:
    """Give what is said of a caption that stands for its editor's words alone: by the source, what they were written over."""
    return {
        "position": position,
        "role": caption.role,
        "block": None,
        "source_text": caption.basis_text or in_file.caption,
        "source_credit": (caption.basis_credit or in_file.credit)[:500],
    }


def _update(caption: Caption, said: Mapping[str, object]) -> bool:
    """Write what differs and nothing else, so that an editor's words saved meanwhile are never written back over."""
    differing = [name for name, value in said.items() if getattr(caption, name) != value]
    for name in differing:
        setattr(caption, name, said[name])
    if caption._state.adding:
        caption.save(force_insert=True)
    elif differing:
        Caption.everything.filter(pk=caption.pk).update(**{name: said[name] for name in differing})
    else:
        return False
    return True
