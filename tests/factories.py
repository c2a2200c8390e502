"""Made-up stories with photos for the tests of pages and feeds."""

from datetime import UTC, datetime, timedelta
from io import BytesIO
from itertools import count

from PIL import Image

from articles.models import Article, Section, Source
from gallery import renditions
from gallery.evidence import identities
from gallery.models import Caption, Photo, Rendition, Sighting
from gallery.names import write_names
from gallery.photo_urls import key

FIRST_DAY = datetime(2026, 10, 3, 8, 0, tzinfo=UTC)
_numbers = count(1)


def picture(colour="navy", size=(400, 300)):
    """The bytes of a JPEG."""
    data = BytesIO()
    Image.new("RGB", size, colour).save(data, "JPEG")
    return data.getvalue()


def make_photo(colour="navy", size=(400, 300), **fields):
    """A photo with its files, or the one that has them already: colour and size make a picture."""
    stored = renditions.store(picture(colour, size))
    said = {
        "own_digest": stored.digest,
        "original": stored.original,
        "width": stored.width,
        "height": stored.height,
        "colour": stored.colour,
        **fields,
    }
    return Photo.objects.get_or_create(digest=stored.digest, defaults=said)[0]


def make_article(**fields):
    """A published story of the section World."""
    number = next(_numbers)
    section = Section.objects.get_or_create(slug="world", defaults={"name": "World"})[0]
    when = FIRST_DAY + timedelta(hours=number)
    said = {
        "identity": f"file:{number}",
        "slug": f"story-{number}",
        "guid": f"tag:cutline.example,2026:story-{number}",
        "kind": "story",
        "section": section,
        "source": Source.objects.get_or_create(name="The Paper")[0],
        "url": f"https://www.paper.example/{number}",
        "headline": f"Story {number}",
        "body": "<p>It stands.</p>\n<p>It will stand.</p>",
        "language": "en",
        "dated_at": when,
        "changed_at": when,
        **fields,
    }
    return Article.objects.create(**said)


def add_caption(article, text="A bridge.", photo=None, role="gallery", block=None, credit="", address=""):
    """The next photo of a story as reading a page would keep it; one known by its words alone where none is given."""
    position = article.captions.count()
    if photo is None:
        words = identities((), text)[0] if text and not address else ""
        photo = Photo.objects.create(article=None if address else article, words=words or f"photo {position}" * (not address))
    elif not address:
        address = photo.renditions.values_list("url", flat=True).first() or ""
        address = address or (f"https://pictures.example/photo-{photo.pk}.jpg" if photo.digest else "")
    if address and not Rendition.objects.filter(url=address).exists():
        Rendition.objects.create(photo=photo, url=address, key=key(address))
    caption = Caption.objects.create(
        article=article, photo=photo, role=role, position=position, block=block, source_text=text, source_credit=credit
    )
    write_names([caption])
    see(article, photo, urls=[address] if address else [], text=text, credit=credit, role=role, block=block, figure=position)
    return caption


def see(article, photo=None, outcome="shown", rule="the picture", urls=(), **seen):
    """One more line of a story's receipt."""
    said = {"photo": photo, "place": article.sightings.count(), "outcome": outcome, "rule": rule, "urls": list(urls)}
    dropped = rule if outcome == "dropped" else ""
    return Sighting.objects.create(
        article=article, **{"kind": "img" if urls else "line", "role": "gallery", "dropped": dropped} | said | seen
    )


def make_story(photos=3, **fields):
    """A story with a lead photo, one in the text and the others in its gallery, each with a caption of its own."""
    article = make_article(**fields)
    for number in range(photos):
        role, block = {0: ("lead", None), 1: ("inline", 1)}.get(number, ("gallery", None))
        photo = make_photo(size=(400 + article.pk, 300 + number))
        add_caption(article, f"Caption {number + 1} of story {article.pk}.", photo, role, block, credit="Jo Doe/The Paper")
    return article
