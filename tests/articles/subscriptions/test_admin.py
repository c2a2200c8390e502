"""The desk's list of sources."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse

from articles.models import Article
from articles.subscriptions.rows import Item, Subscription
from articles.subscriptions.taking import take
from tests.articles.subscriptions.papers import RSS, entry, rss, subscribe, whole

pytestmark = pytest.mark.django_db
LIST, ADD = "admin:articles_subscription_changelist", "admin:articles_subscription_add"


@pytest.fixture
def desk(client):
    user = get_user_model().objects.create_user("editor", is_staff=True)
    user.groups.add(Group.objects.get(name="editor"))
    client.force_login(user)
    return client


def act(desk, action, *sources):
    return desk.post(reverse(LIST), {"action": action, "_selected_action": [source.pk for source in sources]}, follow=True)


def test_a_source_is_added_by_its_address_and_asked_at_once(desk, publisher):
    publisher.answers["/feed"] = (200, RSS, rss(entry(1, "/1", content=whole(1))))
    desk.post(reverse(ADD), {"url": f" {publisher.url('/feed')}#top"})
    assert Subscription.objects.get().title == "The Harbour Paper"
    assert Item.objects.count() == 1


def test_what_is_no_address_or_is_there_already_is_told(desk):
    subscribe("https://a.example/feed")
    assert "It is no address of the web." in desk.post(reverse(ADD), {"url": "news"}).content.decode()
    assert "It is subscribed to already" in desk.post(reverse(ADD), {"url": "a.example/feed"}).content.decode()


def test_the_list_tells_how_sources_are_in_as_many_questions_however_many_there_are(desk, django_assert_max_num_queries):
    for number in range(30):
        source = subscribe(f"https://a.example/{number}", failures=number % 2, problem="it is a page, not a feed" * (number % 2))
        Item.objects.create(subscription=source, guid_digest="1", said={}, state="refused", reason="it is no story")
    with django_assert_max_num_queries(12):
        said = desk.get(reverse(LIST)).content.decode()
    assert "it is a page, not a feed" in said
    failing = desk.get(reverse(LIST), {"health": "failing"})
    assert failing.context["cl"].result_count == 15


def test_a_source_tells_what_was_refused_and_why(desk):
    source = subscribe("https://a.example/feed")
    Item.objects.create(subscription=source, guid_digest="1", url="https://a.example/1", said={}, state="refused", reason="it is no story")
    said = desk.get(reverse("admin:articles_subscription_change", args=[source.pk])).content.decode()
    assert "https://a.example/1: it is no story" in said


def test_a_source_is_paused_goes_on_and_is_fetched_now(desk, publisher):
    publisher.answers["/feed"] = (200, RSS, rss(entry(1, "/1", content=whole(1))))
    source = subscribe(publisher.url("/feed"), is_gone=True, etag="x")
    act(desk, "pause", source)
    assert Subscription.objects.get().is_paused
    act(desk, "go_on", source)
    act(desk, "fetch_now", source)
    source.refresh_from_db()
    assert (source.is_paused, source.is_gone, publisher.asked["/feed"], Item.objects.count()) == (False, False, 1, 1)


def test_a_deleted_source_leaves_its_stories(desk, publisher):
    publisher.answers["/feed"] = (200, RSS, rss(entry(1, "/1", content=whole(1))))
    desk.post(reverse(ADD), {"url": publisher.url("/feed")})
    (item,) = Item.objects.all()
    take(item.pk, appointed=False)
    desk.post(reverse("admin:articles_subscription_delete", args=[Subscription.objects.get().pk]), {"post": "yes"})
    assert not Subscription.objects.exists()
    assert Article.objects.count() == 1
