"""Which of a source's words are shown under a photo. Pure.

What the page itself shows as one photo has the words that readers of the source see, else those of its data; then the longer ones.
Where several of the page's photos are one, because an editor or the pixels say so, the first one's stand, in the page's order
(`first_said`): what made them one changes nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from gallery.evidence import METADATA, WORDS
from gallery.sightings import Kind, Sighting
from gallery.wording.captions import clean, first_said
from gallery.wording.credit_lines import both_credits, plain_credit, split_beside, split_credit


@dataclass(frozen=True, slots=True)
class Wording:
    """The words chosen for a photo, and the sighting they stand in."""

    place: int | None = None
    caption: str = ""
    credit: str = ""
    said: tuple[str, ...] = ()
    """The captions it was chosen from: one for each of the page's photos that are this one."""


def wording_of(sightings: Sequence[Sighting], parts: Sequence[Sequence[int]]) -> Wording:
    """Choose the one wording of a photo; `parts` are the photos that the page shows for it, in order, each as places of sightings."""
    said = [_wording(sightings, part) for part in parts]
    caption, credit = first_said((each.caption, each.credit) for each in said)
    places = [each.place for each in said if each.caption] or [each.place for each in said if each.place is not None]
    return Wording(next(iter(places), None), caption, credit, tuple(each.caption for each in said))


def _wording(sightings: Sequence[Sighting], places: Sequence[int]) -> Wording:
    """Choose the one wording: what readers of the source see under the picture, else what its data say; then the longer one.

    `alt` never becomes the caption: it is a description, and two of three photos without a caption have one.
    """
    described = [clean(sightings[place].text) for place in places if sightings[place].kind is Kind.ALT]
    readings = [_read(place, sightings[place], described) for place in places if sightings[place].kind not in (Kind.ALT, Kind.OPEN_GRAPH)]
    order = {place: number for number, place in enumerate(places)}
    ranked = sorted(
        (each for each in readings if each.caption), key=lambda each: (_rank(sightings[each.place]), -len(each.caption), order[each.place])
    )
    chosen = ranked[0] if ranked else Wording()
    credited = sorted(
        (each for each in readings if each.credit),
        key=lambda each: (_rank(sightings[each.place]), each.place != chosen.place, order[each.place]),
    )
    if not credited:
        return replace(chosen, credit=next(filter(None, (split_credit(said)[1] for said in described)), ""))
    place = credited[0].place if chosen.place is None and sightings[credited[0].place].text else chosen.place
    return Wording(place, chosen.caption, credited[0].credit)


def _read(place: int, seen: Sighting, described: Iterable[str]) -> Wording:
    text = clean(seen.text)
    caption, credit = split_beside(text, described) or split_credit(text)
    return Wording(place, caption, both_credits(credit, plain_credit(clean(seen.credit))))


def _rank(seen: Sighting) -> int:
    if seen.kind in WORDS:
        return 0
    return 2 if seen.kind in METADATA else 1
