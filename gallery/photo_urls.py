"""Which addresses are renditions of one photo. Pure.

An address is taken apart until only what names the photo is left: resizers and proxies around an inner address, sizes, crops
and formats in path, file name and query go. What is never taken is a whole file name, and numbers that can be years.
"""

import re
from collections.abc import Iterable
from functools import lru_cache
from hashlib import sha256
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

LONGEST_KEY = 1000
UNKNOWN_WIDTH = 1000
"""What is taken for the width of a file whose address says none, in pixels: between a thumbnail and a large one."""
LONGEST_QUERY = 4000
"""Characters of a query that are looked at for what names a photo."""
_PLAIN = re.compile(r"https?://([\w.-]+(?::\d+)?)((?:/[^?#\t\r\n]*)?)(?:\?([^#\t\r\n]*))?(?:#[^\t\r\n]*)?", re.ASCII)
"""An address that needs no more care to be taken apart; nearly all are."""
_INNER = re.compile(r"https?:/{1,2}(?=[\w-]+(?:\.[\w-]+)+(?::\d+)?/)", re.I)
_HOST_SEGMENT = re.compile(r"(?:[\w-]+\.)+(?:com|net|org|info|[a-z]{2})", re.I)
_PICTURE = re.compile(r"\.(?:jpe?g|png|webp|avif|gif|jfif|heic|tiff?|bmp)\b", re.I)
_EXTENSION = re.compile(r"(?:\.(?:jpe?g|png|webp|avif|gif|jfif|heic|tiff?|bmp|svg|jpg_gen|image|img))+$", re.I)
_WIDTHS = "|".join(
    """
    100 120 150 160 180 200 220 240 250 256 280 300 320 340 350 360 375 380 384 390 400 414 420 428 440 450 460 480 500
    512 520 540 560 576 580 590 600 620 624 630 635 640 648 650 660 675 680 690 700 720 740 750 760 768 780 800 810 820
    828 840 850 860 880 890 900 920 940 960 970 980 990 1000 1020 1024 1040 1050 1080 1100 1120 1125 1140 1170 1200
    1216 1242 1248 1250 1280 1300 1320 1340 1360 1366 1400 1440 1456 1500 1536 1560 1600 1620 1640 1660 1680 1700 1720
    1760 1792 1800 1840 1880 1900 2048 2400 2500 2560 3000 3840
    """.split()  # noqa: SIM905 (a table reads better than two hundred quoted numbers)
)
"""Widths that picture services offer, in pixels: a number that is none of them may count the photos of a series."""
_DIRECTIVE = r"[a-z_]{1,14}[_=:][\w.:%!*+-]*"
_SIZE_SEGMENT = re.compile(
    rf"""(?: \d{{1,4}}x\d{{0,4}}(?:[!<>^\#]|[_-][a-z]+)? | x\d{{2,4}}      # 640x360, 640x, x480, 640x360_crop
    | \d{{1,2}}[x:_-]\d{{1,2}}(?:[_-][a-z0-9]+)?                           # 16x9, 16:9, 16_9-large
    | (?!(?:19|20)\d\d$)\d{{3,4}} | \d{{2,4}}(?:w|h|px) | (?:w|h|l?w|s|r|q|width|height|size|quality|dpr)[-_=:]?\d+(?:\.\d+)?[a-z]?
    | \d+(?:[x,:_+-]\d+){{2,}} | \d{{2,4}}@\d+ | (?:{_DIRECTIVE},)+{_DIRECTIVE}
    | (?:w|h|c|q|f|g|ar|dpr|fl|rs|sh|el|fp|cb|ex|fit|format|crop|resize|quality|width|height)[_=:][\w.:,%!*+-]*
    | thumb(?:nail)?s? | small | medium | large | x-?large | orig(?:inal)?s? | full(?:size)? | crop(?:ped)? | fit-in | smart
    | resize[dr]? | scaled? | unsafe | plain | format | quality | web[pm] | jpe?g | png | avif | default | true | strip
    | filters:.* | \$.* | t_\w+ | landscape | portrait | square
    | (?:landscape|portrait|square|original|wide|medium|large|small|teaser|image|variant)_\w{{1,12}} | styles | derivatives | alternates
    )""",
    re.X | re.I,
)
_STYLE = re.compile(r"(?<=/files|public)/styles/[^/]+/(?:public|private)/")
"""A rendition's own folders in Drupal's addresses, whatever its maker called it."""
_NAME_SIZES = [
    re.compile(r"@\d(?:\.\d)?x$", re.I),
    re.compile(r"=(?:[wshc]\d*|rw|p|k|no)(?:-[a-z]+\d*)*$", re.I),
    re.compile(r"[-_.~]{1,2}m?\d{2,4}x\d{0,4}(?:[-_](?:c|crop|q?\d{1,3}|[a-z]+(?:_{1,2}[a-z]+)*))?$", re.I),
    re.compile(r"^\d{2,4}x\d{2,4}[-_]"),
    re.compile(r"[-_](?:w\d{2,4}|h\d{2,4}|\d{2,4}(?:w|h|px))(?=$|[-_.])", re.I),
    re.compile(
        r"[-_](?:thumb(?:nail)?|small|medium|large|xlarge|xl|xs|sm|md|lg|big|full|orig(?:inal)?|scaled|mobile|desktop|tablet|teaser|"
        r"cropp?(?:ed)?|preview|retina)$",
        re.I,
    ),
    re.compile(
        r"[-_]v?(?:16[-_x]9|16[-_x]10|21[-_x]9|9[-_x]16|4[-_x]3|3[-_x]4|3[-_x]2|2[-_x]3|4[-_x]5|5[-_x]4|1[-_x]1)(?:[-_]\d{2,4})?$", re.I
    ),
    re.compile(rf"(?<!img)(?<!dsc)(?<!dscn)(?<!dscf)(?<!pic)[-_.](?:{_WIDTHS})(?:-\d{{2}})?$", re.I),
    re.compile(r"[-_](?:w|h|q|ci|cv|ar|r)\d{1,4}(?:[x_:.]\d{1,4}[a-z]?)?(?=$|[-_.])", re.I),
    re.compile(r"_(?:\d{2}p|default)_\d+$", re.I),
    re.compile(r"_v-[a-z0-9]+(?:_{1,2}\w+)*$", re.I),
    re.compile(r"_w\d+(?:_[a-z]\d*)*$", re.I),
]
_SEPARATORS = frozenset("-_.~=@")
"""Before every size in a name stands one of these, or one behind it."""
_SIZE_PARAMETER = re.compile(
    r"(?!id$)[a-z]{1,2}|_[a-z]|width|height|quality|crop\w*|fit|resize|auto|format|fm|dpr|strip|type|sig|rect|zoom|ssl|im(?:width|density|policy|resize)?|"
    r"trim|mode|scale|smart|webp|sharp|usm|min|cmp|itok|ts|timestamp|ratio|dl|disable|enable|optimi[sz]e|bg-?color|max-?(?:width|height)|"
    r"ixlib|ixid|hash|token|expires|signature|cache|ver(?:sion)?|v\w?|tl|val|sum|op|auth|anchor|gravity|size|output|fallback|interpolation|downsize|"
    r"alias|preset|profile|variant|rendition|orient|updated|modified|date|stmp|tr",
    re.I,
)
_NO_FILE = re.compile(r"(?:data|about|blob|javascript):", re.I)
_PLACEHOLDER = re.compile(
    r"(?:^|[/_.-])(?:placeholders?|spacer|blank|transparent|1x1|pixel|pxl|lazy(?:load|-?image)?|loading|loader|"
    r"gr[ae]y|fallback|no-?image|default-?(?:image|thumb\w*)|leer|dummy|empty)(?:[_.-]|$)[^/]*$", re.I)  # fmt: skip
_SAYS_SOMETHING, _LONG_WORD = re.compile(r"[^\W\d_]|[^\W_]{3}"), re.compile(r"\d{5,}|[0-9a-f]{8,}|[\w-]{16,}", re.I)
_MIXED, _HEXADECIMAL = re.compile(r"(?=.*\d)(?=.*[a-z])", re.I), re.compile(r"[0-9a-f]{12,}", re.I)
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.I)
_WORD = re.compile(r"[0-9A-Za-z]{7,}")
_DATE = re.compile(r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:[0-3]\d)?\d{0,6}")
_PLAIN_NAME = re.compile(r"(?:image|master|default|photo|picture|original|thumbnail|crop|file|img|lead|hero)?[-_\d]*", re.I)
_DECLARED = re.compile(r"(?:^|[/?&,_=.-])(?:w|width|imwidth|resize|s)?[_=:]?(\d{3,4})(?:w|px|x\d{0,4})?(?=$|[/?&,_.%-])", re.I)


@lru_cache(maxsize=16_384)
def key(url: str) -> str:
    """Normalise a picture's address: renditions of one photo share the key. Never raises; empty for a placeholder."""
    if is_placeholder(url):
        return ""
    host, segments, name, query = _taken_apart(url)
    kept = "/".join([*segments, *([name] if name else [])])
    text = f"{host}/{kept}{_naming(query, kept, url)}".lower()
    return text if len(text) <= LONGEST_KEY else f"{text[:200]}…{sha256(text.encode(errors='replace')).hexdigest()}"


@lru_cache(maxsize=16_384)
def _taken_apart(url: str) -> tuple[str, tuple[str, ...], str, str]:
    """Give host, path segments without sizes, file name without sizes and format, and the query."""
    host, path, query = _unwrapped(url)
    parts = [part for part in _STYLE.sub("/", unquote(path)).split("/") if part]
    *folders, name = parts or [""]
    kept = tuple(bare for folder in folders if (bare := _bare_folder(folder)))
    stem = _bare_name(name)
    named = _UUID.search(stem)
    if named:
        return host, (), named[0], query
    asset = next((found for folder in kept if (found := _UUID.search(folder))), None)
    if asset:
        # What stands between an asset's UUID and its file name are renditions' own numbers.
        return host, (asset[0],), stem, query
    if kept and _SIZE_SEGMENT.fullmatch(stem) and any(map(str.isdecimal, stem)):
        # …/<what names the photo>/640x360.jpg: the size is all that the last part says.
        stem = ""
    return host, kept, stem, query


@lru_cache(maxsize=4096)
def _bare_folder(folder: str) -> str:
    """Take sizes off a folder's name; empty for one that is a size."""
    return "" if _SIZE_SEGMENT.fullmatch(folder) else _without_sizes(folder)


def _unwrapped(url: str) -> tuple[str, str, str]:
    """Give host, path and query of the innermost address: what a resizer or proxy was asked for."""
    address = url.strip()
    for _ in range(4):
        host, path, query = _split(address)
        inner = _inner(host, path, query)
        if inner is None:
            return host, path, query
        address = inner
    return _split(address)


def _split(address: str) -> tuple[str, str, str]:
    """Give host, path and query; an address that can't be taken apart is all path."""
    if plain := _PLAIN.fullmatch(address):
        return plain[1].lower(), plain[2], plain[3] or ""
    try:
        parts = urlsplit(address if "//" in address[:10] else f"//{address}" if _HOST_SEGMENT.match(address.partition("/")[0]) else address)
    except ValueError:
        return "", address, ""
    return parts.netloc.rpartition("@")[2].lower(), parts.path, parts.query


def _inner(host: str, path: str, query: str) -> str | None:
    for value in (value for _, value in parse_qsl(query[:LONGEST_QUERY])) if "%2f" in query.lower() or "/" in query else ():
        if _INNER.match(value) or value.startswith("//"):
            return value
        if value.startswith("/") and _PICTURE.search(value):
            return f"//{host}{value}"
    plain = unquote(unquote(path)) if "%" in path else path
    found = list(_INNER.finditer(plain))
    if found:
        return f"https://{plain[found[-1].end() :]}" + (f"?{query}" if query else "")
    first, _, rest = plain.lstrip("/").partition("/")
    if "/" in rest and _HOST_SEGMENT.fullmatch(first) and not _PICTURE.search(first):
        return f"//{first}/{rest}"
    before, asked, behind = plain.partition("/cdn-cgi/image/")
    options, _, rest = behind.partition("/")
    return f"//{host}{before}/{rest}" if asked and options and rest else None


@lru_cache(maxsize=4096)
def _bare_name(name: str) -> str:
    name = _EXTENSION.sub("", name) or name
    for _ in range(4):
        shorter = _without_sizes(name)
        shorter = _EXTENSION.sub("", shorter) or shorter
        if shorter == name:
            break
        name = shorter
    return name


def _without_sizes(name: str) -> str:
    """Take sizes off a name; as much as names anything is left."""
    if _SEPARATORS.isdisjoint(name):
        return name
    for size in _NAME_SIZES:
        candidate = size.sub("", name, count=1)
        if candidate != name and _SAYS_SOMETHING.search(candidate):
            name = candidate
    return name


def _naming(query: str, kept: str, url: str) -> str:
    """Keep the query where the path is a script and names no photo."""
    if not query or _PICTURE.search(_split(url)[1]) or _LONG_WORD.search(kept):
        return ""
    naming = sorted(pair for pair in parse_qsl(query[:LONGEST_QUERY]) if not _SIZE_PARAMETER.fullmatch(pair[0]) or len(pair[1]) >= 12)
    return f"?{urlencode(naming)}" if naming else ""


@lru_cache(maxsize=16_384)
def long_ids(url: str) -> frozenset[str]:
    """Give the long identifiers in an address that may name the photo where sizes can't tell: UUIDs, hashes, long numbers.

    A caller must throw away those that several photos of the page share (an article's number, a wire series' number).
    """
    if is_placeholder(url):
        return frozenset()
    _, segments, name, _ = _taken_apart(url)
    text = "/".join([*segments, name])
    found = {match.lower() for match in _UUID.findall(text)}
    for word in _WORD.findall(_UUID.sub(" ", text)):
        found |= _ids_in(word)
    if not found and len(name) >= 14 and not _PLAIN_NAME.fullmatch(name):
        found.add(f"name:{name.lower()}")
    return frozenset(found)


def _ids_in(word: str) -> set[str]:
    if word.isdigit():
        return set() if _DATE.fullmatch(word) else {word}
    if _MIXED.match(word) and (len(word) >= 16 or _HEXADECIMAL.fullmatch(word)):
        return {word.lower()}
    return {number for number in re.findall(r"\d{7,}", word) if not _DATE.fullmatch(number)}


@lru_cache(maxsize=16_384)
def is_placeholder(url: str) -> bool:
    """Say whether an address stands for a picture that is still to come, by its form alone."""
    path = url.partition("?")[0]
    return not url or bool(_NO_FILE.match(url)) or bool(_PLACEHOLDER.search(path[max(path.rfind("/"), 0) :][-300:]))


def best_first(urls: Iterable[str]) -> tuple[str, ...]:
    """Order a photo's addresses: real ones before placeholders, by the width they declare; without one as they came."""
    return tuple(sorted(dict.fromkeys(urls), key=lambda url: (is_placeholder(url), -(declared_width(url) or UNKNOWN_WIDTH))))


def declared_width(url: str) -> int | None:
    """Give the width in pixels that an address says its file has, if it says one."""
    widths = [int(width) for width in _DECLARED.findall(url) if not 1900 <= int(width) <= 2035]
    return max(widths, default=None)
