"""A made-up library of any size, the same for the same number: for measuring, and for seeing pages as they are after some years."""

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from itertools import batched, islice

import numpy as np
from django.db import transaction
from PIL import Image, ImageDraw

from articles.models import Article, Section, Source
from gallery.models import Caption, Photo
from gallery.names import write_names
from gallery.renditions import store

LAST_DAY = datetime(2026, 11, 1, 6, 0, tzinfo=UTC)
HOURS = 20 * 365 * 24
"""Over which the stories are spread."""
AT_ONCE = 2000
PICTURED = 10
"""One story in so many has a picture; the others' photos are known by their words."""
FEWEST_PICTURES, MOST_PICTURES = 8, 120
SECTIONS = ["World", "Politics", "Business", "Science", "Culture", "Sport", "Travel", "Local"]
PLACES = ["Minsk", "Kampala", "Lima", "Osaka", "Bergen", "Austin", "Lagos", "Rome", "Quito", "Tallinn", "Hanoi", "Perth"]
AGENCIES = ["AP", "Reuters", "AFP", "EPA", "dpa", "Kyodo News"]
FIRST = ["Ana", "Bo", "Chidi", "Dora", "Emil", "Fatima", "Goran", "Hana", "Ivo", "Jun", "Kofi", "Lena", "Mira", "Nils", "Olga"]
LAST = ["Abara", "Berg", "Costa", "Dvořák", "Eze", "Fischer", "Grin", "Haas", "Ito", "Jansen", "Kim", "Lund", "Mbeki", "Novak"]
COMMON = ["the", "of", "and", "in", "to", "a", "on", "for", "with", "people", "president", "minister", "police", "city", "water", "market"]
DIFFERENT = 30_000
"""Words in all."""


class Author:
    """Writes words by chance, some of them often and most of them seldom."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - nothing is to be kept from anybody
        self._drawn = self._draw(np.random.default_rng(seed))

    @staticmethod
    def _draw(chance: np.random.Generator) -> Iterator[str]:
        known, ranks = _words(), 1 / (np.arange(DIFFERENT) + 3)
        while True:
            yield from map(known.__getitem__, chance.choice(DIFFERENT, size=50_000, p=ranks / ranks.sum()).tolist())

    def sentence(self, words: int) -> str:
        """Give a sentence of so many words."""
        return f"{' '.join(islice(self._drawn, words)).capitalize()}."

    def credit(self) -> str:
        """Give a credit line."""
        return f"{self.chance.choice(FIRST)} {self.chance.choice(LAST)}/{self.chance.choice(AGENCIES)}"


@cache
def _words() -> list[str]:
    chance = random.Random(0)  # noqa: S311
    made = ("".join(chance.choices("abdeiklmnorstu", k=chance.randint(4, 9))) for _ in range(DIFFERENT - len(COMMON)))
    return [*COMMON, *made]


def make(number: int) -> Iterator[int]:
    """Add so many stories, in slices; give after each how many there are. The same stories are made each time, under other addresses."""
    sections = [Section.objects.get_or_create(slug=name.lower(), defaults={"name": name})[0] for name in SECTIONS]
    sources = [Source.objects.get_or_create(name=f"Paper {n}")[0] for n in range(1, 13)]
    pictures = _pictures(min(max(number // 100, FEWEST_PICTURES), MOST_PICTURES))
    before = Article.objects.filter(identity__startswith="made:").count()
    for some in batched(range(before, before + number), AT_ONCE):
        with transaction.atomic():
            author = Author(some[0])
            stories = Article.objects.bulk_create(_story(author, n, sections, sources) for n in some)
            _caption(author, stories, pictures)
        yield some[-1] + 1 - before


def _story(author: Author, number: int, sections: list[Section], sources: list[Source]) -> Article:
    chance = author.chance
    day = LAST_DAY - timedelta(hours=chance.randrange(HOURS), seconds=chance.randrange(3600))
    headline, standfirst = author.sentence(8).rstrip("."), author.sentence(20)
    section, place = chance.choice(sections), chance.choice(PLACES)
    body = "\n".join(f"<p>{author.sentence(30)} {author.sentence(20)}</p>" for _ in range(6))
    return Article(
        identity=f"made:{number}",
        slug=f"made-up-{number}",
        guid=f"tag:cutline.example,2026:made-up-{number}",
        kind="story",
        section=section,
        source_section=section,
        source=chance.choice(sources),
        headline=headline,
        source_headline=headline,
        standfirst=standfirst,
        source_standfirst=standfirst,
        authors=[f"{chance.choice(FIRST)} {chance.choice(LAST)}"],
        dateline=place.upper(),
        body=body.replace("<p>", f"<p>{place.upper()} -- ", 1),
        language="en",
        published_at=day,
        dated_at=day,
        changed_at=day,
    )


def _caption(author: Author, stories: list[Article], pictures: list[Photo]) -> None:
    """Give each story one or two captions, and every tenth a picture."""
    places = [(story, place) for story in stories for place in range(author.chance.randint(1, 2))]
    pictured = {story.pk for story in stories[::PICTURED]}
    worded = [Photo(article=story, words=f"photo {place}") for story, place in places if place or story.pk not in pictured]
    photos = iter(Photo.objects.bulk_create(worded))
    rows = []
    for story, place in places:
        photo = next(photos) if place or story.pk not in pictured else author.chance.choice(pictures)
        role = "gallery" if place else "lead"
        said = {"source_text": author.sentence(18), "source_credit": author.credit()}
        rows.append(Caption(article=story, photo=photo, born=photo, role=role, position=place, **said))
    write_names(Caption.objects.bulk_create(rows))


def _pictures(number: int) -> list[Photo]:
    chance = random.Random(number)  # noqa: S311
    return [_picture(chance) for _ in range(number)]


def _picture(chance: random.Random) -> Photo:
    """Paint a picture: sky, ground and something round, 960 × 640 pixels."""
    colours = [tuple(chance.randrange(40, 220) for _ in range(3)) for _ in range(3)]
    image = Image.new("RGB", (960, 640), colours[0])
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, chance.randrange(300, 500), 960, 640), fill=colours[1])
    left, top, size = chance.randrange(600), chance.randrange(300), chance.randrange(120, 300)
    draw.ellipse((left, top, left + size, top + size), fill=colours[2])
    data = BytesIO()
    image.save(data, "JPEG")
    stored = store(data.getvalue())
    said = {"width": stored.width, "height": stored.height, "colour": stored.colour}
    said |= {"original": stored.original, "own_digest": stored.digest, "has_avif": False}
    return Photo.objects.get_or_create(digest=stored.digest, defaults=said)[0]
