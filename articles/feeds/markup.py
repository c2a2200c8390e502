"""XML written by hand: feeds are asked for more often than any page, and a generator of events costs ten times as much. Pure."""

import re
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape, unescape
from urllib.parse import quote, urlsplit, urlunsplit

_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffd-\uffff]")
"""Characters that no XML document may hold (XML 1.0, production 2), those that it asks to leave out, and the sign of a lost one."""
_CONTROLS = bytes({*range(32), 127} - {9, 10, 13})
"""Of these, those that English has; told from its other letters much faster."""
_SAFE = re.compile(r"[ !#-%'-;=?-~]*")
"""Letters that need no care in an attribute."""
_IN_URIS = "-._~:/?#@!$&'()*+,;=%"
_URI = re.compile(rf"[0-9A-Za-z{re.escape(_IN_URIS)}]*")
_VALUE = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})


def clean(text: str) -> str:
    """Take away the characters that stand in no XML document; JSON and HTML are better without them as well."""
    if not text.isascii():
        return _NOT_XML.sub("", text)
    kept = text.encode().translate(None, _CONTROLS)
    return text if len(kept) == len(text) else kept.decode()


def element(name: str, text: str, **values: str | int) -> str:
    """Write an element that holds a text; nothing where there is none.

    Its signs are written by number, as the RSS profile advises, so that no reader takes them for HTML.
    """
    said = clean(text).replace("&", "&#x26;").replace("<", "&#x3C;").replace(">", "&gt;")
    return f"<{name}{attributes(values)}>{said}</{name}>" if said.strip() else ""


def html_element(name: str, text: str) -> str:
    """Write an element whose text readers take for HTML, so that they show these very words: as they are, where HTML has them so."""
    return element(name, text if "<" not in text and unescape(text) == text else escape(text, quote=False))


def rss_words(name: str, text: str) -> str:
    """Write words as RSS has them, which can't say whether they are HTML: as HTML where a reader may take them for that by itself."""
    return html_element(name, text) if "<" in text else element(name, text)


def words(name: str, text: str) -> str:
    """Write words as Atom and Media RSS have them; as HTML, and saying so, where a reader may take them for that by itself."""
    return element(name, escape(text, quote=False), type="html") if "<" in text else element(name, text)


def empty(name: str, **values: str | int) -> str:
    """Write an element that holds nothing."""
    return f"<{name}{attributes(values)}/>"


def attributes(values: dict[str, str | int]) -> str:
    """Write what stands in an element's tag, in this order; what is empty is left out, and an underline stands for a colon."""
    return "".join(f' {name.replace("_", ":")}="{quoted(said)}"' for name, said in values.items() if said != "")


def quoted(said: str | int) -> str:
    """Write what stands between the quotes of an attribute."""
    text = str(said)
    return text if _SAFE.fullmatch(text) else clean(text).translate(_VALUE)


def opening(root: str, style: str, values: dict[str, str | int]) -> str:
    """Write what an XML feed begins with: the sheet that dresses it for a browser, and its root's tag."""
    sheet = attributes({"href": style, "type": "text/css", "media": "screen"})
    return f'<?xml version="1.0" encoding="utf-8"?>\n<?xml-stylesheet{sheet}?>\n<{root}{attributes(values)}>'


def uri(address: str) -> str:
    """Write an address of the web in the characters that RFC 3986 has, as a browser does before it asks."""
    if _URI.fullmatch(address):
        return address
    try:
        parts = urlsplit(address)
        host = parts.netloc.encode("idna").decode()
    except ValueError:
        return quote(address, safe=_IN_URIS)
    rest = (quote(part, safe=_IN_URIS) for part in (parts.path, parts.query, parts.fragment))
    return urlunsplit((parts.scheme, host, *rest))


def cdata(text: str) -> str:
    """Write a text that is mostly markup as it stands."""
    return f"<![CDATA[{clean(text).replace(']]>', ']]]]><![CDATA[>')}]]>"


def rfc822(when: datetime) -> str:
    """Write a time as RSS does."""
    return format_datetime(when)


def rfc3339(when: datetime, to: str = "seconds") -> str:
    """Write a time as Atom and JSON Feed do, down to seconds or to what `isoformat` calls so."""
    return when.astimezone(UTC).isoformat(timespec=to).replace("+00:00", "Z")
