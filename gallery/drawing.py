"""What the readers' templates ask about a photo, besides its picture."""

from gallery.models import Caption, Photo
from gallery.paths import path_of
from gallery.web import web_address
from gallery.wording.credited import pieces


def credit_pieces(caption: Caption) -> list[tuple[str, str]]:
    """Give a credit line in pieces, each with the address of whom it names, or none; the caption was read `with_names`."""
    known = {name.key for name in caption.named}
    return [(text, path_of(named.part, named.slug) if named else "") for text, named in pieces(caption.credit, known)]


def seen_at(shown: Photo | Caption) -> str:
    """Give the address at which published stories, of a caption its own, show a photo read `seen_in_print`; empty where words alone."""
    photo, story = (shown, None) if isinstance(shown, Photo) else (shown.photo, shown.article_id)
    urls = (url for sighting in photo.seen_in_print if story in (None, sighting.article_id) for url in sighting.urls)
    return next((url for each in urls if (url := web_address(each))), "")
