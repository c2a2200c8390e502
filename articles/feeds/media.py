"""A story's photos as Media RSS has them: a group each, with its files, and the words under it. Pure.

<https://www.rssboard.org/media-rss>: a group holds the same picture in several sizes; one of them is the default.
"""

from articles.feeds.entry import Shown
from articles.feeds.markup import element, empty

NAMESPACE = "http://search.yahoo.com/mrss/"
SMALL = 300
"""Pixels that a thumbnail is wide at least, where there is such a file."""
_ROLES = "urn:ebu"
"""The European Broadcasting Union's names of who does what."""


def group(photo: Shown) -> str:
    """Write one photo; the file that the story shows comes first, and is the default."""
    first, *others = photo.files
    small = min((file for file in photo.files if file.width >= SMALL), default=first, key=lambda file: file.width)
    parts = [
        empty("media:content", url=first.url, type="image/jpeg", medium="image", isDefault="true", height=first.height, width=first.width),
        *(empty("media:content", url=f.url, type="image/jpeg", medium="image", height=f.height, width=f.width) for f in others),
        element("media:description", photo.text or photo.alt, type="plain"),
        *_credits(photo),
        empty("media:thumbnail", url=small.url, height=small.height, width=small.width),
    ]
    return f"<media:group>{''.join(parts)}</media:group>"


def _credits(photo: Shown) -> list[str]:
    """Name whom the credit line does, each by what they did; a line that names nobody known stands as it is."""
    named = [element("media:credit", name, role="photographer", scheme=_ROLES) for name in photo.photographers]
    named += [element("media:credit", name, role="distribution company", scheme=_ROLES) for name in photo.agencies]
    return named or [element("media:credit", photo.credit)]
