"""A story as clean Markdown (CommonMark, with tables as GitHub writes them) or as plain text: each photo once, with its caption. Pure."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from lxml.html import HtmlElement, fragments_fromstring

from articles.pages import Plate, Spread

_SPECIAL = re.compile(r"([\\`*_\[\]<>])")
_AT_START = re.compile(r"^(\s*)([#+=~-]|\d{1,9}(?=[.)](?:\s|$)))", re.M)
_SPACE = re.compile(r"[ \t\r\n\f]+")
_WRAPS = {"strong": "**", "em": "*"}


class Named(NamedTuple):
    """What a text says of a story's photos and places beside the rows themselves."""

    pictures: Mapping[int, tuple[str, str]]
    """By a photo's key: its file's whole address and its description."""
    here: str
    """The story's whole address on this site."""
    original: str
    """Where its publisher has it; empty where that is not on the web."""
    when: str
    """Its date in words."""


def as_markdown(article: Any, spread: Spread, named: Named) -> str:
    """Write an article read `with_gallery`, as it is set in `spread`, as Markdown."""
    return _Writer(True).story(article, spread, named)


def as_text(article: Any, spread: Spread, named: Named) -> str:
    """Write an article read `with_gallery`, as it is set in `spread`, as plain text."""
    return _Writer(False).story(article, spread, named)


class _Writer:
    """Writes blocks of sanitised HTML, with Markdown's marks or without any."""

    def __init__(self, marks: bool) -> None:
        self._marks = marks

    def story(self, article: Any, spread: Spread, named: Named) -> str:
        parts = [self._heading("#", self._escaped(article.headline)), self._wrapped("*", self._escaped(article.standfirst))]
        source = article.source.name if article.source else ""
        by = ["By " + ", ".join(map(str, article.authors)) if article.authors else "", article.agency, source, named.when]
        parts.append(self._escaped(" · ".join(filter(None, by))))
        parts += self._figures([spread.lead] if spread.lead else [], named)
        for block in spread.blocks:
            parts += self._figures(block.photos, named)
            parts += self._blocks(block.html)
        parts += self._figures(spread.gallery, named)
        if article.contributors:
            parts.append(self._escaped(f"With contributions by {', '.join(map(str, article.contributors))}."))
        parts += [self._escaped(f"Correction: {each.text}") for each in article.corrections.all()]
        parts.append(self._rule())
        parts += [f"{label}: {self._address(url)}" for label, url in (("Original", named.original), ("Read at", named.here)) if url]
        return "\n\n".join(filter(None, parts)) + "\n"

    def _figures(self, plates: Iterable[Plate], named: Named) -> list[str]:
        return [self._figure(plate.caption, named.pictures.get(plate.caption.photo_id)) for plate in plates]

    def _figure(self, caption: Any, picture: tuple[str, str] | None) -> str:
        credit = f"({caption.credit.strip('() ')})" if caption.credit else ""
        words = " ".join(filter(None, [self._escaped(caption.text), self._wrapped("*", self._escaped(credit))]))
        if not self._marks:
            return f"[Photo: {words or (picture[1] if picture else '') or 'without words'}]"
        if picture is None:
            return f"\\[Photo not supplied\\] {words}".rstrip()
        image = f"![{self._escaped(picture[1])}]({self._target(picture[0])})"
        return f"{image}\\\n{words}" if words else image

    def _blocks(self, html: str) -> list[str]:
        if not html.strip():
            return []
        return [self._block(each) if isinstance(each, HtmlElement) else self._plain(each) for each in fragments_fromstring(html)]

    def _block(self, element: HtmlElement) -> str:
        tag = element.tag
        if tag in {"h2", "h3"}:
            return self._heading("#" * int(tag[1]), self._words(element))
        if tag in {"ul", "ol"}:
            return self._list(element, "")
        if tag == "blockquote":
            return self._quoted(element)
        if tag == "pre":
            return self._fenced(element.text_content().strip("\n"))
        if tag == "table":
            return self._table(element)
        return self._rule() if tag == "hr" else self._words(element)

    def _quoted(self, element: HtmlElement) -> str:
        inner = [self._plain(element.text or ""), *(self._block(child) for child in element)]
        return re.sub("^", "> ", "\n\n".join(filter(None, inner)), flags=re.M)

    def _list(self, element: HtmlElement, indent: str) -> str:
        lines = []
        for number, item in enumerate(element.iterchildren("li"), 1):
            mark = f"{number}. " if element.tag == "ol" else "- "
            lines.append(f"{indent}{mark}{self._words(item, without=('ul', 'ol'))}")
            lines += [self._list(inner, indent + " " * len(mark)) for inner in item.iterchildren("ul", "ol")]
        return "\n".join(lines)

    def _table(self, element: HtmlElement) -> str:
        rows = [[self._words(cell).replace("\\\n", " ").replace("\n", " ") for cell in row.iter("th", "td")] for row in element.iter("tr")]
        width = max(map(len, rows), default=0)
        if not self._marks:
            return "\n".join("\t".join(row) for row in rows)
        lines = [f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row + [''] * (width - len(row)))} |" for row in rows]
        return "\n".join([*lines[:1], "|" + " --- |" * width, *lines[1:]]) if width else ""

    def _words(self, element: HtmlElement, without: tuple[str, ...] = ()) -> str:
        """Give what stands in an element as one paragraph."""
        words = self._inline(element, without).strip()
        words = re.sub(r" *\n *", "\n", words)
        return _AT_START.sub(r"\1\\\2", words) if self._marks else words

    def _inline(self, element: HtmlElement, without: tuple[str, ...] = ()) -> str:
        parts = [self._escaped(element.text or "")]
        for child in element:
            if child.tag not in without:
                parts.append(self._marked(child))
            parts.append(self._escaped(child.tail or ""))
        return "".join(parts)

    def _marked(self, child: HtmlElement) -> str:
        if child.tag == "br":
            return "\\\n" if self._marks else "\n"
        if child.tag == "code" and self._marks and "`" not in child.text_content():
            return f"`{_SPACE.sub(' ', child.text_content())}`"
        words = self._inline(child)
        if child.tag in _WRAPS:
            return self._wrapped(_WRAPS[child.tag], words)
        address = child.get("href") if child.tag == "a" else None
        return f"[{words.strip()}]({self._target(address)})" if address and self._marks and words.strip() else words

    def _wrapped(self, mark: str, words: str) -> str:
        """Put marks around words, not around the space beside them: there they would be no marks."""
        bare = words.strip()
        if not bare or not self._marks:
            return words
        start = words.index(bare)
        return f"{words[:start]}{mark}{bare}{mark}{words[start + len(bare) :]}"

    def _plain(self, text: str) -> str:
        return self._escaped(text).strip()

    def _escaped(self, text: str) -> str:
        text = _SPACE.sub(" ", text)
        return _SPECIAL.sub(r"\\\1", text) if self._marks else text

    def _heading(self, mark: str, words: str) -> str:
        return f"{mark} {words.replace(chr(92) + chr(10), ' ')}" if self._marks else words

    def _fenced(self, text: str) -> str:
        fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", text) or [""]))
        return f"{fence}\n{text}\n{fence}" if self._marks else text

    def _rule(self) -> str:
        return "---" if self._marks else ""

    def _address(self, url: str) -> str:
        return f"<{self._target(url)}>" if self._marks else url

    @staticmethod
    def _target(url: str) -> str:
        """Give an address as it may stand between a link's brackets."""
        return re.sub(r"[\s()<>\\]", lambda found: f"%{ord(found[0]):02X}", url)
