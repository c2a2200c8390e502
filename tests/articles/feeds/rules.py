"""What the W3C's feed validator asks of values and of what RSS and Atom have in common: each rule that is broken is one sentence.

Written from the specifications, and from what the validator says of feeds that break them; its warnings count as errors do.
"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser

from gallery.renditions import photos

ATOM, MEDIA = "{http://www.w3.org/2005/Atom}", "{http://search.yahoo.com/mrss/}"
CONTENT, DC, DCTERMS = "{http://purl.org/rss/1.0/modules/content/}", "{http://purl.org/dc/elements/1.1/}", "{http://purl.org/dc/terms/}"
HISTORY = "{http://purl.org/syndication/history/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
RELATIONS = {"self", "alternate", "via", "enclosure", "current", "first", "last", "next", "previous", "next-archive", "prev-archive", "hub"}
TYPES = {"image/jpeg": "jpg", "image/webp": "webp", "image/avif": "avif"}
_URI = re.compile(r"[a-z][a-z0-9+.\-]*:(//)?[0-9A-Za-z;/?:@&=+$.\-_!~*'()%,#]+", re.ASCII)
_TAG = re.compile(r"tag:[a-z0-9.\-@_]+,\d{4}(-\d\d(-\d\d)?)?:[0-9A-Za-z;/?:@&=+$.\-_!~*'()%,]*", re.ASCII)
_WEB = re.compile(r"https?://([a-z0-9\-]+\.)+[a-z0-9\-]+(:\d+)?(/|$)", re.ASCII)
_RFC822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d ([+-]\d{4}|GMT)", re.ASCII)
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)", re.ASCII)
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", re.ASCII)
_NO_CHARACTER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffd\ufffe\uffff]")
_MARKUP = re.compile(r"</(a|b|i|p|em|strong|div|span|h\d)>", re.IGNORECASE)
_ROLES = {"photographer", "distribution company"}  # those of the EBU's list that are used here


def is_uri(text: str) -> bool:
    return bool((_TAG if text.startswith("tag:") else _URI).fullmatch(text))


def uris(**named: str) -> Iterator[str]:
    for name, text in named.items():
        if not is_uri(text):
            yield f"{name} is no whole URI: {text!r}"


def web(name: str, address: str) -> Iterator[str]:
    yield from uris(**{name: address})
    if not _WEB.match(address):
        yield f"{name} is no address of the web: {address!r}"


def plain(name: str, text: str) -> Iterator[str]:
    if not text.strip():
        yield f"{name} is blank"
    if _MARKUP.search(text):
        yield f"{name} has markup: {text!r}"
    if _NO_CHARACTER.search(text):
        yield f"{name} has a character that is none: {text!r}"


def language(name: str, text: str) -> Iterator[str]:
    if not _LANGUAGE.fullmatch(text):
        yield f"{name} is no language: {text!r}"


def rfc822(name: str, text: str) -> Iterator[str]:
    if not _RFC822.fullmatch(text):
        yield f"{name} is no RFC 822 date: {text!r}"
        return
    when = parsedate_to_datetime(text)
    if f"{when:%a}" != text[:3]:
        yield f"{name} has the wrong day of the week: {text!r}"
    yield from _plausible(name, when)


def rfc3339(name: str, text: str) -> Iterator[str]:
    if not _RFC3339.fullmatch(text):
        yield f"{name} is no RFC 3339 date: {text!r}"
        return
    yield from _plausible(name, datetime.fromisoformat(text))


def _plausible(name: str, when: datetime) -> Iterator[str]:
    if not datetime(1990, 1, 1, tzinfo=UTC) < when < datetime.now(UTC) + timedelta(minutes=10):
        yield f"{name} is implausible: {when}"


def children(of: str, element, required: str, also: str = "", many: str = "") -> Iterator[str]:
    """Say which children are missing, there several times though not of `many`, or unknown."""
    counts = Counter(short(child.tag) for child in element)
    yield from (f"{of} has no {name}" for name in required.split() if not counts[name])
    yield from (f"{of} has an unknown {name}" for name in counts.keys() - {*required.split(), *also.split(), *many.split()})
    yield from (f"{of} has {count} {name}" for name, count in counts.items() if count > 1 and name not in many.split())


def short(tag: str) -> str:
    """Give a name in its usual prefix, with an underline."""
    for space, prefix in {ATOM: "", MEDIA: "media_", CONTENT: "content_", DC: "dc_", DCTERMS: "dcterms_", HISTORY: "fh_"}.items():
        if tag.startswith(space):
            return prefix + tag.removeprefix(space).replace("-", "_")
    return tag


def attributes(element, required: str, optional: str = "") -> Iterator[str]:
    have = set(element.attrib)
    yield from (f"{short(element.tag)} has no {name}" for name in set(required.split()) - have)
    yield from (f"{short(element.tag)} has {name}" for name in have - set(required.split()) - set(optional.split()))
    yield from (f"{short(element.tag)} has an empty {name}" for name, said in element.attrib.items() if not said.strip())


def link(element) -> Iterator[str]:
    """Hold the rules of an Atom link, wherever it stands."""
    yield from attributes(element, "rel href", "type length hreflang title")
    rel, media_type = element.get("rel"), element.get("type", "")
    if rel not in RELATIONS:
        yield f"a link's relation is not registered: {rel}"
    if rel == "self" and media_type not in {"application/atom+xml", "application/rss+xml"}:
        yield f"the link to itself is of the type {media_type!r}"
    if element.text or len(element):
        yield "a link holds something"
    yield from web(f"link {rel}", element.get("href"))


def links(address: str, links: list, has_archive: bool) -> Iterator[str]:
    """Hold the rules of what leads to a feed's other documents (RFC 5005), and to itself."""
    by_rel = Counter(each.get("rel") for each in links)
    yield from (f"{count} links {rel}" for rel, count in by_rel.items() if count > 1 and rel != "hub")
    if [each.get("href") for each in links if each.get("rel") == "self"] != [address]:
        yield f"it does not name itself: {address}"
    targets = {each.get("rel"): each.get("href") for each in links}
    if targets.get("first") == address and "previous" in targets:
        yield "it leads on past the beginning"
    if has_archive and not {"prev-archive", "next-archive"} & set(targets):
        yield "an archive leads nowhere"
    if has_archive and "current" not in targets:
        yield "an archive does not lead to the feed"


class _Html(HTMLParser):
    """Collects what is wrong with the HTML of a story."""

    known = re.compile(
        "a|abbr|b|blockquote|br|caption|cite|code|dd|del|dfn|div|dl|dt|em|figcaption|figure|h[2-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre|q|"
        "s|samp|small|span|strong|sub|sup|table|tbody|td|tfoot|th|thead|time|tr|u|ul|var"
    )

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.wrong, self.open, self.images = [], [], []

    def handle_starttag(self, tag, attrs):
        said = dict(attrs)
        if not self.known.fullmatch(tag):
            self.wrong.append(f"<{tag}> in a story")
        self.wrong += [f"{name} on <{tag}>" for name in said if name.startswith("on") or name == "style"]
        for address in filter(None, (said.get("href"), said.get("src"))):
            self.wrong += [] if is_uri(address) else [f"an address in a story is not whole: {address!r}"]
        if tag == "img":
            self.images.append(said["src"])
            self.wrong += [f"a picture without {name}" for name in {"alt", "width", "height"} - said.keys()]
        if tag not in {"img", "br", "hr"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> closes nothing")


def html(text: str) -> _Html:
    """Read the HTML of a story; `wrong` says what is, `images` which pictures it shows."""
    read = _Html()
    read.feed(text)
    read.close()
    read.wrong += [f"<{tag}> is not closed" for tag in read.open]
    read.wrong += ["a character that is none in a story"] if _NO_CHARACTER.search(text) else []
    return read


def media_group(group, images: list[str]) -> Iterator[str]:
    """Hold the rules of Media RSS for one photo."""
    yield from children("media:group", group, "media_content media_thumbnail", "media_description", "media_content media_credit")
    files = group.findall(f"{MEDIA}content")
    if len(files) < 2:
        yield "a media:group has no alternatives"
    if len({file.get("url") for file in files}) < len(files):
        yield "a file is twice in a media:group"
    defaults = [file.get("url") for file in files if file.get("isDefault") == "true"]
    if len(defaults) != 1 or defaults[0] not in images:
        yield "the default of a media:group is not the picture of the story"
    for file in files:
        yield from _file(file)
    for small in group.findall(f"{MEDIA}thumbnail"):
        yield from attributes(small, "url width height")
        yield from web("thumbnail", small.get("url"))
    for described in group.findall(f"{MEDIA}description"):
        yield from typed("media:description", described)
    for credit in group.findall(f"{MEDIA}credit"):
        yield from attributes(credit, "", "role scheme")
        if credit.get("role") and (credit.get("role") not in _ROLES or credit.get("scheme") != "urn:ebu"):
            yield f"a credit's role is unknown: {credit.get('role')}"


def _file(file) -> Iterator[str]:
    yield from attributes(file, "url type medium width height", "isDefault fileSize")
    yield from web("media:content", file.get("url"))
    name = file.get("url").partition("?")[0]
    if not name.endswith(f".{TYPES.get(file.get('type'))}"):
        yield f"a file's type is not that of its name: {file.get('type')} {name}"
    if not (int(file.get("width")) > 0 and int(file.get("height")) > 0):
        yield "a file without size"
    if size := file.get("fileSize"):
        yield from true_size("fileSize", file.get("url"), size)


def true_size(name: str, address: str, said: str | int) -> Iterator[str]:
    stored = address.partition("/media/")[2].partition("?")[0]
    if int(said) != photos().size(stored):
        yield f"{name} says {said} where the file has {photos().size(stored)} bytes"


def typed(name: str, element) -> Iterator[str]:
    """Hold the rules of words that say whether they are HTML."""
    yield from attributes(element, "", "type")
    if element.get("type") == "html":
        yield from html(element.text).wrong
    else:
        yield from plain(name, element.text or "")
