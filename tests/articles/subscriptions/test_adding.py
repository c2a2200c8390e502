"""Sources added by address and by list, and asked without a worker."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from articles import pace
from articles.models import Article
from articles.subscriptions import polling
from articles.subscriptions.adding import DELETED, NO_ADDRESS, add, add_list, look_for
from articles.subscriptions.rows import FormerAddress, Item, Subscription
from tests.articles.subscriptions.papers import RSS, entry, rss, whole

pytestmark = pytest.mark.django_db
HTML = {"Content-Type": "text/html"}


@pytest.fixture
def feed(publisher):
    publisher.answers["/feed"] = (200, RSS, rss(entry(1, "/1", content=whole(1)), entry(2, "/2")))
    return publisher.url("/feed")


def test_an_address_is_added_once_also_by_a_former_one(feed):
    first = add(feed)
    again = add(f" {feed}#top ")
    FormerAddress.objects.create(url="https://old.example/feed", subscription=first.source)
    assert (first.is_new, again.is_new, again.source) == (True, False, first.source)
    assert add("https://old.example/feed").source == first.source


@pytest.mark.parametrize(
    ("said", "url"),
    [("paper.example/feed", "https://paper.example/feed"), ("feed://paper.example/rss", "https://paper.example/rss")],
)
def test_an_address_as_people_write_it_is_one(said, url):
    assert add(said).source.url == url


@pytest.mark.parametrize("said", ["", "news", "ftp://paper.example/", "javascript:alert(1)", "https://" + "ü" * 1500, "file:///etc/passwd"])
def test_what_is_no_address_of_the_web_is_told(said):
    assert add(said).problem == NO_ADDRESS
    assert not Subscription.objects.exists()


def test_a_new_source_is_looked_for_until_it_is_found(publisher, feed):
    publisher.answers["/"] = (200, HTML, b"<html><link rel='alternate' type='application/rss+xml' href='/feed'></html>")
    added = look_for(add(publisher.url("/")))
    assert (added.source.url, added.problem) == (feed, "")
    again = look_for(add(publisher.url("/")))
    assert again.source == added.source


def test_a_page_of_a_source_that_is_there_is_that_source(publisher, feed):
    known = add(feed).source
    publisher.answers["/"] = (200, HTML, b"<html><link rel='alternate' type='application/rss+xml' href='/feed'></html>")
    added = look_for(add(publisher.url("/")))
    assert (added.source, added.is_new, Subscription.objects.count()) == (known, False, 1)


@pytest.mark.parametrize("is_paused", [True, False])
def test_a_new_source_that_may_not_be_asked_for_long_is_left_for_later(publisher, feed, monkeypatch, is_paused):
    added = add(feed)
    Subscription.objects.update(is_paused=is_paused)
    pace.rest(pace.host_of(feed), timezone.now() + timedelta(hours=1))
    asked = []
    poll = polling.poll

    def counted(pk, appointed):
        asked.append(pk)
        assert len(asked) < 3, "it goes round"
        return poll(pk, appointed)

    monkeypatch.setattr(polling, "poll", counted)
    found = look_for(added)
    assert (found.source, found.is_new, found.problem) == (added.source, True, "")
    assert not publisher.asked


def test_a_new_source_that_is_deleted_while_it_is_looked_for_is_told(publisher, monkeypatch):
    added = add(publisher.url("/"))
    monkeypatch.setattr(polling, "poll", lambda pk, appointed: Subscription.objects.all().delete() and None)
    assert look_for(added).problem == DELETED


def run(capsys, *arguments):
    try:
        call_command("subscribe", *arguments)
        code = 0
    except SystemExit as end:
        code = end.code
    return code, *capsys.readouterr()


def test_the_command_adds_asks_and_lists(capsys, feed):
    code, out, _ = run(capsys, feed)
    assert (code, out) == (0, f"{feed}: subscribed to The Harbour Paper ({feed})\n")
    code, out, err = run(capsys, "--poll")
    assert (code, Article.objects.count()) == (0, 1)
    assert "Seal 1 keeps ferry waiting → /" in out
    assert "the server answered 404 Not Found" in err
    _, out, _ = run(capsys, "--list", feed)
    assert "was subscribed to before" in out
    assert f"The Harbour Paper ({feed}): asked next" in out


def test_the_list_counts_what_waits_by_one_question_for_all_sources(capsys, django_assert_num_queries):
    for number in range(5):
        source = Subscription.objects.create(url=f"https://paper{number}.example/feed", title="Paper")
        Item.objects.bulk_create(Item(subscription=source, guid_digest=str(each), said={}) for each in range(number))
        Item.objects.create(subscription=source, guid_digest="refused", state="refused", reason="gone")
    with django_assert_num_queries(2):
        _, out, _ = run(capsys, "--list")
    told = [line.partition("; ")[2] for line in out.splitlines()]
    assert told == ["", "1 waiting", "2 waiting", "3 waiting", "4 waiting"]
    assert out.startswith("Paper (https://paper0.example/feed): asked next")


def test_the_command_takes_a_list_of_feeds_with_a_line_for_each(capsys, tmp_path):
    listed = (
        '<opml version="2.0"><body><outline text="One" xmlUrl="https://one.example/feed"/><outline text="Folder">'
        '<outline text="Two" xmlUrl="https://two.example/feed"/></outline><outline text="No feed"/></body></opml>'
    )
    (tmp_path / "feeds.opml").write_text(listed)
    code, out, err = run(capsys, str(tmp_path / "feeds.opml"))
    assert code == 1
    assert [line.partition(": ")[2] for line in out.splitlines()] == [
        "subscribed to One (https://one.example/feed)",
        "subscribed to Two (https://two.example/feed)",
    ]
    assert err == "No feed: It names no feed.\n"
    assert Subscription.objects.count() == 2


def test_a_list_finds_what_is_known_whatever_address_it_gives_of_it():
    there, index = add("https://one.example/feed").source, add("https://maps.example/index").source
    FormerAddress.objects.create(url="https://old.example/feed", subscription=there)
    Subscription.objects.filter(pk=there.pk).update(page="https://one.example/")
    part = Subscription.objects.create(url="https://maps.example/1", part_of=index)
    given = ["one.example/", "one.example/feed", "old.example/feed", "maps.example/1", "new.example/#a", "new.example/#b"]
    lines = "".join(f'<outline text="{each}" xmlUrl="https://{each}"/>' for each in given)
    added = list(add_list(f"<opml><body>{lines}</body></opml>".encode()))
    new = Subscription.objects.get(url="https://new.example/")
    assert [each.source for each in added] == [there, there, there, part, new, new]
    assert [each.is_new for each in added] == [False, False, False, True, True, False]
    assert [each.source.pk for each in added][-2:] == [new.pk] * 2


def test_a_list_that_is_known_costs_as_many_questions_however_long_it_is(django_assert_max_num_queries):
    lines = "".join(f'<outline text="{number}" xmlUrl="https://paper{number}.example/feed"/>' for number in range(300))
    listed = f"<opml><body>{lines}</body></opml>".encode()
    assert sum(added.is_new for added in add_list(listed)) == 300
    with django_assert_max_num_queries(6):
        assert not any(added.is_new for added in add_list(listed))


def test_a_file_that_is_no_list_is_told(capsys, tmp_path):
    (tmp_path / "page.html").write_text("<html></html>")
    code, _, err = run(capsys, str(tmp_path / "page.html"))
    assert code == 1
    assert "it is no OPML file" in err


def test_the_command_says_what_is_no_source(capsys, publisher):
    publisher.answers["/page"] = (200, HTML, b"<html>Nothing</html>")
    code, _, err = run(capsys, publisher.url("/page"), "news")
    assert code == 1
    assert "no feed and no news site map was found there" in err
    assert f"news: {NO_ADDRESS}" in err
    assert not Subscription.objects.exists()


def test_a_source_that_does_not_answer_stays_and_is_asked_again(capsys, publisher):
    publisher.answers["/feed"] = (503, {}, b"")
    code, _, err = run(capsys, publisher.url("/feed"))
    assert code == 1
    assert "503 Service Unavailable; it will be asked again" in err
    assert Subscription.objects.get().failures == 1


def test_what_a_task_is_in_charge_of_is_left_to_it(capsys, publisher, feed):
    source = add(feed).source
    Subscription.objects.filter(pk=source.pk).update(task="somebody's")
    run(capsys, "--poll")
    assert not publisher.asked
    assert not Item.objects.exists()
