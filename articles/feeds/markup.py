"""XML written by hand: feeds are asked for more often than any page, and a generator of events costs ten times as much. Pure."""

import re
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
"""Characters that no XML document may hold (XML 1.0, production 2), and those that it asks to leave out."""
_VALUE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})


def clean(text: str) -> str:
    """Take away the characters that stand in no XML document; JSON and HTML are better without them as well."""
    return _NOT_XML.sub("", text)


def element(name: str, text: str, **values: str | int) -> str:
    """Write an element that holds a text; nothing where there is none."""
    return f"<{name}{attributes(values)}>{escape(clean(text), quote=False)}</{name}>" if text else ""


def empty(name: str, **values: str | int) -> str:
    """Write an element that holds nothing."""
    return f"<{name}{attributes(values)}/>"


def attributes(values: dict[str, str | int]) -> str:
    """Write what stands in an element's tag, in this order; what is empty is left out, and an underline stands for a colon."""
    return "".join(f' {name.replace("_", ":")}="{clean(str(said)).translate(_VALUE)}"' for name, said in values.items() if said != "")


def opening(root: str, style: str, values: dict[str, str | int]) -> str:
    """Write what an XML feed begins with: the sheet that dresses it for a browser, and its root's tag."""
    sheet = attributes({"href": style, "type": "text/css", "media": "screen"})
    return f'<?xml version="1.0" encoding="utf-8"?>\n<?xml-stylesheet{sheet}?>\n<{root}{attributes(values)}>'


def cdata(text: str) -> str:
    """Write a text that is mostly markup as it stands."""
    return f"<![CDATA[{clean(text).replace(']]>', ']]]]><![CDATA[>')}]]>"


def rfc822(when: datetime) -> str:
    """Write a time as RSS does."""
    return format_datetime(when)


def rfc3339(when: datetime) -> str:
    """Write a time as Atom and JSON Feed do."""
    return when.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
