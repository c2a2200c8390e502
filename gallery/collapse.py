"""Sightings to photos with one caption each, and the receipt. Pure.

What joins sightings is in `evidence`; here the joined ones become photos: their order, their role, the one wording, the receipt.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from gallery.evidence import EDITOR, identities, join_all, names_only
from gallery.photo_urls import best_first
from gallery.shown_words import Wording, wording_of
from gallery.sightings import Kind, Outcome, Role, Sighting
from gallery.wording.captions import clean, repeats, same_words
from gallery.wording.credit_lines import split_credit
from gallery.wording.wire import is_filed, is_given

__all__ = ["CollapsedPhoto", "Gallery", "Line", "Verdict", "collapse", "identities"]


@dataclass(frozen=True, slots=True)
class CollapsedPhoto:
    """One photo as an article shows it: its renditions' addresses (best first) and the one caption under it."""

    role: Role
    urls: tuple[str, ...]
    caption: str
    """Without the credit line; may be empty."""
    credit: str
    """As printed, without brackets; may be empty."""
    alt: str
    """A description that does not repeat the caption; may be empty."""
    filed: bool
    """The source marks it as a picture from the archive."""
    given: bool
    """The source marks it as handed out by whom it credits."""
    block: int | None
    sightings: tuple[int, ...]
    """Indices into the sightings, in source order."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the receipt: what became of a sighting, and by which named rule."""

    outcome: Outcome
    photo: int | None
    rule: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """An editor's word about two things, each named by one of its `identities`."""

    left: str
    right: str
    same: bool


@dataclass(frozen=True, slots=True)
class Gallery:
    """The photos in source order, lead first, and a receipt line for every sighting, in the sightings' order."""

    photos: tuple[CollapsedPhoto, ...]
    receipt: tuple[Line, ...]


def collapse(sightings: Sequence[Sighting], verdicts: Sequence[Verdict] = (), apart: Collection[tuple[str, str]] = ()) -> Gallery:
    """Join sightings to photos by the evidence order of the design, and account for every one of them.

    `apart` are pairs of addresses behind which the pixels are two photographs'.
    """
    lines = [Line(Outcome.DROPPED, None, seen.dropped) if seen.dropped else None for seen in sightings]
    alive = [place for place, line in enumerate(lines) if line is None]
    groups = join_all(sightings, alive, verdicts, apart)
    members = list(groups.members(alive).values())
    kept = []
    for places in members:
        reason = _no_photo(sightings, places, members)
        if reason:
            for place in places:
                lines[place] = Line(Outcome.DROPPED, None, reason)
        else:
            kept.append(places)
    photos = []
    lead = _lead(sightings, kept)
    vetoes = [each for each in verdicts if not each.same]
    by_itself = join_all(sightings, alive, vetoes, apart) if EDITOR in groups.rules.values() else groups
    for number, places in enumerate(sorted(kept, key=lambda places: (places is not lead, _position(sightings, places)))):
        parts = sorted(by_itself.members(places).values(), key=lambda part: _order(sightings, part, places is lead))
        wording = wording_of(sightings, parts)
        photos.append(_photo(sightings, places, wording, places is lead, _alt(sightings, parts, wording)))
        for place, line in _receipt(sightings, places, wording, number, groups.rules):
            lines[place] = line
    return Gallery(tuple(_reclaim(sightings, photos, lines)), tuple(lines))


def _reclaim(sightings: Sequence[Sighting], photos: Sequence[CollapsedPhoto], lines: list[Line]) -> list[CollapsedPhoto]:
    """What was left out for its place on the page, but shows or says what a photo of the story does, is that photo seen again.

    A lightbox after the article's end, a thumbnail in a header: they say nothing about order, role or wording.
    """
    owners = {name: number for number, photo in reversed(list(enumerate(photos))) for name in identities(photo.urls, "")}
    found: dict[int, list[int]] = defaultdict(list)
    figures: dict[int, int] = {}
    for place, seen in enumerate(sightings):
        number = next((owners[name] for name in identities(seen.urls, "") if name in owners), None) if seen.dropped else None
        if number is not None:
            lines[place] = Line(Outcome.COLLAPSED, number, "the same picture elsewhere on the page")
            found[number].append(place)
            figures.setdefault(seen.figure or 0, number)
    for place, seen in enumerate(sightings):
        number = figures.get(seen.figure or 0) if seen.dropped and seen.figure and not seen.urls else None
        if number is not None and same_words(seen.text, photos[number].caption):
            lines[place] = Line(Outcome.COLLAPSED, number, "says the caption again")
            found[number].append(place)
    return [_with_more(photo, sightings, found[number]) for number, photo in enumerate(photos)]


def _with_more(photo: CollapsedPhoto, sightings: Sequence[Sighting], places: Sequence[int]) -> CollapsedPhoto:
    if not places:
        return photo
    urls = best_first((*photo.urls, *(url for place in places for url in sightings[place].urls)))
    return replace(photo, urls=urls, sightings=tuple(sorted({*photo.sightings, *places})))


def _no_photo(sightings: Sequence[Sighting], places: Sequence[int], members: Sequence[Sequence[int]]) -> str:
    """Say why joined sightings are no photo of the story; empty when they are one."""
    seen = [sightings[place] for place in places]
    if any((each.kind is Kind.LINE and clean(each.text)) or (each.urls and not names_only(each)) for each in seen):
        return ""
    if not any(each.urls for each in seen):
        return "picture without an address" if any(each.kind is Kind.IMG for each in seen) else "words without a picture"
    # A page that shows no picture of its own still has the one its metadata names, what a share of it shows, and those it captions.
    shows_none = not any(seen.urls and not names_only(seen) for each in members for seen in map(sightings.__getitem__, each))
    named_first = next(each for each in members if any(sightings[place].urls for place in each))
    is_own = places is named_first or any(each.kind is Kind.JSON_LD and clean(each.text) for each in seen)
    return "" if shows_none and is_own else "metadata names a picture the page does not show"


def _position(sightings: Sequence[Sighting], places: Sequence[int]) -> int:
    return next((place for place in places if not names_only(sightings[place])), places[0])


def _order(sightings: Sequence[Sighting], part: Sequence[int], leads: bool) -> tuple[bool, int]:
    """Put what an editor made one photo in the order in which the page shows it, its lead first."""
    return not (leads and any(sightings[place].role is Role.LEAD for place in part)), _position(sightings, part)


def _lead(sightings: Sequence[Sighting], photos: Sequence[Sequence[int]]) -> Sequence[int] | None:
    """The first photo that the page calls its lead; one that only metadata names leads where it stands alone."""
    leads = [places for places in photos if any(sightings[place].role is Role.LEAD for place in places)]
    return min(leads, key=lambda places: _position(sightings, places), default=None)


def _photo(sightings: Sequence[Sighting], places: Sequence[int], wording: Wording, leads: bool, alt: str) -> CollapsedPhoto:
    seen = [sightings[place] for place in places]
    on_page = [each for each in seen if not names_only(each)] or seen
    role = Role.LEAD if leads else next((each.role for each in on_page if each.role is not Role.LEAD), Role.INLINE)
    return CollapsedPhoto(
        role=role,
        urls=_addresses(on_page, seen),
        caption=wording.caption,
        credit=wording.credit,
        alt=alt,
        filed=any(is_filed(f"{said.text} {said.credit}") for said in seen if said.kind is not Kind.ALT),
        given=bool(wording.credit) and any(is_given(_beside(said)) for said in seen if said.kind is not Kind.ALT),
        block=next((each.block for each in on_page if each.block is not None), None),
        sightings=tuple(places),
    )


def _beside(seen: Sighting) -> str:
    """Give what is printed beside a caption's words: its credit line with the label that says how the picture came."""
    text = clean(seen.text)
    return f"{text.removeprefix(split_credit(text)[0])} {seen.credit}"


def _addresses(on_page: Iterable[Sighting], seen: Iterable[Sighting]) -> tuple[str, ...]:
    """Give every address once, the best first; the source's own order decides between those that declare no size."""
    return best_first(url for each in (*on_page, *seen) for url in each.urls)


def _alt(sightings: Sequence[Sighting], parts: Sequence[Sequence[int]], wording: Wording) -> str:
    """Choose the first description that repeats neither the caption shown nor the one said beside it, which may have given way."""
    for part, said in zip(parts, wording.said, strict=True):
        for alt in (clean(sightings[place].text) for place in part if sightings[place].kind is Kind.ALT):
            if alt and not repeats(alt, wording.caption) and not repeats(alt, said):
                return alt
    return ""


def _receipt(
    sightings: Sequence[Sighting], places: Sequence[int], wording: Wording, number: int, rules: dict[int, str]
) -> Iterable[tuple[int, Line]]:
    """Give a line for each sighting of a photo: the best picture and the best wording are shown, the others say why they are one."""
    picture = _shown_picture(sightings, places)
    for place in places:
        if place in (picture, wording.place):
            sign = f": {sightings[place].sign}" if sightings[place].sign else ""
            yield place, Line(Outcome.SHOWN, number, "the picture" if place == picture else f"the caption{sign}")
        else:
            yield place, Line(Outcome.COLLAPSED, number, _why(sightings[place], wording.caption, rules.get(place)))


def _shown_picture(sightings: Sequence[Sighting], places: Sequence[int]) -> int | None:
    pictured = [place for place in places if sightings[place].urls]
    return min(pictured, key=lambda place: (names_only(sightings[place]), place), default=None)


def _why(seen: Sighting, caption: str, rule: str | None) -> str:
    if not seen.urls and caption and same_words(seen.text, caption):
        return "says the caption again"
    if seen.kind is Kind.ALT:
        return "describes the picture"
    return rule or ("metadata names it" if names_only(seen) else "other words for the same picture")
