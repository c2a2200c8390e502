"""What is asked of servers: kinds of answers, what is said to get one, and what is taken as one. Pure."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """What is asked for: its name, what is said to the server, and the media types taken as an answer."""

    name: str
    accept: str
    types: frozenset[str]


PAGE = Kind(
    "page",
    "text/html, application/xhtml+xml, */*;q=0.5",
    frozenset(
        {
            *(f"text/{name}" for name in ("html", "plain", "xml")),
            *(f"application/{name}" for name in ("xhtml+xml", "xml", "rss+xml", "atom+xml")),
        }
    ),
)
FEED = Kind(
    "feed",
    "application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, "
    "application/json;q=0.8, text/html;q=0.5, */*;q=0.1",
    frozenset(
        {
            *PAGE.types,
            *(f"application/{name}" for name in ("rdf+xml", "feed+json", "json", "rss", "atom", "x-rss+xml", "gzip", "x-gzip")),
            *(f"text/{name}" for name in ("rss+xml", "atom+xml", "rss", "json", "x-json")),
            "application/octet-stream",
            "binary/octet-stream",
        }
    ),
)
"""With what servers say of feeds by mistake, pages too: whether it is one, its reading shows."""
PICTURE = Kind(
    "picture",
    "image/jpeg, image/webp, image/avif, image/png, image/gif, */*;q=0.1",
    frozenset(
        {
            *(f"image/{name}" for name in ("jpeg", "jpg", "pjpeg", "webp", "avif", "png", "x-png", "gif")),
            # What object stores say of files that nobody told them the type of; the bytes will show.
            "application/octet-stream",
            "binary/octet-stream",
        }
    ),
)
"""No SVG: it is a program."""
