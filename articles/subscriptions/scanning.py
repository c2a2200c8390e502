"""A feed's text gone over before anything parses it: what makes parsers slow is taken out, what breaks them is mended. Pure.

One pass over its tags, whatever it is made of. What comes out is closed and bounded in items, elements, depth, attributes, namespaces and
names, of several of which feed parsers take the square: 500 kB of either keep feedparser busy for a minute.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape

LOOKED_AT = 65_536
"""Characters in which a document's first element is looked for."""
FEEDS = frozenset({"rss", "feed", "rdf"})
SITE_MAPS = frozenset({"urlset", "sitemapindex"})
PAGES = frozenset({"html", "head", "body"})
MAX_NESTING = 200
"""Elements in one another; feeds need about ten."""
MAX_ATTRIBUTES = 100
MAX_NAMESPACES = 100
"""Different ones, declared in one document."""
LONGEST_TAG = 20_000
LONGEST_PERSON = 500
LONGEST_BASE, DEEPEST_BASE = 300, 5
"""Characters of an `xml:base`, and the depth down to which one counts: they add up."""
_PEOPLE = frozenset({"author", "creator", "managingeditor", "webmaster", "publisher", "contributor", "owner", "maker", "name", "email"})
_UNREAD = frozenset({"category", "subject", "keywords"})
_VOID = frozenset({"br", "hr", "img", "wbr", "input", "embed", "col", "area", "param", "track"})
"""HTML's elements without an end, where its tags stand in a feed as they are."""
_MISMATCHED = 20
"""Open elements among which the one that an end tag means is looked for."""

_ROOT = re.compile(r"<!--.*?(?:-->|\Z)|<(?:[\w.-]{1,40}:)?(rss|feed|rdf|urlset|sitemapindex|html|head|body)\b", re.I | re.S)
_TOKEN = re.compile(
    r"""(?P<aside><!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z))|<!\[CDATA\[(?P<cdata>.*?)(?:\]\]>|\Z)|(?P<declared><![^<>]*>?)|"""
    r"""<(?P<end>/?)(?P<name>[A-Za-z_][\w.:-]*+)(?P<said>(?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)>|(?P<stray><)""",
    re.S,
)
_ATTRIBUTE = re.compile(r"""(?<![\w.:-])([\w.:-]{1,200})\s*=\s*("[^"]*"|'[^']*')""")
_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)(?:#(\d{1,7}|[xX][\da-fA-F]{1,6});|(\w{2,31});)?")


class Beyond(Exception):
    """The elements are nested beyond all measure."""


@dataclass(frozen=True, slots=True)
class Scanned:
    """A document fit to be parsed: from its root on, its first items whole, every element closed."""

    xml: str
    taken: int
    """Its items."""
    items: int
    """Those that there were."""
    is_whole: bool
    """Whether its root was closed."""
    is_crowded: bool = False
    """Whether it is made of more elements than are taken."""


def root_of(text: str) -> tuple[str, int]:
    """Give the name of a feed's, site map's or page's first element and where it begins; `("", 0)` where there is none.

    What stands before it, a declaration or a program's complaint, is passed over.
    """
    found = next((one for one in _ROOT.finditer(text, 0, LOOKED_AT) if one[1]), None)
    return (found[1].lower(), found.start()) if found else ("", 0)


def scan(text: str, called: frozenset[str], most_items: int, most_elements: int) -> Scanned:
    """Go over a document from its root on; its items are the elements that are `called` so. Raises Beyond.

    Comments, declarations and what nobody reads (categories) are left out, ends that are missing are put in, stray signs escaped.
    """
    taken = _Taken(called, most_items, most_elements)
    at = 0
    for token in _TOKEN.finditer(text):
        taken.text(text[at : token.start()], mended)
        at = token.end()
        if token.lastgroup == "said":
            taken.tag(token)
        elif token.lastgroup == "cdata":
            taken.text(token["cdata"], "<![CDATA[{}]]>".format)
        elif token.lastgroup == "stray":
            taken.stray()
        if taken.is_closed or taken.elements > most_elements:
            break
    return taken.scanned()


def mended(text: str) -> str:
    """Escape the ampersands that begin no entity of XML, and write HTML's entities as what they stand for."""
    return _AMPERSAND.sub(_meant, text) if "&" in text else text


def _meant(found: re.Match[str]) -> str:
    said = unescape(found[0])
    if found[1]:
        return "" if said == "\ufffd" or (said < " " and said not in "\t\n\r") else _escaped(said)
    return _escaped(said) if found[2] and said != found[0] else found[0].replace("&", "&amp;")


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@dataclass(slots=True)
class _Taken:
    """What was taken of a document so far."""

    called: frozenset[str]
    most_items: int
    most_elements: int
    pieces: list[str] = field(default_factory=list)
    open: list[tuple[str, str]] = field(default_factory=list)
    """The open elements: by local name in small letters, and as written."""
    mark: int = 0
    marked: tuple[tuple[str, str], ...] = ()
    """Up to where items are whole, and what is open there."""
    taken: int = 0
    items: int = 0
    elements: int = 0
    unread: str = ""
    """The element that is passed over just now."""
    person: str = ""
    """The element that names somebody just now."""
    room: int = 0
    """Characters that the name may still have."""
    namespaces: set[str] = field(default_factory=set)
    is_full: bool = False
    is_closed: bool = False

    def text(self, words: str, write: Callable[[str], str]) -> None:
        """Take text between tags."""
        if not words or self.unread or self.is_full or not self.open:
            return
        if self.person:
            words = words[: self.room]
            self.room -= len(words)
        self.pieces.append(write(words))

    def stray(self) -> None:
        """Take a sign that begins no tag; it costs what a tag costs."""
        self.elements += 1
        self.is_full = self.is_full or self.elements > self.most_elements
        self.text("<", _escaped)

    def tag(self, found: re.Match[str]) -> None:
        """Take a tag; raises Beyond."""
        local = found["name"].rpartition(":")[2].lower()
        is_item = local in self.called
        if self.is_full:
            self.is_closed = bool(found["end"]) and local == self.open[0][0]
            self.items += is_item and bool(found["end"] or found["said"].endswith("/"))
            return
        if self.unread:
            is_over = (found["end"] and local in {self.unread, self.open[0][0]}) or is_item
            self.unread = "" if is_over else self.unread
            if not is_over or not (is_item or local == self.open[0][0]):
                return
        if found["end"]:
            self._end(local)
        else:
            self._begin(local, is_item, found["name"], found["said"])

    def _begin(self, local: str, is_item: bool, name: str, said: str) -> None:
        is_empty = said.endswith("/") or (local in _VOID and len(self.open) > 1)
        if local in _UNREAD and self.open:
            self.unread = "" if is_empty else local
            return
        if is_item:
            self._end_item()
            self._set_mark()
        self.elements += 1
        if self.elements > self.most_elements or (is_item and self.taken >= self.most_items):
            self.is_full = True
            self.items += is_item and is_empty
            return
        self.pieces.append(f"<{name}{self._attributes(said.removesuffix('/'))}{'/' if is_empty else ''}>")
        if not is_empty:
            self.open.append((local, name))
            if len(self.open) > MAX_NESTING:
                raise Beyond
            if local in _PEOPLE and not self.person:
                self.person, self.room = local, LONGEST_PERSON
        elif is_item:
            self._count_item()

    def _end(self, local: str) -> None:
        if not any(local == one for one, _ in self.open[-_MISMATCHED:]) and (not self.open or local != self.open[0][0]):
            return
        while self.open:
            last, name = self.open.pop()
            self.pieces.append(f"</{name}>")
            if last == self.person:
                self.person = ""
            if last in self.called:
                self._count_item()
            if last == local:
                break
        self.is_closed = not self.open

    def _end_item(self) -> None:
        """End the item that is open where another one begins."""
        inside = next((local for local, _ in self.open[:_MISMATCHED] if local in self.called), "")
        if inside:
            self._end(inside)

    def _count_item(self) -> None:
        self.items += 1
        self.taken += 1
        self.person = ""
        self._set_mark()

    def _set_mark(self) -> None:
        self.mark, self.marked = len(self.pieces), tuple(self.open)

    def _attributes(self, said: str) -> str:
        if "=" not in said or len(said) > LONGEST_TAG:
            return ""
        found = _ATTRIBUTE.findall(said)[: MAX_ATTRIBUTES + 1]
        if len(found) > MAX_ATTRIBUTES:
            return ""
        return "".join(f" {name}={mended(value)}" for name, value in dict(found).items() if self._may_stand(name, value))

    def _may_stand(self, name: str, value: str) -> bool:
        if name.startswith("xmlns"):
            if len(self.namespaces) < MAX_NAMESPACES:
                self.namespaces.add(f"{name}={value}")
            return f"{name}={value}" in self.namespaces
        return name not in {"xml:base", "base"} or (len(value) <= LONGEST_BASE and len(self.open) <= DEEPEST_BASE)

    def scanned(self) -> Scanned:
        """Give what was taken: all of a document that is whole, else its whole items."""
        if not self.marked or (self.is_closed and not self.is_full):
            self._set_mark()
        ends = [f"</{name}>" for _, name in reversed(self.marked)]
        return Scanned(
            "".join([*self.pieces[: self.mark], *ends]), self.taken, self.items, self.is_closed, self.elements > self.most_elements
        )
