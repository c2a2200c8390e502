"""The frozen Sighting: the one currency between `articles` (which sees) and `gallery` (which decides). Pure."""

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """Where on the source a sighting was made."""

    IMG = "img"
    FIGCAPTION = "figcaption"
    CAPTION = "caption"
    ALT = "alt"
    JSON_LD = "json-ld"
    OPEN_GRAPH = "og"
    JSON = "json"
    LINE = "line"
    FILE = "file"
    """The words in the picture's own file: no place of the page, and a sighting only where they stand under the photo."""


class Role(StrEnum):
    """A photo's part in its article."""

    LEAD = "lead"
    INLINE = "inline"
    GALLERY = "gallery"


class Outcome(StrEnum):
    """What became of a sighting."""

    SHOWN = "shown"
    COLLAPSED = "collapsed"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class Sighting:
    """One place where a source showed a photo or said a caption.

    A place is counted once, and two places twice, though they say the same:
    - an image element (a poster, a background, a copy in `noscript` or `template` too), with or without an address, is one
      sighting however many addresses it has (`src`, `srcset`, its `<picture>`'s sources, lazy attributes);
    - its non-empty `alt` is a second one;
    - a `figcaption` with words, or an element called a caption, is one, its credit in it; what stands around or inside of it and
      is called a caption too is the same one; so is the attribute in which a photo of the story keeps one for a viewer;
    - in JSON-LD every image object with an address, and every address that stands for one, is one with its caption, whatever it
      is an image of; a reference by `@id` repeats nothing;
    - every `og:image` (its `url` and `secure_url` are addresses of it) and every `twitter:image` is one;
    - in a page's other data an object that gives a picture's address with a caption or a credit is one;
    - in a text scrape a caption's line is one.
    What a limit takes away is said in the story's `cuts`.
    """

    kind: Kind
    urls: tuple[str, ...] = ()
    """The picture's addresses, absolute where the page has a base, the best one first."""
    text: str = ""
    """The words said here, white space folded, the credit line still in them."""
    credit: str = ""
    """A credit line that the source gives apart from the words."""
    role: Role = Role.INLINE
    figure: int | None = None
    """Sightings with one number stand together on the page: an image, its alt, its caption. Never two pictures of different photos."""
    clone: str = ""
    """Equal, non-empty values: the page's structure says that these are one photo (a data id, a slide's number, an asset id)."""
    block: int | None = None
    """How many blocks of the story's body stand before it; None outside the body."""
    sign: str = ""
    """What told that words without markup are a caption; the receipt names it."""
    dropped: str = ""
    """Why this is not a photo of the story (icon, avatar, advert, teaser of another story, …); empty when it may be one."""
    widths: tuple[int, ...] = ()
    """Pixels across that a `srcset` declares of each address, 0 where it says nothing; empty where no address has one."""
