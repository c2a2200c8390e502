"""Whatever is posted at the desk, or written into its addresses, gets an answer: a NUL is an error of the database's on PostgreSQL."""

import pytest
from django.contrib.auth import get_user_model

from articles.models import Correction
from gallery.models import Caption, Decision, Photo
from tests.factories import make_story

pytestmark = pytest.mark.django_db
WORDS = "Two \0words\x1b"


@pytest.fixture
def story():
    return make_story(photos=1)


@pytest.fixture
def at_desk(client):
    client.force_login(get_user_model().objects.create_superuser("ed"))
    return client


def test_a_reason_for_withdrawing_loses_them(at_desk, story):
    photo = story.captions.get().photo
    at_desk.post(f"/admin/gallery/photo/{photo.pk}/withdraw/", {"because": WORDS})
    assert Photo.objects.get(pk=photo.pk).withdrawn_because == "Two words"
    assert Decision.objects.get().said == f"Withdrew photo {photo.pk}: Two words"


def test_a_reason_of_nothing_else_is_none(at_desk, story):
    photo = story.captions.get().photo
    page = at_desk.post(f"/admin/gallery/photo/{photo.pk}/withdraw/", {"because": "\0"}, follow=True)
    assert "Not withdrawn: say why." in page.content.decode()


def test_a_correction_loses_them(at_desk, story):
    at_desk.post(f"/admin/articles/article/{story.pk}/correct/", {"text": WORDS})
    assert Correction.objects.get().text == "Two words"


def test_a_caption_a_description_and_a_headline_lose_them(at_desk, story):
    caption = story.captions.get()
    at_desk.post(f"/admin/gallery/caption/{caption.pk}/change/", {"text": WORDS, "credit": WORDS, "opened_version": 1})
    former = {"former_files-TOTAL_FORMS": 0, "former_files-INITIAL_FORMS": 0}
    at_desk.post(f"/admin/gallery/photo/{caption.photo_id}/change/", {"alt": WORDS, "focal_x": 1, "focal_y": 1} | former)
    captions = {"captions-TOTAL_FORMS": 0, "captions-INITIAL_FORMS": 0}
    story.refresh_from_db()
    said = {"headline": WORDS, "standfirst": WORDS, "status": "draft", "section": story.section_id, "opened_story": story.version}
    at_desk.post(f"/admin/articles/article/{story.pk}/change/", said | captions)
    story.refresh_from_db()
    caption = Caption.objects.get()
    assert {caption.text, caption.credit, caption.photo.alt, story.headline, story.standfirst} == {"Two words"}


@pytest.mark.parametrize("kind", ["replace", "strip", "rename"])
def test_a_change_of_many_is_looked_for_without_them(at_desk, story, kind):
    address = f"/admin/gallery/caption/bulk/{kind}/"
    wish = {"find": "Capt\0ion", "put": "X\0", "where": "both", "all": "1"}
    at_desk.post(address, wish | {"of": "q=a%00", "seen": "1:\0"})
    assert (
        at_desk.get(address, {"show": 1, "find": "Caption", "put": "X", "where": "both", "all": 1, "of": "q=a%00&agency=%00"}).status_code
        == 200
    )


@pytest.mark.parametrize(
    "address",
    [
        "gallery/caption/?q=%01",
        "gallery/caption/?q=%22%01%22&photographer=%1f&section=%7f&from=%01&to=9999",
        "gallery/photo/?q=%01",
        "gallery/decision/?q=%01&at__gte=%01",
        "gallery/rendition/?q=%01",
        "articles/article/?q=%01&section__id__exact=%01",
        "articles/article/?dated_at__year=99999999999999999999999",
        "gallery/comparison/queue/?passed=%01&decided=%01",
        "gallery/decision/?at__year=-1",
        "gallery/decision/?at__year=999999999999",
        "gallery/formerfile/?fingerprint=abc",
        "articles/article/?links__contains=abc",
    ],
)
def test_what_is_asked_for_in_an_address_is_answered(at_desk, story, address):
    assert at_desk.get(f"/admin/{address}", follow=True).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_what_the_database_can_t_look_for_is_answered_with_the_whole_list(at_desk, story):
    for asked in ("articles/subscription/?interval=abc", "gallery/caption/?id__regex=("):
        page = at_desk.get(f"/admin/{asked}", follow=True).content.decode()
        assert "That can’t be asked of this list: here is all of it." in page
    assert story.captions.get().text in page


def test_a_fault_of_the_server_s_own_is_no_answer_about_what_was_asked(at_desk, monkeypatch):
    def broken(*args, **options):
        raise ValueError("The fault.")

    monkeypatch.setattr("gallery.admin.decisions.DecisionAdmin.get_queryset", broken)
    for address in ("/admin/gallery/decision/", "/admin/gallery/decision/?e=1"):
        with pytest.raises(ValueError, match="The fault"):
            at_desk.get(address)


LISTS = {
    "gallery/caption": ["go_back_to_source", "replace", "describe"],
    "gallery/photo": ["fetch_again"],
    "gallery/comparison": ["one_photograph", "two_photographs"],
    "gallery/formerfile": ["put_back"],
    "articles/article": ["delete_selected"],
    "articles/section": ["delete_selected"],
    "articles/subscription": ["pause", "go_on", "ask_now"],
    "auth/user": ["delete_selected"],
    "django_tasks_database/dbtaskresult": ["delete_selected"],
}


@pytest.mark.parametrize("key", ["abc", "9" * 30, "9" * 5000, "1.5"])
@pytest.mark.parametrize(("of", "action"), [(of, action) for of, actions in LISTS.items() for action in actions])
def test_an_action_on_what_can_be_no_row_is_answered_in_words_and_does_nothing(at_desk, story, of, action, key):
    rows = [str(story.pk), str(story.captions.get().pk), key]
    answer = at_desk.post(f"/admin/{of}/?q=x", {"action": action, "_selected_action": rows, "post": "yes"}, follow=True)
    assert "Nothing was done: what was chosen is no row of this list." in answer.content.decode()
    assert (answer.redirect_chain, Decision.objects.count()) == ([(f"/admin/{of}/?q=x", 302)], 0)
