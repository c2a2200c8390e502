"""The desk's pages, as an editor's browser asks for them."""

import pytest
from django.urls import reverse
from lxml import html

from gallery.desk import words
from gallery.models import Caption, Decision, Photo
from tests.factories import add_caption, make_article, make_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def caption():
    article = make_article()
    return add_caption(article, "A bridge.", make_photo(), role="lead", credit="Jo Doe")


def page_of(caption):
    return reverse("admin:gallery_caption_change", args=[caption.pk])


def story_form(article, **written):
    """What the story's page posts: every caption's words and version, with some of them changed."""
    captions = list(article.captions.in_order())
    form = {
        "headline": article.headline,
        "standfirst": article.standfirst,
        "section": article.section_id,
        "opened_story": article.version,
        "status": "published",
        "captions-TOTAL_FORMS": len(captions),
        "captions-INITIAL_FORMS": len(captions),
        "captions-MIN_NUM_FORMS": 0,
        "captions-MAX_NUM_FORMS": 1000,
    }
    for number, caption in enumerate(captions):
        said = {"id": caption.pk, "article": article.pk, "text": caption.text, "credit": caption.credit, "opened_version": caption.version}
        form |= {f"captions-{number}-{name}": value for name, value in said.items()}
    return form | written


def test_the_list_shows_captions_with_thumbnails_and_who_edited_them(at_desk, caption):
    page = at_desk.get(reverse("admin:gallery_caption_changelist")).content.decode()
    assert "A bridge." in page
    assert f"{caption.photo.digest}-320.jpg" in page


def test_saving_a_caption_marks_it_as_edited_and_by_whom(at_desk, editor, caption):
    at_desk.post(page_of(caption), {"text": "The old bridge.", "credit": "Jo Doe", "opened_version": 1})
    caption.refresh_from_db()
    assert (caption.text, caption.edited_by, caption.version) == ("The old bridge.", editor, 2)


def test_saving_without_a_change_is_no_edit(at_desk, caption):
    at_desk.post(page_of(caption), {"text": "A bridge.", "credit": "Jo Doe", "opened_version": 1})
    caption.refresh_from_db()
    assert not caption.is_edited


def test_a_caption_is_corrected_in_place_on_its_story(at_desk, caption):
    other = add_caption(caption.article, "The river.", make_photo("green"))
    address = reverse("admin:articles_article_change", args=[caption.article.pk])
    answer = at_desk.post(address, story_form(caption.article, **{"captions-1-text": "The Arda."}))
    assert answer.status_code == 302
    other.refresh_from_db()
    caption.refresh_from_db()
    assert (other.text, caption.is_edited) == ("The Arda.", False)


def test_a_credit_line_that_the_second_editor_left_alone_stays_as_the_first_one_wrote_it(at_desk, editor, caption):
    words.edit(caption, 1, "A bridge.", "Jo Doe/AP", editor)
    page = at_desk.post(page_of(caption), {"text": "The old bridge.", "credit": "Jo Doe", "opened_version": 1}).content
    assert html.fromstring(page).xpath("//input[@id='id_credit']/@value") == ["Jo Doe/AP"]


def test_the_second_of_two_editors_is_shown_both_wordings_and_may_save_again(at_desk, caption):
    at_desk.post(page_of(caption), {"text": "First.", "credit": "", "opened_version": 1})
    answer = at_desk.post(page_of(caption), {"text": "Second.", "credit": "", "opened_version": 1})
    page = answer.content.decode()
    assert "First." in page
    assert "Second." in page
    caption.refresh_from_db()
    assert caption.text == "First."
    again = answer.context["adminform"].form["opened_version"].value()
    at_desk.post(page_of(caption), {"text": "Second.", "credit": "", "opened_version": again})
    caption.refresh_from_db()
    assert caption.text == "Second."


def test_editors_words_of_many_captions_are_seen_beside_the_source_s_taken_away_at_once_and_had_again_at_once(at_desk, caption):
    others = [add_caption(caption.article, f"Caption {number}.", make_photo(size=(400, 301 + number))) for number in range(2)]
    for each in [caption, *others[:1]]:
        at_desk.post(page_of(each), {"text": "Mine.", "credit": "", "opened_version": 1})
    action = {"action": "go_back_to_source", "_selected_action": [caption.pk, *(each.pk for each in others)]}
    page = at_desk.post(reverse("admin:gallery_caption_changelist"), action, follow=True)
    assert "2 captions would change" in page.content.decode()
    assert Caption.objects.edited().count() == 2
    said = html.fromstring(page.content).xpath("//form[@method='post'][contains(@action, 'bulk')]")[0]
    done = at_desk.post(said.get("action"), dict(said.form_values()), follow=True).content.decode()
    assert "Went back to the source’s wording: 2 captions changed." in done
    assert not Caption.objects.edited().exists()
    at_desk.post(reverse("admin:gallery_decision_undo", args=[Decision.objects.first().pk]))
    assert [each.text for each in Caption.objects.order_by("pk")] == ["Mine.", "Mine.", "Caption 1."]


def test_markup_in_a_caption_is_shown_as_text(at_desk, caption):
    Caption.objects.update(source_text="<script>alert(1)</script>")
    for address in (reverse("admin:gallery_caption_changelist"), page_of(caption)):
        assert b"<script>alert" not in at_desk.get(address).content


def test_a_withdrawn_story_leaves_the_pages(at_desk, client, caption):
    address = reverse("admin:articles_article_change", args=[caption.article.pk])
    at_desk.post(address, story_form(caption.article, status="withdrawn", withdrawn_because="A complaint."))
    assert client.get(caption.article.get_absolute_url()).status_code == 410


@pytest.mark.parametrize("name", ["articles_article", "articles_section", "articles_source", "gallery_photo", "gallery_caption"])
def test_every_list_of_the_desk_opens_and_can_be_searched(at_desk, caption, name):
    address = reverse(f"admin:{name}_changelist")
    assert at_desk.get(address).status_code == 200
    assert at_desk.get(address, {"q": "bridge"}).status_code == 200


def test_a_photo_s_page_opens_with_where_it_was_seen(at_desk, caption):
    page = at_desk.get(reverse("admin:gallery_photo_change", args=[Photo.objects.get().pk]))
    assert page.status_code == 200


def test_the_list_asks_no_more_of_the_database_as_captions_grow(at_desk, caption, django_assert_max_num_queries):
    for number in range(20):
        add_caption(caption.article, f"Caption {number}.", make_photo(size=(400, 301 + number)))
    with django_assert_max_num_queries(14):
        at_desk.get(reverse("admin:gallery_caption_changelist"))


def test_the_story_s_page_asks_no_more_of_the_database_as_captions_grow(at_desk, caption, django_assert_max_num_queries):
    for number in range(20):
        add_caption(caption.article, f"Caption {number}.", make_photo(size=(400, 301 + number)))
    page = reverse("admin:articles_article_change", args=[caption.article.pk])
    at_desk.get(page)  # What is asked once by a process is known after that.
    with django_assert_max_num_queries(16):
        at_desk.get(page)
