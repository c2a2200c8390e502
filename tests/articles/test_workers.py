"""Work that a dead worker left lying is taken up by a living one, and nobody else's."""

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.db.models.functions import Now
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles import charges, workers
from articles.models import Worker
from articles.tasks import fetch_photo
from gallery.models import Photo

pytestmark = pytest.mark.django_db
NAME = "cutline-here-1-abcd"


@pytest.fixture(autouse=True)
def _queue(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture
def begun():
    """A task that workers began, the last one of them just now."""

    def begun(*names):
        row = DBTaskResult.objects.get(pk=fetch_photo.enqueue(Photo.objects.create().pk).id)
        for name in names:
            row.claim(name)
        return row

    return begun


def seen(name=NAME, ago=0.0):
    Worker.objects.update_or_create(name=name, defaults={"seen_at": Now() - timedelta(seconds=ago)})


def test_what_a_living_worker_does_is_left_to_it(begun):
    seen()
    row = begun(NAME)
    assert workers.take_up_abandoned() == 0
    row.refresh_from_db()
    assert row.status == TaskResultStatus.RUNNING


def test_what_a_worker_without_signs_of_life_began_is_put_back_at_once(begun):
    seen(ago=60)
    row = begun(NAME)
    assert workers.take_up_abandoned() == 1
    assert list(DBTaskResult.objects.ready()) == [row]
    assert not Worker.objects.exists()


def test_what_a_worker_that_nobody_knows_began_is_put_back(begun):
    begun(NAME)
    assert workers.take_up_abandoned() == 1


def test_what_ended_several_workers_waits_longer_each_time(begun):
    waits = []
    for times in (2, 4, 30):
        row = begun(*[NAME] * times)
        workers.take_up_abandoned()
        row.refresh_from_db()
        waits.append((row.run_after - timezone.now()).total_seconds())
    assert waits == pytest.approx([2, 14, 3600], abs=2)


def test_a_worker_of_another_kind_gives_no_signs_and_is_left_alone(begun):
    begun("a-plain-db-worker")
    assert workers.take_up_abandoned() == 0


def test_a_photo_whose_task_is_gone_is_free_again(begun):
    waiting, ended, lost = Photo.objects.create(), Photo.objects.create(), Photo.objects.create(task="lost")
    for photo in (waiting, ended):
        Photo.objects.filter(pk=photo.pk).update(task=fetch_photo.enqueue(photo.pk).id)
    ended.refresh_from_db()
    DBTaskResult.objects.filter(pk=ended.task).update(status=TaskResultStatus.FAILED)
    assert charges.free_orphans(Photo.objects) == 2
    assert [bool(Photo.objects.get(pk=photo.pk).task) for photo in (waiting, ended, lost)] == [True, False, False]


def test_names_are_short_and_never_the_same():
    names = {workers.own_name() for _ in range(100)}
    assert len(names) == 100
    assert max(map(len, names)) <= 64


@pytest.mark.django_db(transaction=True)
def test_a_worker_is_seen_while_it_lives_and_forgotten_when_it_ends(settings):
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    with workers.living(NAME):
        assert Worker.objects.filter(name=NAME).exists()
    assert not Worker.objects.filter(name=NAME).exists()


def test_a_worker_that_others_thought_dead_is_told():
    seen()
    assert workers._beat(NAME, 1)
    Worker.objects.all().delete()
    assert not workers._beat(NAME, 2)


def test_a_photo_that_a_run_of_a_task_is_in_charge_of_is_not_freed(begun):
    row = begun(NAME)
    Photo.objects.update(task=f"{row.pk}:1")
    assert charges.free_orphans(Photo.objects) == 0


def test_a_process_that_is_gone_is_told_from_one_that_lives():
    gone = subprocess.Popen([sys.executable, "-c", ""])
    gone.wait()
    assert [workers._lives(process) for process in (os.getpid(), gone.pid)] == [True, False]
