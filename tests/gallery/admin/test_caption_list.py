"""The list of captions: what it finds, how a row is written, and one change of many."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.urls import reverse
from django.utils import timezone
from lxml import html

from gallery import caption_search, desk_questions
from gallery.admin.caption_list import FirstKeys
from gallery.desk import at_length
from gallery.models import Caption, Decision, Photo
from tests.factories import add_caption, make_article, make_photo

pytestmark = pytest.mark.django_db
LIST = "/admin/gallery/caption/"
ROW = "admin:gallery_caption_row"


@pytest.fixture
def captions():
    article = make_article(headline="A ferry line opens")
    said = [("A ferry waits in Vale.", "Jo Doe/Reuters"), ("", "Jo Doe/AP"), ("The sea.", ""), ("The same.", "AP"), ("The same.", "AP")]
    return [
        add_caption(article, text, make_photo(size=(400, 300 + n), alt="Seen." if n else None), credit=credit)
        for n, (text, credit) in enumerate(said)
    ]


def found(at_desk, **asked):
    """Which captions the list shows, by their place in the story."""
    return sorted(caption.position for caption in at_desk.get(LIST, asked).context["cl"].result_list)


def overtake(caption):
    now = {"edited_text": "Mine.", "edited_credit": "AP", "basis_text": "Old.", "basis_credit": "AP", "edited_at": timezone.now()}
    Caption.objects.filter(pk=caption.pk).update(**now)


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, [0, 1, 2, 3, 4]),
        ({"look": "attention"}, [1, 2, 3]),
        ({"look": "words"}, [1]),
        ({"look": "credit"}, [2]),
        ({"look": "alt"}, [0]),
        ({"look": "edited"}, [3]),
        ({"look": "overtaken"}, [3]),
        ({"look": "nonsense"}, [0, 1, 2, 3, 4]),
        ({"photographer": "jo doe"}, [0, 1]),
        ({"agency": "Reuters"}, [0]),
        ({"agency": "Nobody"}, []),
        ({"section": "world"}, [0, 1, 2, 3, 4]),
        ({"section": "Sport"}, []),
        ({"from": "2099-01-01"}, []),
        ({"from": "2001-13-77", "to": "soon"}, [0, 1, 2, 3, 4]),
        ({"q": "vale"}, [0]),
        ({"q": "reuters"}, [0]),
        ({"q": "line opens"}, [0, 1, 2, 3, 4]),
        ({"q": '"waits in"'}, [0]),
        ({"q": "% _ \" ' * OR NOT"}, []),
    ],
)
def test_the_list_is_narrowed_down(at_desk, captions, asked, expected):
    overtake(captions[3])
    assert found(at_desk, **asked) == expected


def test_words_shared_by_two_photos_of_a_story_are_found(at_desk, captions):
    assert found(at_desk, look="shared") == [3, 4]


def test_an_edited_caption_is_found_by_the_words_shown_and_no_longer_by_its_source_s(at_desk, captions):
    overtake(captions[3])
    assert found(at_desk, q="mine") == [3]
    assert found(at_desk, q="same") == [4]


def test_a_row_answers_a_form_and_then_the_saved_words(at_desk, captions):
    address = reverse(ROW, args=[captions[0].pk])
    prefix = f"row{captions[0].pk}"
    assert f'name="{prefix}-text"' in at_desk.get(address, {"edit": ""}).content.decode()
    said = {f"{prefix}-text": "The ferry.", f"{prefix}-credit": "AP", f"{prefix}-opened_version": 1}
    assert "The ferry." in at_desk.post(address, said).content.decode()
    assert Caption.objects.get(pk=captions[0].pk).text == "The ferry."
    assert Caption.objects.get(pk=captions[0].pk).text == "The ferry."


def test_a_row_saved_second_shows_what_the_first_changed_word_by_word_and_keeps_its_own_words(at_desk, captions):
    address, prefix = reverse(ROW, args=[captions[0].pk]), f"row{captions[0].pk}"
    said = {f"{prefix}-text": "A ferry lies in Vale.", f"{prefix}-credit": "AP", f"{prefix}-opened_version": 1}
    at_desk.post(address, said)
    cell = html.fromstring(at_desk.post(address, said | {f"{prefix}-text": "Too late."}).content)
    (note,) = cell.xpath("//div[@class='errornote'][@role='alert']")
    assert [each.text_content() for each in note.xpath(".//del[contains(., 'waits')] | .//ins[contains(., 'lies')]")] == [
        " removed: waits (end of what was removed) ",
        " added: lies (end of what was added) ",
    ]
    assert "While you were writing, ed saved:" in note.text_content()
    assert cell.xpath("//textarea")[0].text.strip() == "Too late."
    assert Caption.objects.get(pk=captions[0].pk).text == "A ferry lies in Vale."


def test_who_may_only_look_can_neither_write_a_row_nor_change_many(client, captions):
    reader = get_user_model().objects.create_user("reader", is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_caption"))
    client.force_login(reader)
    row = reverse(ROW, args=[captions[0].pk])
    assert client.get(LIST).status_code == 200
    assert client.get(row, {"edit": ""}).status_code == 403
    assert client.post(row, {}).status_code == 403
    for kind in ("replace", "describe"):
        assert client.get(reverse("admin:gallery_caption_bulk", args=[kind])).status_code == 403
        assert client.post(reverse("admin:gallery_caption_bulk", args=[kind]), {}).status_code == 403


def test_all_that_the_list_was_narrowed_down_to_is_changed_after_a_preview(at_desk, captions):
    asked = {"action": "replace", "select_across": "1", "_selected_action": [captions[3].pk], "index": "0"}
    to = at_desk.post(f"{LIST}?agency=AP", asked).headers["Location"]
    page = at_desk.get(f"{to}&find=same&put=other&where=both&show=1").content.decode()
    assert not Decision.objects.exists()
    seen = re.search(r'name="seen" value="([^"]*)"', page)[1]
    said = {"seen": seen, "find": "same", "put": "other", "where": "both", "of": "agency=AP"}
    answer = at_desk.post(to.partition("?")[0], said, follow=True).content.decode()
    assert "2 captions changed" in answer
    assert reverse("admin:gallery_decision_undo", args=[Decision.objects.get().pk]) in answer
    assert [caption.text for caption in captions[3:]] == ["The same."] * 2
    assert set(Caption.objects.filter(pk__in=[each.pk for each in captions[3:]]).values_list("edited_text", flat=True)) == {"The other."}


def test_a_made_up_list_of_what_was_seen_changes_nothing(at_desk, captions):
    address = reverse("admin:gallery_caption_bulk", args=["describe"])
    at_desk.post(address, {"put": "Nonsense.", "seen": "1:x 99999999999999999999:y -3:z ::: \u0660:q"})
    assert not Photo.objects.filter(alt="Nonsense.").exists()
    assert not Decision.objects.exists()


def test_pages_follow_one_another_from_both_ends(at_desk):
    article = make_article()
    photos = Photo.objects.bulk_create(Photo(digest=f"{number:064x}", width=400, height=300) for number in range(160))
    rows = (Caption(article=article, photo=photo, born=photo, role="gallery", position=place) for place, photo in enumerate(photos))
    made = [caption.pk for caption in Caption.objects.bulk_create(rows)]
    assert [each.pk for page in range(1, 5) for each in at_desk.get(LIST, {"p": page}).context["cl"].result_list] == made


@pytest.mark.parametrize("asked", [{"q": "same"}, {"agency": "AP"}, {"look": "alt"}])
def test_of_very_many_the_first_have_pages_and_the_list_says_so(at_desk, captions, monkeypatch, asked):
    monkeypatch.setattr(FirstKeys, "MOST", 1)
    Photo.objects.update(alt=None)
    page = at_desk.get(LIST, asked)
    assert len(page.context["cl"].result_list) == 1
    assert "More than 1 captions are like that" in page.content.decode()


@pytest.mark.parametrize("asked", [{"q": "same"}, {"q": "s"}, {"q": "e same"}, {"agency": "AP"}, {"look": "alt", "photographer": "Jo Doe"}])
def test_many_and_few_are_found_alike(at_desk, captions, monkeypatch, asked):
    Photo.objects.filter(captions__position__gt=2).update(alt=None)
    few = found(at_desk, **asked)
    for module in (caption_search, desk_questions):
        monkeypatch.setattr(module, "FEW", 0)
    assert found(at_desk, **asked) == few != []


def test_very_many_captions_are_changed_in_the_background_and_their_page_says_how_far_it_is(at_desk, captions, monkeypatch):
    monkeypatch.setattr(at_length, "WAITED_FOR", 1)
    address = reverse("admin:gallery_caption_bulk", args=["replace"])
    said = {"all": 1, "of": "", "find": "same", "put": "other", "where": "both"}
    page = at_desk.get(address, said | {"show": 1}).content.decode()
    assert "changed in the background" in page
    begun = at_desk.post(address, said | {"seen": re.search(r'name="seen" value="([^"]*)"', page)[1]}).headers["Location"]
    assert "0 of 2 captions looked at" in at_desk.get(begun).content.decode()
    assert "0 of 2 captions looked at" in at_desk.get(begun, {"state": ""}, headers={"HX-Request": "true"}).content.decode()
    at_length.next_slice(Decision.objects.get().pk)
    assert at_desk.get(begun, {"state": ""}, headers={"HX-Request": "true"}).headers["HX-Refresh"] == "true"
    assert set(Caption.objects.filter(position__gt=2).values_list("edited_text", flat=True)) == {"The other."}


def test_a_change_of_nothing_says_so(at_desk, captions):
    said = {"all": 1, "of": "", "find": "zzzz", "put": "other", "where": "both", "show": 1}
    assert "0 captions would change" in at_desk.get(reverse("admin:gallery_caption_bulk", args=["replace"]), said).content.decode()


def test_a_row_saved_unchanged_is_no_edit(at_desk, captions):
    prefix = f"row{captions[0].pk}"
    said = {f"{prefix}-text": captions[0].text, f"{prefix}-credit": captions[0].credit, f"{prefix}-opened_version": 1}
    at_desk.post(reverse(ROW, args=[captions[0].pk]), said)
    assert not Caption.objects.get(pk=captions[0].pk).is_edited
    assert not Decision.objects.exists()


def test_who_may_change_captions_and_no_photos_describes_none(client, captions):
    editor = get_user_model().objects.create_user("caption-editor", is_staff=True)
    editor.user_permissions.add(*Permission.objects.filter(codename__in=["view_caption", "change_caption"]))
    client.force_login(editor)
    assert client.get(reverse("admin:gallery_caption_bulk", args=["replace"])).status_code == 200
    assert client.get(reverse("admin:gallery_caption_bulk", args=["describe"])).status_code == 403
    assert b'value="describe"' not in client.get(LIST).content


@pytest.mark.parametrize("asked", [{}, {"q": "the"}, {"look": "attention"}, {"look": "shared", "agency": "AP", "section": "World"}])
def test_the_list_asks_no_more_of_the_database_as_captions_grow(at_desk, captions, django_assert_max_num_queries, asked):
    article = make_article()
    for number in range(60):
        photo = Photo.objects.create(digest=f"{number:064x}", width=400, height=300)
        add_caption(article, f"The pier {number // 2}.", photo, credit="AP" if number % 3 else "")
    with django_assert_max_num_queries(8):
        at_desk.get(LIST, asked)
