"""Who loses a race does the same work again, on what the winner left; with PostgreSQL, two at once."""

import threading
from dataclasses import replace

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, OperationalError, connection, connections

from articles import photo_files
from articles.appearances import joining
from articles.appearances.joining import Undecidable
from articles.ingest import Given, store
from articles.models import Article
from gallery import races, renditions
from gallery.models import Decision, Photo, Rendition
from tests.articles.appearances import texts
from tests.articles.test_ingest import LEAD, PLACE, SECOND, STORY
from tests.factories import picture


class Deadlock(Exception):
    sqlstate = "40P01"


def a_deadlock():
    error = OperationalError("deadlock detected")
    error.__cause__ = Deadlock()
    return error


class Loser:
    """Work that leaves a row and then fails, as many times as it has errors."""

    def __init__(self, *errors):
        self.errors = list(errors)

    def __call__(self):
        Photo.objects.create()
        if self.errors:
            raise self.errors.pop()
        return "done"


@pytest.mark.django_db(transaction=True)
class TestAfterALoss:
    @pytest.mark.parametrize("error", [IntegrityError("unique"), a_deadlock()], ids=["a unique row", "a deadlock"])
    def test_the_work_is_done_again_and_leaves_its_rows_once(self, error):
        assert races.settled(Loser(error, error)) == "done"
        assert Photo.objects.count() == 1

    def test_it_is_not_done_for_ever(self):
        with pytest.raises(IntegrityError):
            races.settled(Loser(*[IntegrityError("unique")] * races.TRIES))
        assert not Photo.objects.exists()

    @pytest.mark.parametrize("error", [OperationalError("the disk is full"), ValueError("ours")])
    def test_what_is_no_race_is_raised_at_once(self, error):
        work = Loser(error, error)
        with pytest.raises(type(error)):
            races.settled(work)
        assert len(work.errors) == 1


def at_once(*works):
    """Do all at the same time, each on its own connection; give what went wrong."""
    start, wrong = threading.Barrier(len(works)), []

    def do(work):
        start.wait()
        try:
            work()
        except Exception as error:
            wrong.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=do, args=[work]) for work in works]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return wrong


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time")
class TestAtOnce:
    def test_stories_of_the_same_pictures_share_the_photos(self):
        orders = [(LEAD, SECOND), (SECOND, LEAD)] * 2
        stories = [replace(STORY, canonical_url=f"{PLACE}-{n}", sightings=seen) for n, seen in enumerate(orders)]
        assert at_once(*[lambda story=story: store(story, Given("a")) for story in stories]) == []
        assert (Article.objects.count(), Photo.objects.count(), Rendition.objects.count()) == (4, 2, 2)

    def test_one_story_is_one_article_and_one_file_one_photo(self):
        given = Given("a", pictures={LEAD.urls[0]: picture()})
        assert at_once(*[lambda: store(STORY, given)] * 4) == []
        assert (Article.objects.count(), Photo.objects.exclude(digest=None).count()) == (1, 1)

    def test_a_photo_gets_its_file_while_its_story_is_read(self):
        article = store(STORY, Given("a"))
        files = [renditions.store(picture(colour)) for colour in ("red", "blue")]
        photos = [caption.photo for caption in article.captions.order_by("-position")]

        def fetch():
            for photo, file in zip(photos, files, strict=True):
                photo_files._keep(photo, photo.renditions.get(), file)

        other = replace(STORY, sightings=tuple(reversed(STORY.sightings)))
        assert at_once(fetch, lambda: store(other, Given("a"))) == []
        assert Photo.objects.exclude(digest=None).count() == 2

    def test_copies_stored_at_once_are_one_story(self):
        copies = [texts.WIRE, *(texts.copy(f"Paper {number}") for number in range(5))]
        assert at_once(*[lambda story=story: store(story, Given("a")) for story in copies]) == []
        leading = Article.objects.get(status="published")
        assert set(Article.objects.filter(status="joined").values_list("joined_to", flat=True)) == {leading.pk}
        assert (Article.objects.count(), Decision.objects.filter(by_rule=True).count()) == (6, 5)

    def test_copies_that_are_joined_by_hand_and_by_a_rule_at_once_are_one_story(self):
        by = get_user_model().objects.create_user("ed")
        first, second = (store(texts.copy(name, texts.report(seed)), Given("a")) for seed, name in ((1, "A"), (2, "B")))
        works = [
            lambda: joining.make_one(first, second, by),
            lambda: store(texts.copy("C"), Given("a")),
            lambda: joining.let_lead(second, by),
        ]
        wrong = at_once(*works)
        assert [type(each) for each in wrong] in ([], [Undecidable])
        assert Article.objects.filter(joined_to=None).count() == 1
        assert not Article.objects.filter(joined_to__joined_to__isnull=False)
