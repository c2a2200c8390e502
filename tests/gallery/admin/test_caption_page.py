"""A caption's own page, as editors' browsers ask for it."""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from gallery.desk import words
from gallery.models import Caption, Change, Decision
from tests.factories import add_caption, make_article, make_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def caption():
    article = make_article(headline="The bridge")
    return add_caption(article, "A bridge in Vale.", make_photo(), role="lead", credit="Jo Doe")


@pytest.fixture
def changed(caption, editor):
    words.edit(caption, 1, "The old bridge in Vale.", "Jo Doe", editor)
    Caption.objects.filter(pk=caption.pk).update(source_text="A bridge in Port Vale.")
    caption.refresh_from_db()
    return caption


def at(caption, name="change"):
    return reverse(f"admin:gallery_caption_{name}", args=[caption.pk])


def form_of(caption, **written):
    said = {"text": caption.text, "credit": caption.credit, "opened_version": caption.version}
    return said | {"opened_source": words.source_mark(caption), "_continue": "1"} | written


def shown(client, caption):
    return " ".join(client.get(at(caption)).content.decode().split())


def somebody(*permissions, name="some"):
    user = get_user_model().objects.create_user(name, password="x", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize("version", ["-" + "9" * 30, "9" * 30, "-1", "", "abc"])
def test_a_version_made_up_by_hand_saves_nothing_and_keeps_the_words_in_the_form(at_desk, caption, version):
    answer = at_desk.post(at(caption), form_of(caption, text="Mine.", opened_version=version))
    said = form_of(caption, text="Mine.", opened_version=version)
    row = at_desk.post(at(caption, "row"), {f"row{caption.pk}-{name}": value for name, value in said.items()})
    assert [">\nMine.</textarea>" in each.content.decode() for each in (answer, row)] == [True, True]
    caption.refresh_from_db()
    assert not caption.is_edited


def test_remarks_stand_beside_the_words_without_any_script(at_desk, caption):
    Caption.objects.update(source_text="A bridge &amp; a river  in Vale")
    page = shown(at_desk, caption)
    assert "looks left over from a template" in page
    assert "Two spaces" in page


def test_remarks_are_asked_for_words_that_are_not_saved(at_desk, caption):
    answer = at_desk.post(at(caption, "remarks"), {"text": "A bridge …", "credit": "Rueters"})
    assert "It looks cut off" in answer.content.decode()
    assert "is Reuters meant?" in answer.content.decode()
    assert Caption.objects.get().text == "A bridge in Vale."


def test_remarks_on_a_row_of_the_story_s_form_are_asked_by_its_own_names(at_desk, caption):
    answer = at_desk.post(f"{at(caption, 'remarks')}?prefix=captions-3", {"captions-3-text": "A bridge …", "text": "Fine."})
    assert "It looks cut off" in answer.content.decode()
    assert 'name="captions-3-remarked"' in answer.content.decode()


def test_the_same_remarks_are_not_said_twice(at_desk, caption):
    said = {"text": "A bridge …", "credit": "Jo Doe"}
    mark = at_desk.post(at(caption, "remarks"), said).context["mark"]
    assert at_desk.post(at(caption, "remarks"), said | {"remarked": mark}).status_code == 204


def test_markup_in_words_is_remarked_on_as_text(at_desk, caption):
    answer = at_desk.post(at(caption, "remarks"), {"text": "<script>alert(1)</script>"}).content.decode()
    assert "<script>" not in answer
    assert "&lt;script&gt;" in answer


@pytest.mark.parametrize(("answer", "text"), [("keep", "The old bridge in Vale."), ("take", "A bridge in Port Vale.")])
def test_what_the_source_changed_is_answered_by_one_button(at_desk, changed, answer, text):
    page = shown(at_desk, changed)
    assert all(head in page for head in ("<h3>Was</h3>", "<h3>Source now</h3>", "<h3>Yours</h3>"))
    at_desk.post(at(changed, "answer"), {"answer": answer, "version": 2, "source": words.source_mark(changed)})
    changed.refresh_from_db()
    assert (changed.text, changed.source_changed) == (text, False)
    assert "Source now" not in shown(at_desk, changed)


def test_both_changes_merged_are_proposed_and_saving_answers(at_desk, changed):
    form = at_desk.get(at(changed)).context["adminform"].form
    assert form["text"].value() == "The old bridge in Port Vale."
    at_desk.post(at(changed), form_of(changed, text=form["text"].value()))
    changed.refresh_from_db()
    assert (changed.text, changed.source_changed) == ("The old bridge in Port Vale.", False)


def test_where_both_changed_the_same_words_that_is_said_and_mine_are_proposed(at_desk, changed):
    Caption.objects.update(source_text="A new bridge in Vale.", edited_text="An old bridge in Vale.")
    page = shown(at_desk, changed)
    assert "was “A”, source now “A new”, yours “An old”" in page
    assert at_desk.get(at(changed)).context["adminform"].form["text"].value() == "An old bridge in Vale."


def test_saving_my_own_words_again_is_an_answer(at_desk, changed):
    at_desk.post(at(changed), form_of(changed))
    changed.refresh_from_db()
    assert (changed.text, changed.source_changed) == ("The old bridge in Vale.", False)


def test_an_answer_to_older_words_of_the_source_is_refused_and_said(at_desk, changed):
    answer = at_desk.post(at(changed, "answer"), {"answer": "take", "version": 2, "source": "old"}, follow=True)
    assert "The source changed its words again" in answer.content.decode()
    changed.refresh_from_db()
    assert changed.source_changed


def test_merging_over_words_that_moved_on_keeps_them_in_the_form(at_desk, changed):
    written = form_of(changed, text="The old, old bridge in Port Vale.")
    Caption.objects.filter(pk=changed.pk).update(source_text="A ford.")
    page = at_desk.post(at(changed), written)
    assert "The source changed its words while you were writing" in page.content.decode()
    assert page.context["adminform"].form["text"].value() == "The old, old bridge in Port Vale."


def test_the_second_of_two_sessions_sees_both_changes_and_saves_them_in_one(at_desk, caption):
    other = somebody("change_caption", "view_caption", name="bo")
    opened = form_of(caption)
    other.post(at(caption), opened | {"text": "The bridge in Vale."})
    page = at_desk.post(at(caption), opened | {"text": "A bridge in Port Vale."})
    html = " ".join(page.content.decode().split())
    assert "bo saved while you were writing" in html
    assert page.context["adminform"].form["text"].value() == "A bridge in Port Vale."
    came = page.context["adminform"].form.overtaken
    at_desk.post(at(caption), {**opened, **came.merged._asdict(), "opened_version": came.version, "opened_source": came.mark})
    caption.refresh_from_db()
    assert caption.text == "The bridge in Port Vale."
    assert [change.after["edited_text"] for change in Change.objects.order_by("pk")] == ["The bridge in Vale.", "The bridge in Port Vale."]


def test_the_second_may_put_words_in_place_of_the_first_s_which_stay_in_the_history(at_desk, caption):
    other = somebody("change_caption", "view_caption", name="bo")
    opened = form_of(caption)
    other.post(at(caption), opened | {"text": "First."})
    page = at_desk.post(at(caption), opened | {"text": "Second."})
    again = page.context["adminform"].form
    at_desk.post(at(caption), opened | {"text": "Second.", "opened_version": again["opened_version"].value()})
    assert ">First<" in shown(at_desk, caption)
    caption.refresh_from_db()
    assert caption.text == "Second."


def test_the_source_s_wording_is_one_button_away(at_desk, caption, editor):
    words.edit(caption, 1, "Mine.", "", editor)
    assert "Back to the source’s wording" in shown(at_desk, caption)
    at_desk.post(at(caption, "go_back"), {"version": 2})
    caption.refresh_from_db()
    assert caption.text == "A bridge in Vale."


def test_an_earlier_wording_is_one_button_away(at_desk, caption, editor):
    words.edit(caption, 1, "First.", "", editor)
    words.edit(caption, 2, "Second.", "", editor)
    first = Change.objects.order_by("pk").first()
    assert f'name="change" value="{first.pk}"' in shown(at_desk, caption)
    at_desk.post(at(caption, "go_back"), {"version": 3, "change": first.pk})
    caption.refresh_from_db()
    assert (caption.text, Decision.objects.count()) == ("First.", 3)


def test_the_wording_of_another_caption_can_t_be_put_here(at_desk, caption, editor):
    other = add_caption(caption.article, "Other.", make_photo("green"))
    words.edit(other, 1, "Others.", "", editor)
    at_desk.post(at(caption, "go_back"), {"version": 1, "change": Change.objects.get().pk})
    caption.refresh_from_db()
    assert caption.text == "A bridge in Vale."


def test_the_page_leads_to_its_story_its_photo_its_names_and_the_photo_s_other_stories(at_desk, caption):
    other = add_caption(make_article(headline="Later"), "The same bridge.", caption.photo)
    page = shown(at_desk, caption)
    for address in (
        reverse("admin:articles_article_change", args=[caption.article_id]),
        caption.article.get_absolute_url(),
        reverse("admin:gallery_photo_change", args=[caption.photo_id]),
        reverse("photographer", args=["jo-doe"]),
        at(other),
    ):
        assert f'href="{address}"' in page
    assert "The same bridge." in page


@pytest.mark.parametrize("name", ["remarks", "answer", "go_back"])
def test_every_door_asks_for_permission_and_for_a_post(client, at_desk, caption, name):
    assert at_desk.get(at(caption, name)).status_code == 405
    assert client_of_nobody(caption, name) == 302
    assert somebody("view_caption").post(at(caption, name)).status_code == 403
    assert at_desk.post(reverse(f"admin:gallery_caption_{name}", args=[99999])).status_code == 404


def client_of_nobody(caption, name):
    return Client().post(at(caption, name)).status_code


@pytest.mark.parametrize("name", ["remarks", "answer", "go_back"])
def test_no_door_opens_to_another_site_s_form(editor, caption, name):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(editor)
    assert strict.post(at(caption, name), {"version": 1}).status_code == 403


def test_who_may_only_look_sees_the_history_and_no_buttons(changed):
    page = shown(somebody("view_caption"), changed)
    assert "The old bridge in Vale." in page
    assert "Keep mine" not in page
    assert "Revert" not in page


def test_a_long_history_costs_no_more_questions(at_desk, caption, editor, django_assert_max_num_queries):
    for version in range(1, 30):
        words.edit(caption, version, f"Version {version}.", "Jo Doe", editor)
    for number in range(10):
        add_caption(make_article(), "Again.", caption.photo, credit=f"Jo Doe {number}")
    with django_assert_max_num_queries(14):
        at_desk.get(at(caption))
