"""The last hand on the body: what is said elsewhere on the page, notices and contributor lines leave it. Pure."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from unicodedata import normalize

from articles.reading.body import Block, clean_block, plain_text
from articles.reading.dates import read_moment
from articles.reading.languages import width
from articles.reading.place import opening
from articles.reading.runs import is_linked_sentence
from articles.reading.story import Link
from articles.reading.wording import contributors, find_dateline, is_furniture, notice_links, total_of
from gallery.wording.captions import normalise

_PASSAGES = frozenset({"p", "blockquote", "pre", "table"})
_SUBHEADS = frozenset({"h2", "h3", "hr"})
_LINKED = re.compile(r"<a [^>]*>(.*?)</a>")
_SENTENCE_END = re.compile(r"[.!?…:;\"'”’»«“)。！？।؟]\s*$")
_KEY_POINTS, _POINT = frozenset({"ul", "ol"}), 30
"""Characters of an item that says a key point."""
_OPENING_LINE = 70
"""Characters below which a first line without a full stop is a byline or a label."""
_HEAD, _PART = 8, 20
"""The standfirst's parts are looked for in so many first blocks; a part has at least so many characters."""
_TEASER_SHARE = 0.8
"""A paragraph or list of which links make up more announces other stories."""
_PART_END = re.compile(r"<br>|</(?:strong|em)>")
_TOP = 3
"""Blocks among which the headline may open a line."""
_LONGEST_BYLINE = 120
_MOST_QUOTES = 100
_QUOTES = " \"'.,;…-"
_FIRST, _LOOKED_AT = 8, 60
_PASSAGE = 60
"""Characters of a passage that no story says twice."""


@dataclass(frozen=True, slots=True)
class Edited:
    """The body's blocks with what was read out of them."""

    blocks: tuple[Block, ...]
    links: tuple[Link, ...] = ()
    contributors: tuple[str, ...] = ()
    agency: str | None = None
    dateline: str | None = None


def edit(
    blocks: Sequence[Block],
    said_elsewhere: Iterable[str],
    headline: str | None,
    standfirst: str | None,
    authors: Sequence[str] = (),
    heads_part: Callable[[Block], bool] = lambda block: False,
) -> Edited:
    """Take out the blocks that repeat what stands elsewhere (headline, standfirst, byline, captions, credits) and the furniture.

    `heads_part` tells the headings that stay though nothing stands before them.
    """
    elsewhere = _Elsewhere(words for words in said_elsewhere if words)
    links: list[Link] = []
    helped: tuple[str, ...] = ()
    agency = None
    kept: list[Block] = []
    lead = normalise(standfirst or "")
    for number, block in enumerate(_without_headline(_without_counts(blocks), headline)):
        found = contributors(block.text) if len(block.text) < 600 else None
        if found:
            helped, agency = found
            continue
        links += notice_links(block.text)
        repeated = number < _HEAD and (_is_part_of(block, lead) or _is_byline(block, authors))
        if not repeated and not _is_elsewhere(block, elsewhere, headline) and not is_notice(block):
            kept.append(block)
    kept = _without_ends(_without_pulled(_once(kept)), heads_part)
    dateline = next((place for block in kept[:2] if block.tag == "p" and (place := find_dateline(block.text))), None)
    return Edited(tuple(kept), tuple(links), helped, agency, dateline)


def _without_counts(blocks: Sequence[Block]) -> list[Block]:
    """Leave what a viewer counts, `8/17`, `9/17`; a number out of another that stands alone may be a verdict."""
    totals = Counter(total_of(block.text) for block in blocks)
    return [block for block in blocks if not (total := total_of(block.text)) or totals[total] == 1]


def _without_headline(blocks: Sequence[Block], headline: str | None) -> Iterator[Block]:
    """Take the headline off the line it opens, as pages without headings set it: in letters of its own, or before a break."""
    told = normalise(headline or "")
    for number, block in enumerate(blocks):
        said, *rest = _PART_END.split(block.html.removesuffix("</p>"), maxsplit=1) if told and number < _TOP and block.tag == "p" else [""]
        yield replace(clean_block("p", rest[0]), order=block.order) if rest and normalise(plain_text(said)) == told else block


def _once(blocks: list[Block]) -> list[Block]:
    """A page may set a passage twice, for narrow and wide screens; the first one stays."""
    first: dict[str, int] = {}
    for number, block in enumerate(blocks):
        first.setdefault(block.text, number)
    return [block for number, block in enumerate(blocks) if len(block.text) < _PASSAGE or first[block.text] == number]


def _without_pulled(blocks: list[Block]) -> list[Block]:
    """Leave the quotations that only repeat words of a paragraph, set large to break the text up."""
    quotes = [block for block in blocks if block.tag == "blockquote"][:_MOST_QUOTES]
    text = "\n".join(normalise(block.text) for block in blocks if block.tag != "blockquote") if quotes else ""
    words = ((quote, normalise(quote.text).strip(_QUOTES)) for quote in quotes)
    pulled = [quote for quote, said in words if len(said) >= _PART and said in text]
    return [block for block in blocks if block not in pulled]


def _is_part_of(block: Block, standfirst: str) -> bool:
    said = normalise(block.text)
    return len(said) >= _PART and said in standfirst


def _is_elsewhere(block: Block, elsewhere: "_Elsewhere", headline: str | None) -> bool:
    if elsewhere.say(block.text):
        return True
    told = normalise(headline or "")
    return bool(told) and block.tag in _SUBHEADS and normalise(block.text).endswith(told)


def _is_byline(block: Block, authors: Sequence[str]) -> bool:
    """Tell a short line that says who wrote the story, or when it appeared, and no sentence."""
    if block.tag != "p" or len(block.text) > _LONGEST_BYLINE:
        return False
    signed = any(author in block.text for author in authors)
    if len(block.text) > _OPENING_LINE or _SENTENCE_END.search(block.text):
        return signed and read_moment(block.text) is not None
    return signed or read_moment(block.text) is not None


class _Elsewhere:
    """What the page says outside of its text, compared as captions are; the first letters rule out nearly every block cheaply."""

    def __init__(self, words: Iterable[str]) -> None:
        self._said = {normalise(one) for one in words} - {""}
        self._begin = {opening(one)[:_FIRST] for one in self._said}

    def say(self, text: str) -> bool:
        beginning = opening(normalize("NFKC", text[:_LOOKED_AT]))[:_FIRST]
        return beginning in self._begin and normalise(text) in self._said


def is_notice(block: Block) -> bool:
    """Tell whether a block is no part of the story: a list of links, furniture by its words."""
    if is_furniture(block.text):
        return True
    linked = sum(len(plain_text(inner)) for inner in _LINKED.findall(block.html))
    if linked <= max(25, _TEASER_SHARE * len(block.text)) or block.tag not in {"p", "ul", "ol", "h2", "h3"}:
        return False
    return block.tag != "p" or not is_linked_sentence(block.text, width(block.text))


def _without_ends(kept: list[Block], heads_part: Callable[[Block], bool]) -> list[Block]:
    """Take bylines and labels off the beginning, subheads over nothing off the end."""
    while kept and kept[-1].tag in _SUBHEADS:
        kept.pop()
    start = next((number for number, block in enumerate(kept) if _reads_as_text(block)), 0)
    while start > 0 and heads_part(kept[start - 1]):
        start -= 1
    return kept[start:]


def _reads_as_text(block: Block) -> bool:
    long = len(block.text) >= _OPENING_LINE
    if block.tag in _KEY_POINTS:
        return _says_points(block)
    return (block.tag in _PASSAGES and long) or (block.tag == "p" and bool(_SENTENCE_END.search(block.text)))


def _says_points(block: Block) -> bool:
    """Tell a list of key points from one of links or labels: each item is a sentence."""
    items = [plain_text(item) for item in block.html.split("<li>")[1:]]
    return len(items) > 1 and all(len(item) >= _POINT and _SENTENCE_END.search(item) for item in items)
