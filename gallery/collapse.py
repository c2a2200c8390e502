"""Sightings to photos with one caption each, and the receipt. Pure."""
from collections.abc import Sequence
from dataclasses import dataclass

from gallery.sightings import Outcome, Role, Sighting


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
    """An editor's word about two things, each named by its `identity` (see `identities`)."""

    left: str
    right: str
    same: bool


@dataclass(frozen=True, slots=True)
class Gallery:
    """The photos in source order, lead first, and a receipt line for every sighting, in the sightings' order."""

    photos: tuple[CollapsedPhoto, ...]
    receipt: tuple[Line, ...]


def identities(urls: Sequence[str], words: str) -> tuple[str, ...]:
    """The names under which a photo is known before its pixels are: its renditions' normalised addresses, else its words."""
    raise NotImplementedError


def collapse(sightings: Sequence[Sighting], verdicts: Sequence[Verdict] = ()) -> Gallery:
    """Join sightings to photos by the evidence order of the design."""
    raise NotImplementedError
