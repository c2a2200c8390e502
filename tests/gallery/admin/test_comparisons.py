"""The desk's queue of pictures that may be one photograph."""

import pytest
from django.urls import reverse
from lxml import html

from gallery.models import Comparison, Photo
from tests.factories import make_photo

pytestmark = pytest.mark.django_db

QUEUE = reverse("admin:gallery_comparison_changelist")


@pytest.fixture
def pairs():
    """An open question and an answered one."""
    photos = [make_photo(colour) for colour in ("green", "olive", "navy")]
    said = {"why": "it is mirrored", "coarse": 0.9}
    Comparison.objects.create(left=photos[0], right=photos[2], same=False, fine=0.5, **said)
    return Comparison.objects.create(left=photos[0], right=photos[1], fine=0.93, **said)


def listed(answer):
    return html.fromstring(answer.content).xpath("//td[@class='field-alike']/text()")


def test_the_queue_shows_the_open_questions_with_both_pictures(at_desk, pairs):
    page = at_desk.get(QUEUE)
    assert listed(page) == ["93%"]
    assert len(html.fromstring(page.content).xpath("//td[@class='field-first' or @class='field-second']/a/img")) == 2
    assert listed(at_desk.get(f"{QUEUE}?answer=two")) == ["50%"]


@pytest.mark.parametrize(("action", "same"), [("one_photograph", True), ("two_photographs", False)])
def test_an_answer_decides_the_chosen_pairs(at_desk, pairs, action, same):
    answer = at_desk.post(QUEUE, {"action": action, "_selected_action": [pairs.pk]}, follow=True)
    assert "1 pair decided." in answer.content.decode()
    assert Photo.objects.filter(pk=pairs.right_id, merged_into=pairs.left).exists() is same
    assert listed(at_desk.get(QUEUE)) == []


def test_each_picture_leads_to_its_own_page_at_the_desk(at_desk, pairs):
    page = html.fromstring(at_desk.get(QUEUE).content)
    links = page.xpath("//td[@class='field-first' or @class='field-second']/a/@href")
    assert links == [reverse("admin:gallery_photo_change", args=[pk]) for pk in (pairs.left_id, pairs.right_id)]
    assert page.xpath("//td[@class='field-answer']/text()") == ["open"]
