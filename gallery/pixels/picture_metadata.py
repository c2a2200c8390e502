"""What a picture file says of its picture: the words a photographer or an agency put into it. Pure.

Read from XMP, then IPTC (IIM), then EXIF: the later a program learnt to write, the better it says which encoding it wrote. Each part is
read by itself, so that a broken one takes nothing from the others. Where the camera stood, in degrees, is never looked at.
"""

import io
import re
import warnings
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from ftfy import fix_encoding
from PIL import ExifTags, Image

from gallery.pixels.checking import OPENED_AS
from gallery.pixels.iim import decoded, read_iim
from gallery.pixels.xmp import read_xmp
from gallery.wording.captions import clean, repeats
from gallery.wording.credit_lines import LONGEST_CAPTION, both_credits, plain_credit, split_credit
from gallery.wording.credit_words import word_set

LONGEST_ALT = 2000
LONGEST_NAME = 250
"""Characters of a creator, a credit, a place."""
LARGEST_EXIF = 256 * 1024
"""Bytes; more than that are a maker's notes and previews, and nobody's words."""
_IIM_RESOURCE = 0x0404
_XMP_CAPTION, _XMP_ALT = "dc:description", "core:AltTextAccessibility"
_IIM = {"caption": (2, 120), "headline": (2, 105), "creator": (2, 80), "credit": (2, 110), "source": (2, 115), "taken": (2, 55)} | {
    "city": (2, 90),
    "country": (2, 101),
}
_XMP = {
    "caption": _XMP_CAPTION,
    "alt": _XMP_ALT,
    "headline": "photoshop:Headline",
    "creator": "dc:creator",
    "credit": "photoshop:Credit",
    "source": "photoshop:Source",
    "taken": "photoshop:DateCreated",
    "city": "photoshop:City",
    "country": "photoshop:Country",
}
_DATE = re.compile(r"((?:18|19|20)\d\d)(?:[-:]?(\d\d)(?:[-:]?(\d\d))?)?(?!\d)")
_UNSET_CLOCK = frozenset({"1970-01-01", "1980-01-01", "2000-01-01"})
_MACHINE_WORDS = re.compile(
    r"(?:olympus|minolta|konica minolta|samsung|sony|nikon|kodak|casio|medion)?\s*(?:digital camera|dsc|dcim)|exif[_ ]jpeg[_ ]picture|"
    r"(?:created|processed|edited|made|generated) (?:with|by|in)\b.*|untitled(?:[- ]?\d+)?|screenshot.*|default|ascii|charset=.*|"
    r"<.*>|\S+\.(?:jpe?g|png|tiff?|gif|webp|psd|heic|cr2|nef|arw|dng|pdf)|(?:img|dsc[nf]?|pict|image|photo)[\W_]*\d*",
    re.I,
)
"""What cameras and programs write where a person has written nothing."""
_NOBODY = word_set(
    "unknown owner user photographer picasa none null n/a na admin administrator author artist camera unspecified - name"
) | {
    "your name",
    "not specified",
    "unknown photographer",
    "camera owner",
    "default user",
}

_AROUND_NAMES = " ?¿*"
"""What stands where a program could not write the `©` before a name, or marks one for nobody to know."""


@dataclass(frozen=True, slots=True)
class PictureMetadata:
    """The words in a picture file, cleaned; what it does not say is empty."""

    caption: str = ""
    """Without its credit line."""
    credit: str = ""
    """As a credit line is printed: `Jane Roe/AP`."""
    headline: str = ""
    creator: str = ""
    """Names joined with commas."""
    taken: str = ""
    """ISO 8601 with as much as is said: `2020-09-14`, `2020-09` or `2020`."""
    city: str = ""
    country: str = ""
    alt: str = ""
    """A description that does not repeat the caption."""

    @property
    def place(self) -> str:
        """Where it was taken, in words: `Sochi, Russia`."""
        return ", ".join(dict.fromkeys(filter(None, (self.city, self.country))))


NOTHING = PictureMetadata()


def read_metadata(data: bytes) -> PictureMetadata:
    """Read what a picture file says. Never raises: a file that says nothing, or nothing that can be read, gives empty words."""
    parts = [_from_xmp, _from_iim, _from_exif]
    try:
        with warnings.catch_warnings(action="ignore"), Image.open(io.BytesIO(data), formats=OPENED_AS) as opened:
            said = [_read(part, opened) for part in parts]
    except Exception:  # Pillow raises nearly anything at hostile bytes
        return NOTHING
    first = {name: next((each[name] for each in said if each.get(name)), "") for name in (*_XMP, *_IIM)}
    printed = _sentence(first["caption"], LONGEST_CAPTION)
    caption, printed_credit = split_credit(printed)
    creator, given = _person(first["creator"]), _name(first["credit"]) or _name(first["source"])
    alt = _sentence(first["alt"], LONGEST_ALT)
    return PictureMetadata(
        caption=caption,
        credit=_credit_line(printed_credit, creator, given)[: 2 * LONGEST_NAME],
        headline=_sentence(first["headline"], LONGEST_NAME),
        creator=creator,
        taken=_iso_date(first["taken"]),
        city=_name(first["city"]),
        country=_name(first["country"]),
        alt="" if repeats(alt, caption) else alt,
    )


def _read(part: Callable[[Image.Image], Mapping[str, str]], opened: Image.Image) -> Mapping[str, str]:
    with suppress(Exception):  # one part that is broken in a way nobody thought of takes nothing from the others
        return part(opened)
    return {}


def _from_xmp(opened: Image.Image) -> dict[str, str]:
    packet = opened.info.get("xmp")
    said = read_xmp(packet) if isinstance(packet, bytes) else {}
    return {name: ", ".join(said.get(key, ())) for name, key in _XMP.items()}


def _from_iim(opened: Image.Image) -> dict[str, str]:
    resources = opened.info.get("photoshop")
    block = resources.get(_IIM_RESOURCE) if isinstance(resources, dict) else None
    said = read_iim(block) if isinstance(block, bytes) else {}
    return {name: ", ".join(said.get(key, ())) for name, key in _IIM.items()}


def _from_exif(opened: Image.Image) -> dict[str, str]:
    # Asked only where it was met at the head of the file: Pillow would decode a whole PNG to look for it behind the pixels.
    if not 0 < len(opened.info.get("exif") or b"") <= LARGEST_EXIF:
        return {}
    exif = opened.getexif()
    taken = _iso_date(_exif_text(exif.get_ifd(ExifTags.IFD.Exif).get(ExifTags.Base.DateTimeOriginal)))
    return {
        "caption": _exif_text(exif.get(ExifTags.Base.ImageDescription)),
        "creator": _exif_text(exif.get(ExifTags.Base.Artist)).replace(";", ", "),
        "taken": "" if taken in _UNSET_CLOCK else taken,
    }


def _exif_text(value: object) -> str:
    """EXIF's text is ASCII by its rules and anything in fact; Pillow gives its bytes as Latin-1."""
    raw = value.encode("latin-1", errors="ignore") if isinstance(value, str) else value
    return decoded(raw) if isinstance(raw, bytes) else ""


def _words(text: str) -> str:
    text = clean(fix_encoding(text.partition("\0")[0]))
    return "" if _MACHINE_WORDS.fullmatch(text) else text


def _sentence(text: str, longest: int) -> str:
    """Clean words that say something of a picture; words without end are no caption, nor is one word of a name or a number."""
    text = _words(text[: 4 * longest])
    says = any(map(str.isalpha, text)) and (" " in text or not text.isascii())
    return text if says and len(text) <= longest else ""


def _name(text: str) -> str:
    text = _words(text[: 4 * LONGEST_NAME])
    return text if len(text) <= LONGEST_NAME and any(map(str.isalpha, text)) else ""


def _person(text: str) -> str:
    names = (plain_credit(name.strip(_AROUND_NAMES)) for name in _name(text).split(", "))
    return ", ".join(dict.fromkeys(name for name in names if name and name.casefold() not in _NOBODY))


def _credit_line(printed: str, creator: str, given: str) -> str:
    """Give the line as the caption prints it, where that names the creator; else what the fields for it make."""
    given = "" if given.casefold() in _NOBODY else plain_credit(given)
    if creator and creator.casefold() in printed.casefold():
        return printed
    apart = f"{creator}/{given}" if creator and given and creator.casefold() not in given.casefold() else given or creator
    return both_credits(printed, apart)


def _iso_date(text: str) -> str:
    """Give the day, month or year that a date begins with; empty for one that no calendar has."""
    found = _DATE.match(text.strip())
    if not found:
        return ""
    year, month, day = (part for part in found.groups())
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return ""
    return "-".join(filter(None, (year, month, day)))
