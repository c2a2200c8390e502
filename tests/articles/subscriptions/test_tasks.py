"""Sources and items have one task each at most, and sources take turns."""

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.tasks import TaskResultStatus
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles import charges
from articles.models import Article
from articles.subscriptions import tasks
from articles.subscriptions.feed import Item as Said
from articles.subscriptions.keeping import packed
from articles.subscriptions.rows import Item, Subscription
from tests.articles.subscriptions.papers import RSS, entry, rss, subscribe, whole

pytestmark = pytest.mark.django_db


def wait(source, count, **said):
    """Items of a source that wait."""
    given = [Said(f"{source.pk} {number}", f"https://a.example/{source.pk}/{number}", f"Item {number}") for number in range(count)]
    said = {"subscription": source, "content_digest": "", "due_at": timezone.now(), **said}
    return Item.objects.bulk_create(Item(guid_digest=each.guid_digest, url=each.url, said=packed(each), **said) for each in given)


def test_what_is_due_is_asked_and_what_it_brings_is_taken(publisher):
    publisher.answers = {f"/{name}": (200, RSS, rss(entry(name, f"/{name}/1", content=whole(name)))) for name in (1, 2)}
    for name in (1, 2):
        subscribe(publisher.url(f"/{name}"))
    tasks.see_to_all()
    assert Article.objects.count() == 2
    assert not Subscription.objects.exclude(task=None).exists()
    assert not Item.objects.exclude(task=None).exists()
    tasks.see_to_all()
    assert set(publisher.asked.values()) == {1}


class TestInTheQueue:
    @pytest.fixture(autouse=True)
    def _queue(self, settings):
        settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

    @pytest.fixture
    def work(self, monkeypatch):
        """Do the next task of the queue as a worker does; give what it was about."""
        monkeypatch.setattr(tasks.taking, "take", lambda pk, _: Item.objects.filter(pk=pk).update(state="refused", reason="x") and None)

        def work():
            row = DBTaskResult.objects.ready().first()
            if row is None:
                return None
            row.claim("w")
            row.task.call(SimpleNamespace(task_result=row.task_result), *row.args_kwargs["args"])
            row.set_successful(None)
            return row.args_kwargs["args"][0]

        return work

    def test_a_source_has_one_task_however_often_somebody_looks(self):
        source = subscribe("https://a.example/feed")
        tasks.see_to_all()
        tasks.see_to_all()
        assert [str(row.pk) for row in DBTaskResult.objects.all()] == [Subscription.objects.get(pk=source.pk).task]

    def test_of_one_source_few_items_are_in_hand_and_all_sources_have_some(self):
        many, few = subscribe("https://a.example/feed", is_gone=True), subscribe("https://b.example/feed", is_gone=True)
        wait(many, 50)
        wait(few, 2)
        for _ in range(3):
            tasks.see_to_all()
        in_hand = Item.objects.exclude(task=None)
        assert [in_hand.filter(subscription=source).count() for source in (many, few)] == [tasks.IN_HAND, 2]

    def test_a_source_with_a_thousand_news_does_not_hold_up_another_one_s_ten(self, work):
        many, few = subscribe("https://a.example/feed", is_gone=True), subscribe("https://b.example/feed", is_gone=True)
        wait(many, 1000)
        tasks.see_to_all()
        wait(few, 10)
        tasks.see_to_all()
        done = [work() for _ in range(60)]
        of = dict(Item.objects.values_list("pk", "subscription"))
        assert [of[pk] for pk in done].count(few.pk) == 10
        assert [of[pk] for pk in done].count(many.pk) == 50

    def test_items_are_taken_one_after_the_other_until_none_is_left(self, work):
        wait(subscribe("https://a.example/feed", is_gone=True), 30)
        tasks.see_to_all()
        done = list(iter(work, None))
        assert len(done) == len(set(done)) == 30

    def test_who_was_told_a_time_comes_back_then(self, work, monkeypatch):
        (item,) = wait(subscribe("https://a.example/feed", is_gone=True), 1)
        then = timezone.now() + timedelta(seconds=30)
        monkeypatch.setattr(tasks.taking, "take", lambda *_: then)
        tasks.see_to_all()
        work()
        follower = DBTaskResult.objects.get(status=TaskResultStatus.READY)
        item.refresh_from_db()
        assert (follower.run_after, item.task) == (then, str(follower.pk))

    def test_a_source_that_is_looked_for_is_asked_at_the_next_place_at_once(self, work, publisher):
        publisher.answers["/"] = (200, {"Content-Type": "text/html"}, b"<link rel='alternate' type='application/rss+xml' href='/feed'>")
        publisher.answers["/feed"] = (200, RSS, rss(entry(1, "/1")))
        source = subscribe(publisher.url("/"))
        tasks.see_to_all()
        work()
        assert DBTaskResult.objects.get(status=TaskResultStatus.READY).args_kwargs["args"] == [source.pk]

    def test_a_task_that_is_not_in_charge_asks_nothing(self, publisher):
        source = subscribe(publisher.url("/feed"))
        tasks.see_to_all()
        stranger = SimpleNamespace(task_result=SimpleNamespace(id="another", worker_ids=["w"], task=SimpleNamespace(run_after=None)))
        tasks.poll_source.func(stranger, source.pk)
        assert not publisher.asked

    def test_what_a_lost_task_left_is_given_to_another(self):
        source = subscribe("https://a.example/feed")
        tasks.see_to_all()
        DBTaskResult.objects.all().delete()
        assert charges.free_orphans(Subscription.objects) == 1
        tasks.see_to_all()
        assert DBTaskResult.objects.get().args_kwargs["args"] == [source.pk]

    def test_what_waits_for_later_and_what_is_paused_is_left(self):
        subscribe("https://a.example/feed", due_at=timezone.now() + timedelta(hours=1))
        wait(subscribe("https://b.example/feed", is_paused=True), 2)
        wait(subscribe("https://c.example/feed", is_gone=True), 2, due_at=timezone.now() + timedelta(hours=1))
        tasks.see_to_all()
        assert not DBTaskResult.objects.exists()
