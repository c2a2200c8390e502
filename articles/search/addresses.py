"""What an address of the search page asks for, and the addresses it leads on to. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Self
from urllib.parse import urlencode

KINDS = ("section", "place", "photographer", "agency", "year", "month", "language", "photos")
"""What can be narrowed down by, in the order of the page."""
LONGEST_VALUE = 200
_KEY = re.compile(r"([0-9]{1,6})\.([0-9]{1,19})", re.ASCII)
OPEN, BEST, PHOTOS = "1", "best", "photos"


@dataclass(frozen=True, slots=True)
class Address:
    """What is asked for."""

    typed: str = ""
    chosen: Mapping[str, str] = field(default_factory=dict)
    """Values by kind, at most one of each."""
    is_open: bool = False
    """Whether the last word may be the beginning of one."""
    best_first: bool = False
    seeks_photos: bool = False
    after: tuple[int, int] | None = None
    """The key of the last story, or of the last photo, of the page before."""

    @classmethod
    def read(cls, said: Mapping[str, str]) -> Self:
        """Read a query's parameters; what makes no sense is not asked for."""
        chosen = {kind: value for kind in KINDS if (value := said.get(kind, "").strip()[:LONGEST_VALUE])}
        key = _KEY.fullmatch(said.get("after", ""))
        after = (int(key[1]), min(int(key[2]), 2**63 - 1)) if key else None
        ways = (said.get("open") == OPEN, said.get("sort") == BEST, said.get("in") == PHOTOS)
        return cls(said.get("q", ""), chosen, *ways, after)

    def __str__(self) -> str:
        said = {"q": self.typed.strip(), **self.chosen}
        said |= {"open": OPEN * self.is_open, "sort": BEST * self.best_first, "in": PHOTOS * self.seeks_photos}
        said |= {"after": ".".join(map(str, self.after))} if self.after else {}
        return "?" + urlencode({name: value for name, value in said.items() if value})

    def with_value(self, kind: str, value: str) -> Self:
        """Narrow down; the first page of that."""
        return replace(self, chosen={**self.chosen, kind: value}, after=None)

    def without(self, kind: str) -> Self:
        """Widen again: a month goes with its year."""
        left = {name: value for name, value in self.chosen.items() if name != kind and (kind, name) != ("year", "month")}
        return replace(self, chosen=left, after=None)

    def first(self, **other: bool) -> Self:
        """Give the first page, sorted or shown in another way."""
        return replace(self, after=None, **other)

    def opened(self) -> Self:
        """Take the last word for a beginning, here and wherever this leads."""
        return replace(self, is_open=True)

    def next(self, after: tuple[int, int]) -> Self:
        """Give the page after a story or a photo."""
        return replace(self, after=after)
