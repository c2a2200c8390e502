"""The story's lines as clean blocks: paragraphs, subheads, lists, quotations, tables. Pure."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby

import nh3
from lxml.html import HtmlElement

from articles.reading.dom import Outline, folded
from articles.reading.furniture import is_unseen
from articles.reading.links import link_address
from articles.reading.runs import HEADINGS, ITEMS, Run

TAGS = frozenset("p h2 h3 ul ol li blockquote table thead tbody tr th td pre code br hr a em strong sub sup".split())  # noqa: SIM905
_INLINE = {
    "a": "a", "b": "strong", "strong": "strong", "i": "em", "em": "em", "cite": "em", "dfn": "em", "sub": "sub", "sup": "sup",
    "code": "code", "kbd": "code", "tt": "code", "samp": "code", "br": "br",
}  # fmt: skip
_LISTS = frozenset({"ul", "ol", "dl"})
_UNITS = frozenset({"ul", "ol", "dl", "table", "blockquote", "pre"})
_LINE_LIMIT = 400
"""Prose (see `Run.weight`) in one item or cell of a list or table that only lays the page out."""
_CLEANER = nh3.Cleaner(tags=set(TAGS), attributes={"a": {"href"}}, link_rel=None, url_schemes={"http", "https", "mailto"})
_TAG = re.compile(r"<[^<>]*>")
_RAISED = re.compile(r"(<sup>(?:<a [^<>]*>)?)([\d+−-]{1,4})(?=<)")
_HIGH = str.maketrans("0123456789+−-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_INDENT = ("  ", "\u3000")
_BREAKS_AROUND = re.compile(r"^(?:<br>\s*)+|(?:\s*<br>)+$")
_EMPTY_LINE = re.compile(r"(?:<br>\s*){2,}")


@dataclass(frozen=True, slots=True)
class Block:
    """One top-level block of the body: its clean HTML on one line, its plain text, its tag."""

    html: str
    text: str
    tag: str
    order: int = 0
    """The element of the page it begins in, by its place in document order."""


class Setter:
    """Sets a page's lines as blocks, without what was taken from them (captions)."""

    def __init__(self, outline: Outline, taken: Iterable[HtmlElement], url: str | None) -> None:
        self._outline = outline
        self._taken = frozenset(map(outline.order.__getitem__, taken))
        self._url = url

    def blocks(self, runs: Sequence[Run], region: int) -> list[Block]:
        """Set the lines of a region, each list, table and quotation as one block."""
        layout = self._layout(runs)
        units = groupby(runs, key=lambda run: self._unit(run, region, layout))
        set_blocks = [block for unit, members in units for block in self._set(unit, list(members))]
        return [block for block in set_blocks if block.text]

    def _layout(self, runs: Sequence[Run]) -> frozenset[int]:
        """Find the lists and tables that only lay the page out: whole passages or headings stand in one item or cell."""
        held: dict[int, float] = {}
        for run in runs:
            weight = _LINE_LIMIT + 1 if self._outline.tags[run.holder] in HEADINGS else run.weight
            for at in self._outline.ancestors(run.holder):
                if self._outline.tags[at] in {"li", "td", "dd"}:
                    held[at] = held.get(at, 0) + weight
                    break
        return frozenset(
            next((each for each in self._outline.ancestors(at) if self._outline.tags[each] in {*_LISTS, "table"}), at)
            for at, weight in held.items()
            if weight > _LINE_LIMIT
        )

    def _unit(self, run: Run, region: int, layout: frozenset[int]) -> int:
        """Give the outermost list, table or quotation a line stands in below the region, else the line's own element (negative)."""
        unit = -1 - run.start
        for at in self._outline.ancestors(run.holder):
            if at <= region:
                break
            if self._outline.tags[at] in _UNITS and at not in layout:
                unit = at
        return unit

    def _order(self, run: Run) -> int:
        """Give where a line begins: with its element, or with the last one before it where it goes on after another line."""
        at = run.holder
        return at if run.start <= self._outline.starts[at] else max(at, bisect_right(self._outline.starts, run.start) - 1)

    def _set(self, unit: int, runs: list[Run]) -> Iterator[Block]:
        order = self._order(runs[0])
        if unit < 0:
            tag = self._outline.tags[runs[0].holder]
            heading = tag in HEADINGS
            if tag == "pre":
                yield from (_block("p", escape(part), order) for part in _paragraphs(self._lines(runs)))
                return
            inner = self._inner(runs[0])
            if heading:
                yield _block("h2" if tag in {"h1", "h2"} else "h3", re.sub(r"</?strong>", "", inner), order)
            else:
                yield from (_block("p", part, order) for part in _EMPTY_LINE.split(inner))
            return
        tags = self._outline.tags
        tag = tags[unit]
        if tag in _LISTS:
            items = groupby(runs, key=lambda run: next((at for at in self._outline.ancestors(run.holder) if tags[at] in ITEMS), -run.start))
            inner = (f"<li>{'<br>'.join(map(self._inner, lines))}</li>" for _, lines in items)
            yield _block("ol" if tag == "ol" else "ul", "".join(inner), order)
        elif tag == "table":
            yield _block("table", f"<tbody>{''.join(self._rows(runs))}</tbody>", order)
        elif tag == "pre":
            yield _block("pre", "<br>".join(escape(line) for line in self._lines(runs)), order)
        else:
            said = [self._inner(run) for run in runs]
            yield _block("blockquote", said[0] if len(said) == 1 else "".join(f"<p>{one}</p>" for one in said), order)

    def _rows(self, runs: list[Run]) -> Iterator[str]:
        tags = self._outline.tags

        def of(run: Run, wanted: frozenset[str]) -> int:
            return next((at for at in self._outline.ancestors(run.holder) if tags[at] in wanted), 0)

        for row, members in groupby(runs, key=lambda run: of(run, frozenset({"tr"}))):
            cells = groupby(members, key=lambda run: of(run, frozenset({"td", "th"})))
            said = {cell: "<br>".join(map(self._inner, lines)) for cell, lines in cells}
            # Empty cells keep the others in their columns.
            columns = [self._outline.order[child] for child in self._outline.elements[row] if child.tag in {"td", "th"}] if row else []
            inner = (
                (("th" if tags[cell] == "th" else "td"), said.get(cell, "")) for cell in (columns if set(said) <= set(columns) else said)
            )
            yield f"<tr>{''.join(f'<{tag}>{words}</{tag}>' for tag, words in inner)}</tr>"

    def _lines(self, runs: list[Run]) -> list[str]:
        """Give the lines as they are set, their indentation kept."""
        stream = self._outline.stream
        return [line.expandtabs(4).rstrip() for run in runs for line in stream[run.start : run.end].strip("\r\n").splitlines()]

    def _inner(self, run: Run) -> str:
        """Write a line as HTML: its text with the emphasis and links that stand in it, by their places in the stream."""
        outline = self._outline
        pieces: list[str] = []
        open_tags: list[tuple[int, str]] = []
        at = run.start
        first, beyond = bisect_left(outline.starts, run.start), bisect_right(outline.starts, run.end)
        for number in range(first, beyond):
            start, end = outline.starts[number], min(outline.ends[number], run.end)
            if outline.silent[number] or start < at or number == run.holder:
                continue
            if number in self._taken or (outline.attributes[number] and is_unseen(outline.elements[number])):
                self._write(pieces, open_tags, at, start)
                at = end
            elif outline.tags[number] in _INLINE and (opening := self._opening(number, start, end)):
                at = self._write(pieces, open_tags, at, start)
                pieces.append(opening)
                if outline.tags[number] != "br":
                    open_tags.append((end, _INLINE[outline.tags[number]]))
        self._write(pieces, open_tags, at, run.end)
        pieces += [f"</{tag}>" for _, tag in reversed(open_tags)]
        return _BREAKS_AROUND.sub("", " ".join("".join(pieces).split()).replace(" <br>", "<br>"))

    def _write(self, pieces: list[str], open_tags: list[tuple[int, str]], at: int, to: int) -> int:
        """Write the text up to a place of the stream, closing what ends before it."""
        while open_tags and open_tags[-1][0] <= to:
            end, tag = open_tags.pop()
            if end > at:
                pieces.append(escape(self._outline.stream[at:end], quote=False))
                at = end
            pieces.append(f"</{tag}>")
        pieces.append(escape(self._outline.stream[at:to], quote=False))
        return max(at, to)

    def _opening(self, number: int, start: int, end: int) -> str:
        tag = _INLINE[self._outline.tags[number]]
        if tag == "br":
            return "<br>"
        if not self._outline.stream[start:end].strip():
            return ""
        if tag != "a":
            return f"<{tag}>"
        href = link_address(self._outline.elements[number].get("href") or "", self._url)
        return f'<a href="{escape(href)}">' if href else ""


def _paragraphs(lines: Iterable[str]) -> Iterator[str]:
    """Join the lines of a story set as plain text: a paragraph begins after an empty line or with an indent."""
    paragraph: list[str] = []
    for line in lines:
        if paragraph and (not line.strip() or line.startswith(_INDENT)):
            yield " ".join(paragraph)
            paragraph = []
        if line.strip():
            paragraph.append(line.strip())
    yield " ".join(paragraph)


def _block(tag: str, inner: str, order: int) -> Block:
    block = clean_block(tag, inner)
    return Block(block.html, block.text, tag, order)


def clean_block(tag: str, inner: str) -> Block:
    """Sanitise one block; its text is what a reader sees of it."""
    line = f"<{tag}>{inner if tag == 'pre' else ' '.join(inner.split())}</{tag}>"
    cleaned = _CLEANER.clean(line)
    return Block(cleaned, folded(plain_text(cleaned)), tag)


def raised(cleaned: str) -> str:
    """Write the figures of footnotes and powers as raised ones, so that without tags they don't run into the words: `year¹`, `m²`."""
    return _RAISED.sub(lambda match: match[1] + match[2].translate(_HIGH), cleaned) if "<sup>" in cleaned else cleaned


def plain_text(cleaned: str) -> str:
    """Take the tags off clean HTML."""
    spaced = re.sub(r"<(?:br|/li|/p|/td|/th|/tr|/h2|/h3)>", " ", raised(cleaned))
    return _unescaped(_TAG.sub("", spaced))


def _unescaped(text: str) -> str:
    return text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&nbsp;", " ").replace("&amp;", "&")
