"""What says that sightings are one photo, strongest first, and the joining itself. Pure.

1. an editor's verdict; 2. one figure, or the page's own word that one element is the other's clone; 3. the same address once sizes
are off, then a long id that only they share; 4. pixels that differ stand against 3 and 5; 5. the same words, where no picture
contradicts. (That pixels are the same is found in the whole library: `gallery.recognition`.)
"""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Protocol

from gallery.photo_urls import is_placeholder, key, long_ids
from gallery.sightings import Kind, Sighting
from gallery.wording.captions import bare

METADATA = frozenset({Kind.JSON_LD, Kind.OPEN_GRAPH, Kind.JSON})
"""Kinds that name a picture without showing it: one of them with a figure stands at a place of the page all the same."""
WORDS = frozenset({Kind.FIGCAPTION, Kind.CAPTION, Kind.LINE})
"""Kinds that are words a reader of the source sees under a picture."""
EDITOR = "editor: same"
"""The rule by which an editor's verdict joins."""
_PLACEHOLDER_FIGURES = 3


class Pair(Protocol):
    """An editor's word about two identities."""

    left: str
    right: str
    same: bool


def names_only(seen: Sighting) -> bool:
    """Tell whether a sighting names a picture that it does not show."""
    return seen.kind in METADATA and seen.figure is None


def identities(urls: Sequence[str], words: str) -> tuple[str, ...]:
    """The names under which a photo is known before its pixels are: its renditions' normalised addresses, else its words."""
    keys = tuple(dict.fromkeys(filter(None, map(key, urls))))
    if keys or not (said := bare(words)):
        return keys
    return (f"words:{sha256(said.encode(errors='replace')).hexdigest()[:40]}",)


def names_of(seen: Sighting) -> tuple[str, ...]:
    """Everything an editor's verdict, or one on pixels, may call a sighting: its identities and its very addresses."""
    return (*identities(seen.urls, seen.text), *seen.urls)


class Groups:
    """Sightings joined to photos: a union-find that refuses what an editor, or the pixels, say is not the same."""

    def __init__(self, sightings: Sequence[Sighting], vetoes: Collection[tuple[str, str]] = (), named: bool = False) -> None:
        self.sightings = sightings
        self.rules: dict[int, str] = {}
        """By which rule a sighting came to the photo it was joined to."""
        self._parent = list(range(len(sightings)))
        self._vetoes = list(vetoes)
        self._named = bool(vetoes) or named
        self._names = [set(names_of(seen)) for seen in sightings] if self._named else []

    def veto(self, pairs: Iterable[tuple[str, str]]) -> None:
        """From now on keep apart what has these names: identities, or very addresses (`named` must have been said before)."""
        self._vetoes += pairs

    def root(self, place: int) -> int:
        """Find the first sighting of a photo."""
        while self._parent[place] != place:
            self._parent[place] = self._parent[self._parent[place]]
            place = self._parent[place]
        return place

    def join(self, left: int, right: int, rule: str) -> None:
        """Say that two sightings show one photo, by a named rule; nothing happens where an editor said otherwise."""
        first, second = sorted((self.root(left), self.root(right)))
        if first == second or self._vetoed(first, second):
            return
        self._parent[second] = first
        self.rules.setdefault(second, rule)
        if self._named:
            self._names[first] |= self._names[second]

    def _vetoed(self, first: int, second: int) -> bool:
        if not self._vetoes:
            return False
        one, other = self._names[first], self._names[second]
        return any((left in one and right in other) or (left in other and right in one) for left, right in self._vetoes)

    def members(self, places: Iterable[int]) -> dict[int, list[int]]:
        """Give the sightings of each photo, by its first one, in source order."""
        photos: dict[int, list[int]] = defaultdict(list)
        for place in places:
            photos[self.root(place)].append(place)
        return dict(photos)


def join_all(sightings: Sequence[Sighting], alive: Sequence[int], verdicts: Sequence[Pair], apart: Collection[tuple[str, str]]) -> Groups:
    """Join the sightings that may be photos by all the evidence, strongest first; `apart` are addresses whose pixels differ."""
    groups = Groups(sightings, [(pair.left, pair.right) for pair in verdicts if not pair.same], named=bool(apart))
    _join_verdicts(groups, alive, [pair for pair in verdicts if pair.same])
    _join_equal(groups, ((place, sightings[place].figure) for place in alive), "same figure")
    _join_equal(groups, ((place, sightings[place].clone) for place in alive), "clone of the same picture")
    groups.veto(apart)
    _join_addresses(groups, alive)
    _join_ids(groups, alive)
    _join_words(groups, alive)
    return groups


def _join_verdicts(groups: Groups, alive: Sequence[int], pairs: Sequence[Pair]) -> None:
    if not pairs:
        return
    named: dict[str, int] = {}
    for place in alive:
        for name in names_of(groups.sightings[place]):
            named.setdefault(name, place)
    for pair in pairs:
        if pair.left in named and pair.right in named:
            groups.join(named[pair.left], named[pair.right], EDITOR)


def _join_equal(groups: Groups, named: Iterable[tuple[int, Hashable]], rule: str) -> None:
    first: dict[Hashable, int] = {}
    for place, name in named:
        if name not in (None, ""):
            groups.join(first.setdefault(name, place), place, rule)


def _join_addresses(groups: Groups, alive: Sequence[int]) -> None:
    placeholders = _shared_placeholders(groups.sightings, alive)
    exact = (
        (place, url) for place in alive for url in groups.sightings[place].urls if key(url) not in placeholders and not is_placeholder(url)
    )
    _join_equal(groups, exact, "same address")
    keyed = ((place, name) for place in alive for name in _keys(groups.sightings[place]) if name not in placeholders)
    _join_equal(groups, keyed, "same address once sizes are off")


def _keys(seen: Sighting) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, map(key, seen.urls))))


def _shared_placeholders(sightings: Sequence[Sighting], alive: Sequence[int]) -> frozenset[str]:
    """An address that three different pictures share stands for a picture still to come."""
    others: dict[str, set[frozenset[str]]] = defaultdict(set)
    for place in alive:
        keys = frozenset(_keys(sightings[place]))
        for name in keys if len(keys) > 1 else ():
            others[name].add(keys - {name})
    return frozenset(name for name, sets in others.items() if count_disjoint(sets) >= _PLACEHOLDER_FIGURES)


def count_disjoint(sets: Iterable[frozenset[str]]) -> int:
    """Count sets of addresses that share nothing with those counted before; a photo's own renditions overlap."""
    count, seen = 0, set()
    for each in sorted(sets, key=sorted):
        if not each & seen:
            count += 1
        seen |= each
    return count


def _join_ids(groups: Groups, alive: Sequence[int]) -> None:
    """A long id joins two photos that are alone in having it, unless both stand on the page and something tells them apart."""
    holders: dict[str, set[int]] = defaultdict(set)
    ids: dict[int, set[str]] = defaultdict(set)
    for place in alive:
        for name in {name for url in groups.sightings[place].urls for name in long_ids(url)}:
            holders[name].add(groups.root(place))
            ids[groups.root(place)].add(name)
    shown = _shown_words(groups, alive)
    on_page = {groups.root(place) for place in alive if groups.sightings[place].urls and not names_only(groups.sightings[place])}
    for name in sorted(holders):
        roots = {groups.root(place) for place in holders[name]}
        # However often data name a photo besides: what the page shows of it stays alone with its clone.
        alone = sorted(roots & on_page if len(roots & on_page) > 1 else roots)
        if len(alone) != 2:
            continue
        first, second = alone
        # Each with an id that the other has not: the numbers of two photos in one series.
        apart = bool(ids[first] - ids[second]) and bool(ids[second] - ids[first])
        if not ({first, second} <= on_page and (apart or (shown[first] and shown[second] and shown[first] != shown[second]))):
            groups.join(first, second, "same asset id")


def _shown_words(groups: Groups, alive: Sequence[int]) -> dict[int, set[str]]:
    """Give the captions of every photo that stands on the page (an empty set: none), by its first sighting."""
    shown: dict[int, set[str]] = defaultdict(set)
    for place in alive:
        seen = groups.sightings[place]
        if seen.kind in WORDS and (said := bare(seen.text)):
            shown[groups.root(place)].add(said)
    return shown


def _join_words(groups: Groups, alive: Sequence[int]) -> None:
    """Words without a picture belong to the first photo that says the same; two pictures are never joined by words."""
    pictured = {groups.root(place) for place in alive if groups.sightings[place].urls}
    on_page = {groups.root(place) for place in alive if groups.sightings[place].urls and not names_only(groups.sightings[place])}
    first: dict[str, int] = {}
    for place, said in sorted(_said(groups, alive), key=lambda pair: (groups.root(pair[0]) not in on_page, pair[0])):
        root = groups.root(place)
        known = first.setdefault(said, root)
        if known != root and not (root in on_page and known in on_page):
            groups.join(known, root, "same words")
    _join_cut_off(groups, [(place, said) for place, said in _said(groups, alive) if said.endswith("...")], first, pictured)


def _said(groups: Groups, alive: Sequence[int]) -> Iterator[tuple[int, str]]:
    for place in alive:
        seen = groups.sightings[place]
        if seen.text and seen.kind not in (Kind.ALT, Kind.OPEN_GRAPH) and (said := bare(seen.text)):
            yield place, said


def _join_cut_off(groups: Groups, cut: Sequence[tuple[int, str]], whole: dict[str, int], pictured: set[int]) -> None:
    """Words cut off with an ellipsis equal what they begin."""
    for place, said in cut:
        stem = said.removesuffix("...").rstrip()
        if len(stem) < 20:
            continue
        for words, root in whole.items():
            if words != said and words.startswith(stem) and not (groups.root(place) in pictured and groups.root(root) in pictured):
                groups.join(root, place, "same words, cut off")
                break
