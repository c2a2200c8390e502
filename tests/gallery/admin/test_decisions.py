"""The page of decisions: what was decided, and taking it back."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from gallery.desk import words
from gallery.desk.journal import deciding
from gallery.models import Caption, Decision
from tests.factories import add_caption, make_article, make_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def captions():
    article = make_article(headline="The bridge")
    return [add_caption(article, f"Bridge {number}.", make_photo(size=(400, 300 + number)), credit="Jo Doe") for number in range(3)]


@pytest.fixture
def bulk(captions, editor):
    """One decision about three captions."""
    with deciding(editor, Decision.Kind.WORDS, "Replaced “Bridge” by “Pier” in 3 captions") as note:
        note.watch(*captions)
        for caption in captions:
            words.edit(caption, 1, caption.text.replace("Bridge", "Pier"), "Jo Doe", editor)
        Decision.objects.exclude(pk=note.decision.pk).delete()
    return Decision.objects.get()


def at(decision, name="change"):
    return reverse(f"admin:gallery_decision_{name}", args=[decision.pk])


def shown(client, address):
    return " ".join(client.get(address).content.decode().split())


def somebody(*permissions):
    user = get_user_model().objects.create_user("some", password="x", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user)
    return client


def test_the_list_says_what_who_and_of_how_many_rows(at_desk, bulk):
    page = shown(at_desk, reverse("admin:gallery_decision_changelist"))
    assert "Replaced “Bridge” by “Pier” in 3 captions" in page
    assert '<td class="field-rows">3</td>' in page


def test_a_decision_s_page_shows_each_change_and_leads_to_its_row(at_desk, bulk, captions):
    page = shown(at_desk, at(bulk))
    assert page.count("<del") == page.count("<ins") == 3
    for caption in captions:
        assert reverse("admin:gallery_caption_change", args=[caption.pk]) in page


def test_a_decision_is_taken_back_and_done_again(at_desk, bulk):
    assert "Take back" in shown(at_desk, at(bulk))
    at_desk.post(at(bulk, "undo"))
    assert {caption.text for caption in Caption.objects.all()} == {"Bridge 0.", "Bridge 1.", "Bridge 2."}
    back = Decision.objects.first()
    assert "Take back" not in shown(at_desk, at(bulk))
    assert "Do again" in shown(at_desk, at(back))
    at_desk.post(at(back, "undo"))
    assert Caption.objects.filter(edited_text__startswith="Pier").count() == 3


def test_what_was_changed_since_is_left_alone_and_named(at_desk, bulk, captions, editor):
    words.edit(captions[1], captions[1].version, "My own pier.", "Jo Doe", editor)
    page = at_desk.post(at(bulk, "undo"), follow=True).content.decode()
    assert "Changed since, and left as they are" in page
    assert "My own pier." in page
    captions[1].refresh_from_db()
    assert captions[1].text == "My own pier."


def test_what_can_t_be_taken_back_says_why(at_desk, captions, editor):
    words.edit(captions[0], 1, "First.", "", editor)
    first = Decision.objects.get()
    words.edit(captions[0], 2, "Second.", "", editor)
    page = at_desk.post(at(first, "undo"), follow=True).content.decode()
    assert "was not taken back. Since then, on" in page
    assert "Take that back first." in page


def test_after_taking_back_the_way_goes_on_within_this_site_alone(at_desk, bulk):
    onward = reverse("admin:gallery_caption_changelist")
    assert at_desk.post(at(bulk, "undo"), {"next": onward}).url == onward
    back = Decision.objects.first()
    assert at_desk.post(at(back, "undo"), {"next": "https://elsewhere.example/"}).url == at(back)


@pytest.mark.parametrize(("kind", "permission"), [("words", "change_caption"), ("photos", "change_photo"), ("story", "change_article")])
def test_each_kind_is_shown_to_and_taken_back_by_those_who_may_decide_so(bulk, kind, permission):
    Decision.objects.update(kind=kind)
    others = {"change_caption", "change_photo", "change_article"} - {permission}
    stranger = somebody(*others)
    assert bulk.said not in shown(stranger, reverse("admin:gallery_decision_changelist"))
    assert bulk.said not in shown(stranger, at(bulk))
    assert stranger.post(at(bulk, "undo")).status_code == 403
    get_user_model().objects.get(username="some").user_permissions.add(Permission.objects.get(codename=permission))
    assert stranger.post(at(bulk, "undo")).status_code == 302
    assert not Decision.objects.get(pk=bulk.pk).stands


def test_taking_back_asks_for_a_post_from_this_site(editor, at_desk, bulk):
    assert at_desk.get(at(bulk, "undo")).status_code == 405
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    assert strict.post(at(bulk, "undo")).status_code == 403
    assert at_desk.post(reverse("admin:gallery_decision_undo", args=[99999])).status_code == 404


def test_nobody_writes_decisions_by_hand(at_desk, bulk):
    assert at_desk.get(reverse("admin:gallery_decision_add")).status_code == 403
    assert at_desk.post(at(bulk), {"said": "Other."}).status_code == 403
    assert at_desk.get(at(bulk, "delete")).status_code == 403


def test_rows_that_are_gone_are_still_shown(at_desk, bulk, captions):
    captions[0].delete()
    assert f"Caption {captions[0].pk}" in shown(at_desk, at(bulk)) or "Caption" in shown(at_desk, at(bulk))


def test_list_and_page_ask_no_more_as_decisions_grow(at_desk, bulk, captions, editor, django_assert_max_num_queries):
    for version in range(2, 30):
        words.edit(captions[0], version, f"Version {version}.", "", editor)
    with django_assert_max_num_queries(12):
        at_desk.get(reverse("admin:gallery_decision_changelist"))
    with django_assert_max_num_queries(12):
        at_desk.get(at(bulk))
