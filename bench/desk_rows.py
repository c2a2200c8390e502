"""A made-up archive for measuring the desk: stories, photos, captions and names in the numbers that a paper has after some years."""

import random
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from django.contrib.auth import get_user_model
from django.db import models

from articles.models import Article, Section, Source
from gallery.models import Caption, Name, Photo

FIRST_DAY = datetime(2015, 1, 1, 6, 0, tzinfo=UTC)
SECTIONS = ["World", "Politics", "Business", "Science", "Culture", "Sport", "Travel", "Local"]
PLACES = ["Minsk, Belarus", "Kampala, Uganda", "Lima, Peru", "Osaka, Japan", "Bergen, Norway", "Austin, Texas", "Lagos, Nigeria", "Rome"]
AGENCIES = ["Associated Press", "Reuters", "AFP", "Getty Images", "EPA", "dpa", "TASS", "Kyodo News", *(f"Agency {n}" for n in range(40))]
FIRST = ["Ana", "Bo", "Chidi", "Dora", "Emil", "Fatima", "Goran", "Hana", "Ivo", "Jun", "Kofi", "Lena", "Mira", "Nils", "Olga", "Pavel"]
LAST = ["Abara", "Berg", "Costa", "Dvorak", "Eze", "Fischer", "Grin", "Haas", "Ito", "Jansen", "Kim", "Lund", "Mbeki", "Novak", "Okoro"]
_COMMON = "the people walk along old streets while police officers stand near a square during protests against new government rules"
COMMON = _COMMON.split()
BATCH = 2000


class Archive:
    """Rows drawn by chance, the same for the same seed."""

    def __init__(self, seed: int = 5) -> None:
        self.chance = random.Random(seed)
        self.words = ["".join(self.chance.choices("abdeiklmnorstu", k=self.chance.randint(4, 9))) for _ in range(6000)]
        self._weights = list(accumulate(1 / (rank + 3) for rank in range(len(self.words))))

    def sentence(self) -> str:
        """Words of a caption as a wire service writes one."""
        drawn = self.chance.choices(self.words, cum_weights=self._weights, k=14) + self.chance.sample(COMMON, 8)
        self.chance.shuffle(drawn)
        day = FIRST_DAY + timedelta(days=self.chance.randint(0, 3900))
        return f"{' '.join(drawn).capitalize()} in {self.chance.choice(PLACES)}, {day:%A, %b. {day.day}, %Y}."

    def person(self) -> str:
        """The name of one of some hundred photographers, few of them named often."""
        number = min(int(self.chance.expovariate(1 / 60)), len(FIRST) * len(LAST) - 1)
        return f"{FIRST[number % len(FIRST)]} {LAST[number // len(FIRST)]}"

    def agency(self) -> str:
        """The name of an agency: two captions in five are the first one's."""
        return AGENCIES[0] if self.chance.random() < 0.4 else AGENCIES[min(int(self.chance.expovariate(1 / 6)), len(AGENCIES) - 1)]


def fill(captions: int, seed: int = 5) -> None:
    """Fill an empty database with so many captions, about seven to a story, and the editor `bench`."""
    archive = Archive(seed)
    editor = get_user_model().objects.create_superuser("bench")
    stories = make_stories(archive, captions * 3 // 20)
    photos = _many(Photo, (_photo(archive, number) for number in range(captions)))
    rows = list(_captions(archive, stories, photos, editor))
    _many(Caption, rows)
    _name(rows)


def make_stories(archive: Archive, number: int) -> list[Article]:
    """Stories, one an hour or so."""
    sections = [Section.objects.create(name=name, slug=name.lower()) for name in SECTIONS]
    sources = [Source.objects.create(name=f"Paper {number}") for number in range(30)]
    days = [FIRST_DAY + timedelta(minutes=archive.chance.randint(0, 3900 * 1440)) for _ in range(number)]
    return _many(Article, (_story(archive, n, day, sections, sources) for n, day in enumerate(days)))


def _story(archive: Archive, number: int, day: datetime, sections: list[Section], sources: list[Source]) -> Article:
    return Article(
        identity=f"file:{number}",
        slug=f"story-{number}",
        guid=f"tag:bench.example,2026:{number}",
        kind="story",
        section=archive.chance.choice(sections),
        source=archive.chance.choice(sources),
        headline=" ".join(archive.chance.sample(archive.words, 8)).capitalize(),
        body=f"<p>{archive.sentence()}</p>\n" * 12,
        dated_at=day,
        changed_at=day,
    )


def _photo(archive: Archive, number: int) -> Photo:
    alt = archive.sentence() if archive.chance.random() < 0.7 else None
    return Photo(digest=f"{number:064x}", own_digest=f"{number:064x}", original=f"originals/{number}.jpg", width=1200, height=800, alt=alt)


def _captions(archive: Archive, stories: list[Article], photos: list[Photo], editor: models.Model) -> Iterable[Caption]:
    """One caption a photo: some without words or credit, some edited, some of which the source changed, some that repeat the last."""
    chance, before, position = archive.chance, "", 0
    owners = sorted([*range(len(stories)), *chance.choices(range(len(stories)), k=len(photos) - len(stories))])
    for number, photo in enumerate(photos):
        position = position + 1 if number and owners[number] == owners[number - 1] else 0
        text = "" if chance.random() < 0.01 else before if before and position and chance.random() < 0.005 else archive.sentence()
        credit = "" if chance.random() < 0.04 else f"{archive.person()}/{archive.agency()}"
        caption = Caption(
            article=stories[owners[number]], photo=photo, born=photo, role="gallery" if position else "lead", position=position
        )
        caption.source_text, caption.source_credit, before = text, credit, text
        if chance.random() < 0.05:
            _edit(caption, editor, chance.random() < 0.1)
        yield caption


def _edit(caption: Caption, editor: models.Model, overtaken: bool) -> None:
    caption.edited_text, caption.edited_credit = f"{caption.source_text} Edited.", caption.source_credit
    caption.basis_text, caption.basis_credit = "It said this." if overtaken else caption.source_text, caption.source_credit
    caption.edited_by, caption.edited_at = editor, FIRST_DAY + timedelta(days=4000)


def _name(captions: list[Caption]) -> None:
    """Link the captions with the names in their credit lines."""
    said = [(caption, *caption.credit.split("/")) for caption in captions if caption.credit]
    named = {(part, each[place]) for each in said for place, part in ((1, "photographer"), (2, "agency"))}
    rows = _many(Name, (Name(part=part, slug=name.lower().replace(" ", "-"), name=name) for part, name in sorted(named)))
    keys = {(row.part, row.name): row.pk for row in rows}
    through = Name.captions.through
    links = ((each[0].pk, keys[part, each[place]]) for each in said for place, part in ((1, "photographer"), (2, "agency")))
    _many(through, (through(caption_id=caption, name_id=name) for caption, name in links))


def _many[Row: models.Model](model: type[Row], rows: Iterable[Row]) -> list[Row]:
    return model._base_manager.bulk_create(rows, batch_size=BATCH)
