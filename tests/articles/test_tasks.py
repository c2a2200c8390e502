"""One task in charge of a photo at most, and each hands on to the next."""

from types import SimpleNamespace

import pytest
from django_tasks_db.models import DBTaskResult

from articles import charges, tasks
from gallery.models import Photo, Rendition
from tests.factories import add_caption, make_article, make_photo, picture

pytestmark = pytest.mark.django_db
QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def article(publisher):
    """A story of three photos; the second can't be had."""
    article = make_article()
    publisher.answers = {"/0": picture("red"), "/2": picture("blue")}
    for number in range(3):
        photo = Photo.objects.create()
        Rendition.objects.create(photo=photo, url=publisher.url(f"/{number}"), key=f"{number}")
        add_caption(article, f"Photo {number}.", photo)
    return article


def digests(article):
    return [bool(caption.photo.digest) for caption in article.captions.in_order()]


def test_every_photo_of_a_story_is_seen_to(article):
    tasks.see_to(article.pk)
    assert digests(article) == [True, False, True]
    assert not Photo.objects.exclude(task=None).exists()


def test_seen_to_twice_nothing_is_asked_for_twice(article, publisher):
    tasks.see_to(article.pk)
    tasks.see_to(article.pk)
    tasks.see_to_all()
    assert set(publisher.asked.values()) == {1}


def test_avif_follows_the_file(article, settings):
    settings.CUTLINE_AVIF = True
    tasks.see_to(article.pk)
    assert list(Photo.objects.order_by("pk").values_list("has_avif", flat=True)) == [True, None, True]


def test_avif_is_made_of_photos_that_came_with_their_page_too(settings):
    settings.CUTLINE_AVIF = True
    article = make_article()
    add_caption(article, "Here.", make_photo())
    tasks.see_to(article.pk)
    assert Photo.objects.get().has_avif


class TestInTheQueue:
    @pytest.fixture(autouse=True)
    def _queue(self, settings):
        settings.TASKS = QUEUE

    @pytest.fixture
    def queued(self):
        return DBTaskResult.objects

    def test_a_photo_has_one_task_however_often_it_is_seen_to(self, article, queued):
        tasks.see_to(article.pk)
        tasks.see_to(article.pk)
        tasks.see_to_all()
        assert {str(row.pk) for row in queued.all()} == set(Photo.objects.values_list("task", flat=True))
        assert queued.count() == 3

    def test_a_task_that_is_not_in_charge_does_nothing(self, article, publisher):
        tasks.see_to(article.pk)
        photo = article.captions.first().photo
        stranger = SimpleNamespace(task_result=SimpleNamespace(id="another", worker_ids=["w"], task=SimpleNamespace(run_after=None)))
        tasks.fetch_photo.func(stranger, photo.pk)
        assert not publisher.asked

    def test_what_can_t_be_had_now_is_put_back_with_a_time(self, article, publisher, queued):
        publisher.answers["/1"] = (503, {}, b"")
        tasks.see_to(article.pk)
        row = queued.get(args_kwargs__args=[article.captions.in_order()[1].photo_id])
        context = SimpleNamespace(task_result=SimpleNamespace(id=str(row.pk), worker_ids=["w"], task=SimpleNamespace(run_after=None)))
        tasks.fetch_photo.func(context, row.args_kwargs["args"][0])
        follower = queued.exclude(pk=row.pk).get(args_kwargs=row.args_kwargs)
        assert follower.run_after == Rendition.objects.get(url=publisher.url("/1")).next_try
        assert Photo.objects.get(pk=row.args_kwargs["args"][0]).task == str(follower.pk)

    def test_a_run_that_was_thought_dead_hands_nothing_on(self, article, queued, monkeypatch):
        tasks.see_to(article.pk)
        row = queued.first()
        (pk,) = row.args_kwargs["args"]

        def run(*workers):
            given = SimpleNamespace(id=str(row.pk), worker_ids=workers, task=SimpleNamespace(run_after=None))
            tasks.fetch_photo.func(SimpleNamespace(task_result=given), pk)

        def be_stopped(pk, appointed):
            # Meanwhile the task was given to another worker, which is still at it.
            charges.take(Photo.objects, SimpleNamespace(task_result=SimpleNamespace(id=str(row.pk), worker_ids=["a", "b"])), pk)

        monkeypatch.setattr(tasks.photo_files, "fetch_file", be_stopped)
        run("a")
        assert Photo.objects.get(pk=pk).task == f"{row.pk}:2"
        assert queued.count() == 3
