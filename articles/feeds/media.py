"""A story's photos as Media RSS has them: a group each, with its files, and the words under it. Pure.

<https://www.rssboard.org/media-rss>: a group holds the same picture in several sizes and formats; one of them is the default.
"""

from articles.feeds.entry import File, Shown
from articles.feeds.markup import element, empty, quoted, words

NAMESPACE = "http://search.yahoo.com/mrss/"
SMALL = 300
"""Pixels that a thumbnail is wide at least, where there is such a file."""
_ROLES = "urn:ebu"
"""The European Broadcasting Union's names of who does what."""


def group(photo: Shown) -> str:
    """Write one photo; the file that the story shows comes first, and is the default."""
    first = photo.files[0]
    plain = (file for file in photo.files if file.type == first.type and file.width >= SMALL)
    small = min(plain, default=first, key=lambda file: file.width)
    parts = [
        *(_content(file, file is first) for file in photo.files),
        words("media:description", photo.text or photo.alt),
        *_credits(photo),
        empty("media:thumbnail", url=small.url, height=small.height, width=small.width),
    ]
    return f"<media:group>{''.join(parts)}</media:group>"


def _content(file: File, is_default: bool) -> str:
    size = f' fileSize="{file.size}"' if file.size else ""
    shown = ' isDefault="true"' if is_default else ""
    said = f'url="{quoted(file.url)}" type="{file.type}" medium="image"{shown}{size} height="{file.height}" width="{file.width}"'
    return f"<media:content {said}/>"


def _credits(photo: Shown) -> list[str]:
    """Name whom the credit line does, each by what they did; a line that names nobody known stands as it is."""
    named = [element("media:credit", name, role="photographer", scheme=_ROLES) for name in photo.photographers]
    named += [element("media:credit", name, role="distribution company", scheme=_ROLES) for name in photo.agencies]
    return named or [element("media:credit", photo.credit)]
