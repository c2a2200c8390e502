"""What editors decide about stories, and that later readings leave it."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse
from lxml import html

from articles import desk
from articles.ingest import Given, store
from articles.models import Article, Correction, Section
from articles.reading.reader import read
from gallery.desk.journal import undo
from gallery.library import settle_story
from gallery.models import Decision
from tests.factories import make_story

pytestmark = pytest.mark.django_db

PAGE = """<!DOCTYPE html><html lang="en"><head><link rel="canonical" href="https://p.example/bridge">
<meta property="og:type" content="article">
<title>{0}</title></head><body><article><h1>{0}</h1><p>The bridge over the river stands since the year it was built, they say.</p>
<p>It will stand for many years more, if the river lets it, the engineers of the town say today.</p></article></body></html>"""


@pytest.fixture
def by():
    return get_user_model().objects.create_superuser("ed", password="x")


@pytest.fixture
def at_desk(client, by):
    client.force_login(by)
    return client


def ingest(headline):
    page = PAGE.format(headline).encode()
    return store(read(page, "https://p.example/bridge"), Given("bridge", "https://p.example/bridge"))


def test_a_story_with_very_many_photos_is_saved(at_desk):
    story = make_story(photos=1)
    sent = {f"captions-{number}-text": "A bridge." for number in range(1500)}
    answer = at_desk.post(reverse("admin:articles_article_change", args=[story.pk]), sent)
    assert answer.status_code == 200  # what is sent lacks the form's own fields, which is said in words


def test_a_correction_that_is_sent_twice_stands_once(at_desk):
    story = make_story()
    for _ in range(2):
        at_desk.post(reverse("admin:articles_article_correct", args=[story.pk]), {"text": "The bridge is in Vale."})
    assert story.corrections.count() == Decision.objects.count() == 1


def test_another_reason_for_withdrawing_is_no_change_for_readers(by):
    article = make_story(photos=1)
    desk.edit(article, article.version, {"status": "withdrawn", "withdrawn_because": "A complaint."}, by)
    before = article.changed_at
    desk.edit(article, article.version, {"withdrawn_because": "A court said so."}, by)
    assert (article.withdrawn_because, article.changed_at) == ("A court said so.", before)
    undo(Decision.objects.latest("pk"), by)
    article.refresh_from_db()
    assert (article.withdrawn_because, article.changed_at) == ("A complaint.", before)


def test_that_an_editor_s_headline_is_kept_over_a_new_one_is_no_change_for_readers_nor_is_taking_that_back(by):
    article = ingest("The bridge stands")
    desk.edit(article, article.version, {"edited_headline": "The bridge"}, by)
    ingest("The bridge falls")
    article.refresh_from_db()
    before = article.changed_at
    desk.answer(article, article.version, "headline", True, "The bridge falls", by)
    undo(Decision.objects.latest("pk"), by)
    article.refresh_from_db()
    assert (article.headline, article.basis_headline, article.changed_at) == ("The bridge", "The bridge stands", before)


def test_a_correction_that_is_taken_back_is_a_change_for_readers(by):
    article = make_story(photos=1)
    desk.correct(article, "The bridge is in Vale.", by)
    before = Article.objects.get().changed_at
    undo(Decision.objects.get(), by)
    assert Article.objects.get().changed_at > before


def address(article, name="change"):
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


def form(article, **written):
    none = {"captions-TOTAL_FORMS": 0, "captions-INITIAL_FORMS": 0}
    said = {"headline": article.headline, "standfirst": article.standfirst, "section": article.section_id or "", "status": article.status}
    return said | {"opened_story": article.version, "_continue": "1"} | none | written


def order_of(article):
    return list(article.captions.in_order().values_list("photo", flat=True))


def test_an_editors_headline_outlives_every_ingest_and_undo_shows_the_sources(by):
    story = ingest("The bridge stands")
    desk.edit(story, 1, {"edited_headline": "A bridge holds"}, by)
    story = ingest("The bridge still stands")
    assert (story.headline, story.source_headline) == ("A bridge holds", "The bridge still stands")
    changed = Article.objects.get().changed_at
    ingest("The bridge really stands")
    assert Article.objects.get().changed_at == changed
    undo(Decision.objects.first(), by)
    assert Article.objects.get().headline == "The bridge really stands"


def test_section_and_standfirst_are_written_at_the_desk_and_given_back(at_desk):
    story = make_story(standfirst="It was expected to fall.")
    science = Section.objects.create(name="Science", slug="science")
    page = at_desk.post(address(story), form(story, standfirst="It holds.", section=science.pk), follow=True).content.decode()
    assert "It was expected to fall." in page
    story.refresh_from_db()
    assert (story.standfirst, story.section) == ("It holds.", science)
    at_desk.post(address(story, "source"), {"version": story.version, "field": "section_id", "seen": story.source_section_id})
    story.refresh_from_db()
    assert (story.standfirst, story.section.name) == ("It holds.", "World")


def test_what_a_source_changes_under_an_editors_headline_is_told_with_what_it_was_and_kept_or_taken(at_desk, by):
    story = ingest("The bridge stands")
    at_desk.post(address(story), form(story, headline="A bridge holds"))
    assert "The source changed its headline" not in at_desk.get(address(story)).content.decode()
    story = ingest("The bridge fell")
    page = at_desk.get(address(story))
    (told,) = page.context["source_says"]
    assert (told["was"], told["now"], told["yours"]) == ("The bridge stands", "The bridge fell", "A bridge holds")
    assert "The source changed its headline" in page.content.decode()
    answer = {"version": story.version, "field": "headline", "answer": "keep"}
    assert "Not saved" in at_desk.post(address(story, "source"), answer | {"seen": "The bridge stands"}, follow=True).content.decode()
    at_desk.post(address(story, "source"), answer | {"seen": "The bridge fell"})
    assert not at_desk.get(address(story)).context["source_says"][0]["changed"]
    undo(Decision.objects.first(), by)
    assert at_desk.get(address(story)).context["source_says"][0]["changed"]
    story.refresh_from_db()
    at_desk.post(address(story, "source"), {"version": story.version, "field": "headline", "seen": "The bridge fell", "answer": "take"})
    story.refresh_from_db()
    assert (story.headline, story.edited_headline, story.basis_headline) == ("The bridge fell", None, None)


def test_a_storys_page_is_called_by_its_headline_and_the_list_counts_standing_photos(at_desk):
    story = make_story()
    story.captions.filter(position=2).update(stands=False)
    assert f"<title>{story.headline} |" in at_desk.get(address(story)).content.decode()
    (row,) = at_desk.get("/admin/articles/article/").context["cl"].result_list
    assert row.photo_count == 2


def test_the_second_of_two_editors_is_told_and_loses_nothing(at_desk):
    story = make_story()
    second = form(story, headline="Mine")
    at_desk.post(address(story), form(story, headline="The first one’s"))
    page = at_desk.post(address(story), second).content.decode()
    assert "It now says “The first one’s”" in page
    assert 'value="Mine"' in page
    story.refresh_from_db()
    assert story.headline == "The first one’s"
    at_desk.post(address(story), second | {"opened_story": story.version})
    story.refresh_from_db()
    assert story.headline == "Mine"


def test_what_the_second_editor_left_alone_stays_as_the_first_one_wrote_it(at_desk):
    story = make_story()
    opened = {"initial-headline": story.headline, "initial-section": story.section_id, "initial-status": "published"}
    second = form(story, headline="Mine") | opened
    at_desk.post(address(story), form(story, standfirst="The first one’s") | opened)
    page = at_desk.post(address(story), second)
    assert "While you were writing, ed changed this story." in page.content.decode()
    shown = html.fromstring(page.content).get_element_by_id("article_form")
    sent = {name: value.strip() for name, value in shown.form_values() if not name.startswith("captions-")}
    at_desk.post(address(story), sent | {"captions-TOTAL_FORMS": 0, "captions-INITIAL_FORMS": 0, "_continue": "1"})
    story.refresh_from_db()
    assert (story.headline, story.standfirst) == ("Mine", "The first one’s")


def test_the_same_words_from_a_page_opened_before_are_saved_already(at_desk):
    story = make_story()
    sent = form(story, headline="Mine") | {"initial-headline": story.headline, "initial-section": "1", "initial-status": "published"}
    for _ in range(2):
        assert at_desk.post(address(story), sent).status_code == 302
    assert Decision.objects.count() == 1


def test_a_draft_is_seen_by_the_desk_alone(at_desk, client, by):
    story = make_story(status="draft")
    assert at_desk.get(address(story, "preview")).status_code == 200
    at_desk.logout()
    assert story.headline not in client.get("/").content.decode() + client.get("/feed/").content.decode()
    assert client.get(story.get_absolute_url()).status_code == 404
    assert client.get(address(story, "preview")).status_code == 302


def test_new_stories_may_arrive_as_drafts(settings):
    settings.CUTLINE_NEW_STORIES = "draft"
    assert ingest("The bridge stands").status == "draft"


def test_a_story_is_withdrawn_with_a_reason_that_readers_dont_see(at_desk):
    story = make_story()
    at_desk.post(address(story), form(story, status="withdrawn"))
    assert Article.objects.get().status == "published"
    at_desk.post(address(story), form(story, status="withdrawn", withdrawn_because="A secret complaint."))
    page = at_desk.get(story.get_absolute_url())
    assert page.status_code == 410
    assert "secret" not in page.content.decode()
    assert "secret" in at_desk.get(address(story)).content.decode()


def test_an_editors_order_outlives_reading_again_and_the_first_one_leads(client, by):
    story = make_story(photos=4)
    before, page = order_of(story), client.get(story.get_absolute_url()).content
    wanted = [before[2], before[0], before[3], before[1]]
    desk.arrange(story, 1, wanted, by)
    assert order_of(story) == wanted
    assert [caption.role for caption in story.captions.in_order()] == ["lead", "gallery", "gallery", "inline"]
    settle_story(Article.objects.get())
    assert order_of(story) == wanted
    undo(Decision.objects.first(), by)
    assert order_of(story) == before
    assert client.get(story.get_absolute_url()).content == page


def test_photos_are_ordered_by_numbers_without_javascript_and_back_again(at_desk):
    story = make_story(photos=3)
    first, second, third = order_of(story)
    at_desk.post(address(story, "arrange"), {"version": 1, f"place-{first}": "3", f"place-{second}": "2", f"place-{third}": "1"})
    assert order_of(story) == [third, second, first]
    page = at_desk.post(address(story, "arrange"), {"version": 1, "source": "1"}, follow=True).content.decode()
    assert "somebody else changed this story" in page
    at_desk.post(address(story, "arrange"), {"version": 2, "source": "1"})
    assert order_of(story) == [first, second, third]


def test_corrections_stand_under_the_story_and_in_the_feed_the_newest_last(at_desk):
    story = make_story()
    for text in ("The bridge is <old>.", "It is in Vale."):
        at_desk.post(address(story, "correct"), {"text": text})
    for path in (story.get_absolute_url(), "/feed/"):
        page = at_desk.get(path).content.decode()
        assert 0 < page.index("lt;old") < page.index("It is in Vale.")
    now = Article.objects.get()
    assert (now.changed_at > story.changed_at, now.dated_at) == (True, story.dated_at)
    undo(Decision.objects.first(), get_user_model().objects.get())
    assert [each.text for each in Correction.objects.all()] == ["The bridge is <old>."]


def test_a_correction_is_reworded_under_its_old_time_and_the_history_keeps_what_it_said(at_desk):
    story = make_story()
    at_desk.post(address(story, "correct"), {"text": "It is in\r\nVale."})
    made, changed = Correction.objects.get(), Article.objects.get().changed_at
    said = {"correction": made.pk, "was": made.text.replace("\n", "\r\n"), "text": "It is in Vale, on the Arda."}
    at_desk.post(address(story, "reword"), said)
    now = Correction.objects.get()
    assert (now.text, now.at) == ("It is in Vale, on the Arda.", made.at)
    assert Article.objects.get().changed_at > changed
    assert "Reworded a correction" in at_desk.get(address(story)).content.decode()
    assert Decision.objects.first().changes.get(subject="articles.correction").before["text"] == "It is in\nVale."
    page = at_desk.post(address(story, "reword"), said | {"text": "In the dale."}, follow=True).content.decode()
    assert "somebody else reworded" in page
    assert "In the dale." in page
    undo(Decision.objects.first(), get_user_model().objects.get())
    assert Correction.objects.get().text == "It is in\nVale."


@pytest.mark.parametrize("name", ["arrange", "correct", "reword", "source"])
def test_who_may_not_change_stories_decides_nothing_by_hand(client, name):
    story = make_story()
    client.force_login(get_user_model().objects.create_user("x", is_staff=True))
    assert client.post(address(story, name), {"text": "x", "field": "headline", "version": 1}).status_code == 403
    assert not Decision.objects.exists()
