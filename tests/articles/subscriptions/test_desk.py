"""Sources at the desk: the list, a source's page, subscribing, and who may."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from articles.admin import subscribing
from articles.models import Article, Item, Subscription
from articles.subscriptions.feed import Item as Said
from articles.subscriptions.health import HOLDS, State, state_of
from articles.subscriptions.keeping import packed
from articles.subscriptions.looking import NOTHING
from articles.subscriptions.polling import GONE
from articles.subscriptions.rows import FormerAddress
from tests.articles.subscriptions.papers import RSS, entry, rss, subscribe, whole
from tests.factories import make_article

pytestmark = pytest.mark.django_db(transaction=True)
LIST = "/admin/articles/subscription/"
ADD = f"{LIST}add/"
HOSTILE = "<script>alert('x')</script>"
LATER = timedelta(hours=1)


def page_of(source, name="change"):
    return reverse(f"admin:articles_subscription_{name}", args=[source.pk])


def now(source):
    return Subscription.objects.get(pk=source.pk)


def text(answer):
    return answer.content.decode()


def made(number=1, **said):
    """A source that was read and is asked later."""
    fine = {"title": f"Paper {number}", "format": "rss20", "due_at": timezone.now() + LATER, "asked_at": timezone.now()}
    return subscribe(f"https://{number}.example/feed", **(fine | said))


def bring(source, state=Item.State.REFUSED, count=1, title="A seal", **said):
    """Items of a source in a state."""
    begin = source.items.count()
    given = [Said(f"{number}", f"https://{source.pk}.example/{number}", title) for number in range(begin, begin + count)]
    said = {
        "state": state,
        "reason": "it is a list of links" if state == Item.State.REFUSED else "",
        "due_at": timezone.now() + LATER,
    } | said
    rows = [
        Item(subscription=source, guid_digest=each.guid_digest, url=each.url, said=packed(each), content_digest="", **said)
        for each in given
    ]
    return Item.objects.bulk_create(rows)


@pytest.fixture
def by(log_in):
    """An editor's client."""
    return log_in("editor")


STATES = {
    State.GONE: {"is_gone": True, "is_paused": True, "problem": GONE},
    State.PAUSED: {"is_paused": True, "failures": 1},
    State.FAILING: {"failures": 3, "failing_since": timezone.now() - timedelta(days=400), "problem": "the server answered 404 Not Found"},
    State.NEW: {"format": "", "asked_at": None},
    State.FINE: {},
}


class TestTheList:
    def test_says_how_each_source_is_and_why(self, by):
        for number, said in enumerate(STATES.values()):
            made(number, **said)
        page = text(by.get(LIST))
        assert all(state.label in page for state in State)
        assert "The server answered 404 Not Found." in page
        assert "Failing</span> since <time" in page
        assert "never</span>" in page

    @pytest.mark.parametrize("state", State)
    def test_is_narrowed_down_to_the_sources_in_a_state(self, by, state):
        sources = {each: made(number, **said) for number, (each, said) in enumerate(STATES.items())}
        assert state_of(sources[state]) is state
        assert list(by.get(LIST, {"health": state.value}).context["cl"].result_list) == [sources[state]]

    def test_every_source_is_in_exactly_one_state(self):
        for number in range(16):
            bits = [bool(number & bit) for bit in (1, 2, 4, 8)]
            source = made(number, is_gone=bits[0], is_paused=bits[1], failures=int(bits[2]), format="rss20" if bits[3] else "")
            assert [state for state, holds in HOLDS.items() if Subscription.objects.filter(holds, pk=source.pk)] == [state_of(source)]

    def test_counts_what_waits_and_what_was_refused_and_leads_there(self, by):
        source = made()
        bring(source, Item.State.WAITING, 2)
        bring(source, Item.State.REFUSED, 3)
        page = text(by.get(LIST))
        assert f'{page_of(source)}?items=waiting#items" class="unbroken">2 waiting' in page
        assert f'{page_of(source)}?items=refused#items" class="unbroken">3 refused' in page
        assert not by.get(LIST, {"items": "refused"}).context["cl"].result_list[0].failing_parts

    @pytest.mark.parametrize(("state", "found"), [("waiting", 1), ("refused", 0), ("none", 2)])
    def test_is_narrowed_down_by_what_was_brought(self, by, state, found):
        bring(made(1), Item.State.WAITING)
        made(2)
        assert len(by.get(LIST, {"items": state}).context["cl"].result_list) == found

    def test_is_searched_by_name_and_address(self, by):
        made(1)
        made(2, title="The Harbour")
        assert [each.title for each in by.get(LIST, {"q": "harbour"}).context["cl"].result_list] == ["The Harbour"]
        assert [each.title for each in by.get(LIST, {"q": "1.example"}).context["cl"].result_list] == ["Paper 1"]
        assert "No source is like that" in text(by.get(LIST, {"q": "nowhere"}))

    def test_asks_as_often_for_many_sources_as_for_few(self, by):
        def asked():
            with CaptureQueriesContext(
                connection,
            ) as queries:
                by.get(LIST)
            return len(queries)

        bring(made(1))
        few = asked()
        for number in range(2, 40):
            bring(made(number), Item.State.WAITING, 2)
        assert asked() == few

    def test_shows_the_site_maps_of_an_index_with_it(self, by):
        index = made(1, format="sitemap")
        made(2, part_of=index, failures=1, failing_since=timezone.now())
        assert list(by.get(LIST).context["cl"].result_list) == [index]
        assert "1 of its site maps fails." in text(by.get(LIST))

    def test_says_what_to_do_while_there_is_nothing(self, by, log_in):
        page = text(by.get(LIST))
        assert "Nothing is subscribed to yet" in page
        assert "Give an address, or the list of your feed reader" in page
        assert "Give an address" not in text(log_in("caption editor").get(LIST))

    def test_escapes_what_sources_call_themselves(self, by):
        source = made(title=HOSTILE, problem=HOSTILE, failures=1)
        bring(source, title=HOSTILE, reason=HOSTILE)
        for path in (LIST, page_of(source), page_of(source, "delete")):
            assert HOSTILE not in text(by.get(path))
            assert "&lt;script&gt;" in text(by.get(path))


def act(client, action, *sources):
    said = {"action": action, "_selected_action": [source.pk for source in sources]}
    return text(client.post(LIST, said, follow=True))


class TestActions:
    def test_pause_sources_and_let_them_go_on(self, by):
        first, second = made(1), made(2, is_paused=True)
        assert "1 source paused" in act(by, "pause", first, second)
        assert now(first).is_paused
        assert "2 sources going on" in act(by, "go_on", first, second)
        assert not now(second).is_paused

    def test_ask_sources_now_and_leave_the_paused_ones(self, by, publisher):
        publisher.answers["/feed"] = (200, RSS, rss(entry(1, "/1", content=whole(1))))
        source, paused = made(1), made(2, is_paused=True)
        Subscription.objects.filter(pk=source.pk).update(url=publisher.url("/feed"))
        page = act(by, "ask_now", source, paused)
        assert "1 source asked now" in page
        assert "1 was left as it is" in page
        assert publisher.asked == {"/feed": 1}
        assert now(source).title == "The Harbour Paper"

    def test_deleting_keeps_the_stories(self, by):
        source, story = made(), make_article()
        bring(source, Item.State.TAKEN, article=story)
        bring(source, Item.State.WAITING)
        said = {"action": "delete_selected", "_selected_action": [source.pk]}
        page = text(by.post(LIST, said))
        assert "The stories that it brought stay" in page
        assert "1 item waits and is forgotten" in page
        by.post(LIST, said | {"post": "yes"})
        assert not Subscription.objects.exists()
        assert Article.objects.get() == story


class TestASource:
    def test_says_what_it_is_and_when_it_is_asked(self, by):
        source = made(site="https://1.example/", page="https://1.example/news", interval=timedelta(hours=2))
        FormerAddress.objects.create(url="https://old.example/feed", subscription=source)
        page = text(by.get(page_of(source)))
        for said in (
            "RSS feed",
            "https://1.example/feed",
            "https://1.example/news",
            "https://old.example/feed",
            "About every 2 hours",
            "Fine",
        ):
            assert said in page

    def test_shows_what_it_brought_with_state_reason_and_story(self, by):
        source, story, draft = made(), make_article(headline="A bridge"), make_article(status="draft")
        bring(source, Item.State.TAKEN, article=story)
        bring(source, Item.State.TAKEN, article=draft)
        bring(source, Item.State.REFUSED, title="A list")
        page = text(by.get(page_of(source)))
        assert reverse("admin:articles_article_change", args=[story.pk]) in page
        assert story.get_absolute_url() in page
        assert draft.get_absolute_url() not in page
        assert "it is a list of links" in page
        assert "A list" in page
        assert "A bridge" not in text(by.get(page_of(source), {"items": "refused"}))

    def test_asks_as_often_for_many_items_as_for_few(self, by):
        def asked():
            with CaptureQueriesContext(connection) as queries:
                by.get(page_of(source))
            return len(queries)

        source = made()
        bring(source, Item.State.TAKEN, article=make_article())
        few = asked()
        for _ in range(60):
            bring(source, Item.State.TAKEN, article=make_article())
        assert asked() == few
        assert len(by.get(page_of(source), {"p": 2}).context["page"]) == 11

    def test_tells_its_site_maps(self, by):
        index = made(1, format="sitemap")
        made(2, part_of=index, failures=1, problem="the server answered 404 Not Found")
        page = text(by.get(page_of(index)))
        assert "1 of its site maps fails." in page
        assert "https://2.example/feed" in page

    def test_is_paused_and_goes_on(self, by):
        source = made()
        assert "Nobody asks this source" in text(by.post(page_of(source, "pause"), follow=True))
        assert now(source).is_paused
        assert "It is paused, so it was not asked" in text(by.post(page_of(source, "ask"), follow=True))
        assert "Nobody asks this source" not in text(by.post(page_of(source, "go_on"), follow=True))
        assert not now(source).is_paused

    def test_that_is_gone_is_asked_once_more(self, by, publisher):
        publisher.answers["/feed"] = (200, RSS, rss(entry(1, "/1", content=whole(1))))
        source = made(is_gone=True)
        Subscription.objects.filter(pk=source.pk).update(url=publisher.url("/feed"))
        by.post(page_of(source, "ask"))
        assert (now(source).is_gone, publisher.asked) == (False, {"/feed": 1})

    def test_that_is_gone_says_so_and_how_it_may_be_found_again(self, by):
        source = made(is_gone=True, problem=GONE)
        shown = by.get(page_of(source)).content.decode()
        assert f"{GONE[0].upper()}{GONE[1:]}." in shown
        assert "“Ask now” finds it" in shown

    def test_has_its_refused_items_tried_again(self, by):
        source = made()
        bring(source, Item.State.REFUSED, 2, tries=4)
        bring(source, Item.State.TAKEN)
        assert "2 refused items are tried again" in text(by.post(page_of(source, "retry"), follow=True))
        assert set(source.items.values_list("state", "tries")) == {("waiting", 0), ("taken", 0)}
        assert "Nothing is left" in text(by.post(page_of(source, "retry"), follow=True))

    def test_is_looked_at_again_while_it_is_asked(self, by, settings):
        settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
        source = made()
        page = text(by.post(page_of(source, "ask"), follow=True))
        assert "It is being asked" in page
        assert "No worker is running" in page
        assert DBTaskResult.objects.get().args_kwargs["args"] == [source.pk]
        hx = {"HTTP_HX_REQUEST": "true"}
        assert "It is being asked" in text(by.get(page_of(source), {"state": ""}, **hx))
        Subscription.objects.update(due_at=timezone.now() + LATER)
        assert by.get(page_of(source), {"state": ""}, **hx)["HX-Refresh"] == "true"

    def test_deleted_is_forgotten_and_its_stories_stay(self, by):
        source, story = made(), make_article()
        bring(source, Item.State.TAKEN, article=story)
        assert "The stories that it brought stay" in text(by.get(page_of(source, "delete")))
        by.post(page_of(source, "delete"), {"post": "yes"})
        assert (Subscription.objects.count(), Article.objects.get()) == (0, story)

    def test_that_is_none_leads_to_the_list(self, by):
        assert by.get(f"{LIST}999/change/").status_code == 302
        assert by.get(f"{LIST}999/change/", {"at": ""}).status_code == 302


class TestSubscribing:
    def test_to_a_feed_leads_to_its_page(self, by, publisher):
        publisher.answers["/feed"] = (200, RSS, rss(entry(1, "/1", content=whole(1))))
        page = text(by.post(ADD, {"address": publisher.url("/feed")}, follow=True))
        assert "The Harbour Paper" in page
        assert Subscription.objects.get().format == "rss20"

    def test_to_a_page_without_a_feed_says_so(self, by, publisher):
        publisher.answers["/"] = (200, {"Content-Type": "text/html"}, b"<html>Nothing</html>")
        source = subscribe(publisher.url("/"), problem=NOTHING, failures=1, due_at=timezone.now() + LATER)
        page = text(by.get(page_of(source)))
        assert "No feed and no news site map was found there." in page
        assert "Give the address of the feed itself" in page

    def test_to_what_is_known_leads_there(self, by):
        source = made()
        answer = by.post(ADD, {"address": "1.example/feed"}, follow=True)
        assert "This was subscribed to before" in text(answer)
        assert answer.redirect_chain[-1][0].startswith(page_of(source))

    def test_to_a_page_that_led_to_a_known_feed_leads_there(self, by):
        source = made()
        FormerAddress.objects.create(url="https://1.example/", subscription=source)
        answer = by.get(f"{LIST}999/change/", {"at": "https://1.example/"}, follow=True)
        assert "leads to the same feed" in text(answer)
        assert by.get(f"{LIST}999/change/", {"at": "https://1.example/"}, HTTP_HX_REQUEST="true")["HX-Refresh"] == "true"

    @pytest.mark.parametrize("address", ["news", "javascript:alert(1)", f"ftp://{HOSTILE}"])
    def test_to_what_is_no_address_says_so_and_keeps_it_in_the_form(self, by, address):
        answer = by.post(ADD, {"address": address})
        assert "it is no address of the web" in text(answer)
        assert answer.context["form"]["address"].value() == address
        assert HOSTILE not in text(answer)
        assert not Subscription.objects.exists()

    def test_to_nothing_or_to_two_things_says_what_to_give(self, by):
        assert "Give an address or a file." in text(by.post(ADD, {"address": " "}))
        answer = by.post(ADD, {"address": "1.example", "file": opml("")})
        assert "not both" in text(answer)
        assert not Subscription.objects.exists()

    def test_to_a_list_reports_every_line(self, by):
        made(1)
        lines = [f'<outline text="Paper {number}" xmlUrl="https://{number}.example/feed"/>' for number in (1, 2, 3)]
        page = text(by.post(ADD, {"file": opml("".join(lines), '<outline text="&lt;b&gt;"/>', '<outline xmlUrl="x:y" text="Bad"/>')}))
        assert "2 added, 1 known already, 2 left out" in page
        assert "&lt;b&gt;</span>: It names no feed." in page
        assert "Bad</span>: Its address is none of the web." in page
        assert Subscription.objects.count() == 3

    @pytest.mark.parametrize(
        ("data", "problem"), [(b"<html>", "it is no OPML file"), (b"<opml></opml>", "it lists no feeds"), (b"", "empty")]
    )
    def test_to_what_is_no_list_says_so(self, by, data, problem):
        assert problem in text(by.post(ADD, {"file": SimpleUploadedFile("feeds.opml", data)}))

    def test_to_a_list_that_is_too_large_says_so_before_it_is_read(self, by, monkeypatch):
        monkeypatch.setattr(subscribing, "MAX_BYTES", 10)
        monkeypatch.setattr(subscribing, "add_list", None)
        assert "It is larger than" in text(by.post(ADD, {"file": opml("")}))


def opml(*lines):
    return SimpleUploadedFile("feeds.opml", f'<opml version="2.0"><body>{"".join(lines)}</body></opml>'.encode())


def test_a_caption_editor_looks_and_decides_nothing(log_in):
    client, source = log_in("caption editor"), made()
    bring(source)
    page = text(client.get(page_of(source)))
    assert "it is a list of links" in page
    assert not any(f"/{name}/" in page for name in ("ask", "pause", "retry", "delete"))
    assert "Subscribe to a source" not in text(client.get(LIST))
    assert "<select" not in text(client.get(LIST))
    assert client.get(ADD).status_code == 403
    act(client, "pause", source)
    assert not now(source).is_paused
