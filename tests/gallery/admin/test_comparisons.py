"""The desk's queue of pictures that may be one photograph."""

import pytest
from django.urls import reverse
from lxml import html

from gallery.desk import pairs as decisions
from gallery.desk import words
from gallery.desk.withdrawing import withdraw
from gallery.joining import join
from gallery.models import Comparison, Decision, Photo, Verdict
from tests.factories import add_caption, make_article, make_photo

pytestmark = pytest.mark.django_db

QUEUE = reverse("admin:gallery_comparison_changelist")
ONE_BY_ONE = reverse("admin:gallery_comparison_queue")


@pytest.fixture
def pairs():
    """An open question and an answered one."""
    photos = [make_photo(colour) for colour in ("green", "olive", "navy")]
    said = {"why": "it is mirrored", "coarse": 0.9}
    Comparison.objects.create(left=photos[0], right=photos[2], same=False, fine=0.5, **said)
    return Comparison.objects.create(left=photos[0], right=photos[1], fine=0.93, **said)


def listed(answer):
    return html.fromstring(answer.content).xpath("//td[@class='field-alike']/a/text()")


def test_the_queue_shows_the_open_questions_with_both_pictures(at_desk, pairs):
    page = at_desk.get(QUEUE)
    assert listed(page) == ["93%"]
    assert len(html.fromstring(page.content).xpath("//td[@class='field-first' or @class='field-second']/a/img")) == 2
    assert listed(at_desk.get(f"{QUEUE}?answer=two")) == ["50%"]
    assert ONE_BY_ONE in page.content.decode()


def test_the_queue_shows_the_picture_that_came_with_a_joined_photo_and_the_words_under_the_one_it_became(at_desk, pairs):
    first, second = make_photo("green", (200, 150)), pairs.left
    third = make_photo("red")
    add_caption(make_article(), "The ferry at dawn.", first)
    Comparison.objects.all().delete()
    pair = Comparison.objects.create(left=second, right=third, why="it is mirrored", coarse=0.9, fine=0.9, left_part=[0.5, 0, 1, 1])
    join(second, first)
    first.refresh_from_db()
    assert first.digest == second.digest, "the larger file is shown"
    page = html.fromstring(at_desk.get(ONE_BY_ONE).content.decode())
    (older,) = page.xpath("//section[@aria-labelledby='older']")
    assert older.xpath(".//h2//text()") == ["Older: ", str(second), " ", "400 × 300", " ", "joined to ", str(first)]
    assert older.xpath(".//svg/rect/@x") == ["200"]
    assert second.digest in older.xpath(".//img/@src")[0]
    assert older.xpath(".//p[@class='wording']/text()") == ["The ferry at dawn."]
    assert f"{second}, 400 × 300, joined to {first}" in page_text(at_desk.get(QUEUE))
    answered(at_desk, pair, "same")
    assert {Photo.objects.get(pk=each.pk).survivor for each in (second, third)} == {first}


def test_the_outline_is_drawn_on_the_file_that_was_compared_whoever_shows_it_now(at_desk):
    small, large, other = make_photo("green", (300, 200)), make_photo("olive", (1200, 800)), make_photo("red")
    said = {"why": "it is mirrored", "coarse": 0.9, "fine": 0.9, "left_part": [0.5, 0, 1, 1]}
    Comparison.objects.create(left=small, right=other, left_file=small.digest, right_file=other.digest, **said)
    join(large, small)
    (older,) = html.fromstring(at_desk.get(ONE_BY_ONE).content.decode()).xpath("//section[@aria-labelledby='older']")
    assert small.digest in older.xpath(".//img/@src")[0]
    assert older.xpath(".//svg/rect/@x") == ["150"]


def page_text(page):
    return " ".join(html.fromstring(page.content.decode()).text_content().split())


def test_an_answered_pair_can_be_looked_at_but_not_answered_again(at_desk, pairs):
    answered = Comparison.objects.get(same=False)
    page = at_desk.get(f"{ONE_BY_ONE}?pair={answered.pk}").content.decode()
    assert "Answered: two photographs." in page
    assert "Change between them" in page
    assert 'name="answer"' not in page


def test_a_withdrawn_photo_of_a_pair_is_called_so_and_its_file_not_asked_for(at_desk, pairs):
    withdraw(pairs.right, "The licence ended.", None)
    assert html.fromstring(at_desk.get(QUEUE).content).xpath("//td[@class='field-second']/a//text()") == [f"Withdrawn {pairs.right}"]


@pytest.mark.parametrize(("action", "same"), [("one_photograph", True), ("two_photographs", False)])
def test_an_answer_decides_the_chosen_pairs(at_desk, pairs, action, same):
    answer = at_desk.post(QUEUE, {"action": action, "_selected_action": [pairs.pk]}, follow=True)
    assert "1 pair decided." in answer.content.decode()
    assert Photo.objects.filter(pk=pairs.right_id, merged_into=pairs.left).exists() is same
    assert listed(at_desk.get(QUEUE)) == []


@pytest.mark.parametrize(("action", "same"), [("one_photograph", True), ("two_photographs", False)])
def test_pairs_that_are_decided_at_once_are_taken_back_at_once_and_those_that_can_t_be_are_told(at_desk, editor, doubts, action, same):
    story, pair = make_article(), doubts[1]
    for photo in (pair.left, pair.right) if same else ():
        words.edit(add_caption(story, "A bridge.", photo), 1, f"Bridge {photo.pk}.", "", editor)
    if not same:
        join(pair.right, pair.left)
    Decision.objects.all().delete()
    before = list(Photo.objects.order_by("pk").values(*Photo.DECIDED, "merged_into"))
    chosen = {"action": action, "_selected_action": [each.pk for each in doubts]}
    page = at_desk.post(f"{QUEUE}?answer=all", chosen, follow=True)
    assert "2 pairs decided." in page.content.decode()
    assert f"{pair.left} and {pair.right}: " in page.content.decode()
    assert [len(set(each.changes.filter(subject="gallery.photo").values_list("row", flat=True))) for each in Decision.objects.all()] == [4]
    assert Verdict.objects.filter(same=same).count() == 2
    form = html.fromstring(page.content).xpath("//form[@class='take-back']")[0]
    at_desk.post(form.get("action"), dict(form.form_values()))
    assert list(Photo.objects.order_by("pk").values(*Photo.DECIDED, "merged_into")) == before
    assert not Verdict.objects.exists()


def test_each_picture_leads_to_its_own_page_at_the_desk(at_desk, pairs):
    page = html.fromstring(at_desk.get(QUEUE).content)
    links = page.xpath("//td[@class='field-first' or @class='field-second']/a/@href")
    assert links == [reverse("admin:gallery_photo_change", args=[pk]) for pk in (pairs.left_id, pairs.right_id)]
    assert page.xpath("//td[@class='field-answer']/text()") == ["open"]


@pytest.fixture
def doubts():
    """Three open questions, the likeliest first."""
    photos = [(make_photo("green", (400 + n, 300)), make_photo("olive", (400 + n, 300))) for n in range(3)]
    for photo in (each for pair in photos for each in pair):
        add_caption(make_article(), f"Photo {photo.pk}.", photo)
    return [Comparison.objects.create(left=a, right=b, why="it is mirrored", coarse=0.9, fine=0.9 - a.pk / 100) for a, b in photos]


def answered(client, pair, said, page=None):
    """Answer a pair as the form on a page does, with all that it hides."""
    hidden = html.fromstring(page.content).xpath("//form[@class='answers']//input[@name='passed']/@value") if page else []
    return client.post(reverse("admin:gallery_comparison_answer", args=[pair.pk]), {"answer": said, "passed": hidden}, follow=True)


def test_a_pair_left_for_later_does_not_come_back_after_the_next_answer(admin_client, doubts):
    page = admin_client.get(ONE_BY_ONE, {"passed": doubts[0].pk})
    after = answered(admin_client, doubts[1], "different", page)
    assert after.context["pair"] == doubts[2]
    undo = html.fromstring(after.content).xpath("//form[@class='latest']//input[@name='next']/@value")[0]
    assert admin_client.get(undo).context["passed"] == [doubts[0].pk]


def test_a_pair_that_became_one_since_it_was_shown_is_left_alone(admin_client, doubts):
    join(doubts[0].right, doubts[0].left)
    assert "are not asked about any more" in answered(admin_client, doubts[0], "same").content.decode()
    assert not Decision.objects.exists()


def test_an_answer_given_twice_never_offers_to_take_back_another_decision(admin_client, doubts):
    answered(admin_client, doubts[0], "same")
    decisions.keep_apart(doubts[0].left, doubts[1].left, None)
    assert answered(admin_client, doubts[0], "same").context["latest"] is None


def test_what_is_no_answer_decides_nothing(admin_client, doubts):
    assert answered(admin_client, doubts[0], "perhaps").status_code == 400
    assert not Verdict.objects.exists()


def test_who_may_not_change_photos_neither_sees_nor_answers_a_pair(client, doubts, django_user_model):
    client.force_login(django_user_model.objects.create_user("reader", is_staff=True))
    assert client.get(ONE_BY_ONE).status_code == 403
    assert answered(client, doubts[0], "same").status_code == 403
    assert not Decision.objects.exists()


def test_the_words_of_another_decision_are_not_told(admin_client, doubts, django_user_model):
    caption = add_caption(make_article(), "A bridge.", make_photo())
    words.edit(caption, 1, "The old bridge.", "", django_user_model.objects.create_user("somebody"))
    assert admin_client.get(ONE_BY_ONE, {"decided": Decision.objects.get().pk}).context["latest"] is None
