"""A doubt about two photos is asked once, of whom they are shown as, until something answers it."""

import pytest
from django.contrib.auth import get_user_model

from articles.ingest import Given, store
from articles.reading.story import Kind as StoryKind
from articles.reading.story import Story
from gallery.arrival import arrive
from gallery.asking import ask
from gallery.comparisons import DISPUTED
from gallery.desk import files, pairs, parting
from gallery.desk.journal import CantUndo, undo
from gallery.joining import join
from gallery.kin import together
from gallery.models import Comparison, Decision, Photo, Rendition, Verdict
from gallery.renditions import store as store_picture
from gallery.sightings import Kind, Role, Sighting
from tests.factories import picture

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return get_user_model().objects.create_user("ed")


@pytest.fixture
def photos():
    made = [Photo.objects.create() for _ in range(4)]
    for photo in made:
        Rendition.objects.create(photo=photo, url=f"https://a.example/{photo.pk}.jpg", key=f"a.example/{photo.pk}")
    return made


def doubt(left, right, fine=0.8):
    pair = Comparison.objects.create(left=left, right=right, why="it is mirrored", coarse=fine, fine=fine)
    ask(each.pk for each in together(left.survivor.pk, right.survivor.pk))
    return pair


def asked():
    return list(Comparison.objects.open())


def heads(photo):
    return Photo.objects.get(pk=photo.pk).survivor.pk


def test_a_doubt_outlives_the_joining_of_one_of_its_photos_to_a_third(photos, editor):
    first, second, third, _ = photos
    pair = doubt(first, third)
    pairs.decide(doubt(second, third, 0.9), True, editor)
    assert asked() == [pair]
    pairs.decide(pair, True, editor)
    assert {photo.survivor for photo in Photo.objects.filter(pk__in=[first.pk, second.pk, third.pk])} == {first}
    assert asked() == []


def test_the_answer_to_it_is_taken_back_with_the_pair_that_was_asked(photos, editor):
    first, second, third, _ = photos
    pair = doubt(second, third)
    pairs.make_one(first, second, editor)
    pairs.decide(pair, False, editor)
    assert Comparison.objects.get(pk=pair.pk).same is False
    assert asked() == []
    undo(Decision.objects.latest("pk"), editor)
    assert asked() == [pair]


def test_an_answer_is_about_the_two_that_were_looked_at_whatever_one_of_them_was_joined_to(photos, editor):
    first, second, third, _ = photos
    pair = doubt(second, third)
    pairs.make_one(first, second, editor)
    joining = Decision.objects.latest("pk")
    pairs.decide(pair, True, editor)
    undo(joining, editor)
    assert [heads(photo) for photo in (first, second, third)] == [first.pk, second.pk, second.pk]
    assert asked() == []


@pytest.mark.parametrize("part", ["undo", "split"])
def test_two_that_were_kept_apart_while_one_was_joined_stay_so_when_that_is_parted(photos, editor, part):
    first, second, third, _ = photos
    pair = doubt(second, third)
    pairs.make_one(first, second, editor)
    joining = Decision.objects.latest("pk")
    pairs.decide(pair, False, editor)
    if part == "undo":
        undo(joining, editor)
    else:
        parting.split(first, {Rendition.objects.get(born=second).pk}, editor)
    join(Photo.objects.get(pk=third.pk), Photo.objects.get(pk=second.pk))
    assert [heads(photo) for photo in (first, second, third)] == [first.pk, second.pk, third.pk]


def test_a_joining_that_an_answer_was_built_on_is_taken_back_after_the_answer(photos, editor):
    first, second, third, _ = photos
    pairs.make_one(second, third, editor)
    joining = Decision.objects.latest("pk")
    pairs.decide(doubt(first, third), True, editor)
    assert {heads(photo) for photo in (first, second, third)} == {first.pk}
    with pytest.raises(CantUndo, match="Take that back first"):
        undo(joining, editor)
    undo(Decision.objects.latest("pk"), editor)
    undo(joining, editor)
    assert [heads(photo) for photo in (first, second, third)] == [first.pk, second.pk, third.pk]


def test_a_doubt_is_asked_again_when_everything_that_answered_it_is_taken_back(photos, editor):
    first, second, third, fourth = photos
    pair, other = doubt(second, fourth), doubt(first, third)
    pairs.make_one(first, second, editor)
    pairs.make_one(third, fourth, editor)
    joined = list(Decision.objects.order_by("-pk"))
    answer, _ = pairs.decide_all([pair, other], False, editor)
    for decision in (*joined, answer):
        undo(decision, editor)
    assert asked() == [pair, other]


def test_a_doubt_about_an_editor_s_own_word_is_not_answered_by_that_word(photos, editor):
    first, second, third, _ = photos
    pairs.keep_apart(second, third, editor)
    pair = Comparison.objects.create(left=second, right=third, why=DISPUTED, coarse=1, fine=1)
    pairs.make_one(first, second, editor)
    assert asked() == [pair]


def test_two_doubts_about_what_became_one_photo_are_asked_once_the_likeliest(photos, editor):
    first, second, third, _ = photos
    likely, other = doubt(second, third, 0.9), doubt(first, third, 0.7)
    pairs.make_one(first, second, editor)
    assert asked() == [other], "a photo's own pair before those of what was joined to it"
    pairs.decide(other, False, editor)
    assert asked() == []
    undo(Decision.objects.latest("pk"), editor)
    undo(Decision.objects.get(said__startswith="Made one"), editor)
    assert asked() == [likely, other]


def test_what_an_editor_kept_apart_is_not_asked_of_what_was_joined_to_it(photos, editor):
    first, second, third, _ = photos
    pairs.keep_apart(first, third, editor)
    pair = doubt(second, third)
    pairs.make_one(first, second, editor)
    assert asked() == []
    undo(Decision.objects.latest("pk"), editor)
    assert asked() == [pair]


def test_a_doubt_between_two_that_a_third_one_joins_is_answered_by_that(photos):
    first, second, third, _ = photos
    doubt(first, second)
    join(third, first)
    join(second, third)
    assert asked() == []


def test_a_doubt_that_pixels_had_about_a_photo_joined_meanwhile_is_asked(photos):
    first, second, third, _ = photos
    join(second, first)
    pair = doubt(second, third)
    assert asked() == [pair]
    own = doubt(first, third, 0.7)
    assert asked() == [own]


def test_joining_one_that_was_kept_apart_answers_what_is_asked(photos, editor):
    first, second, third, fourth = photos
    pairs.keep_apart(fourth, third, editor)
    pair = doubt(second, third)
    pairs.make_one(first, second, editor)
    assert asked() == [pair]
    pairs.make_one(first, fourth, editor)
    assert asked() == []


def test_an_address_that_a_page_comes_to_offer_answers_it_where_an_editor_spoke_of_that(photos, editor):
    first, second, third, _ = photos
    pair = doubt(second, third)
    pairs.make_one(first, second, editor)
    Verdict.objects.create(left=f"a.example/{third.pk}", right="b.example/quay", same=False, by=editor)
    seen = Sighting(Kind.IMG, (first.renditions.first().url, "https://b.example/quay.jpg"), figure=1, block=0, role=Role.INLINE)
    assert asked() == [pair]
    store(Story(StoryKind.STORY, headline="The quay", body="<p>One.</p>", sightings=(seen,)), Given("quay", "https://a.example/quay"))
    assert asked() == []


def test_a_file_that_an_editor_keeps_from_being_one_is_asked_about_once(photos, editor):
    first, second, third, _ = photos
    pairs.keep_apart(second, third, editor)
    disputed = Comparison.objects.create(left=second, right=third, why=DISPUTED, coarse=1, fine=1)
    own = doubt(first, third)
    pairs.make_one(first, second, editor)
    stored = store_picture(picture("green"))
    arrive(third, stored)
    arrive(Photo.objects.get(pk=first.pk), stored)
    assert asked() == [own]
    assert Comparison.objects.get(pk=own.pk).why == DISPUTED
    assert Comparison.objects.get(pk=disputed.pk).is_moot


def test_an_answer_that_making_one_overrules_is_there_again_when_that_is_taken_back(photos, editor):
    first, second, third, _ = photos
    own, pair = doubt(first, third), doubt(second, third)
    pairs.decide(own, False, editor)
    pairs.make_one(first, second, editor)
    pairs.decide(pair, True, editor)
    assert Comparison.objects.get(pk=own.pk).same is None
    undo(Decision.objects.latest("pk"), editor)
    assert Comparison.objects.get(pk=own.pk).same is False


def test_an_answer_is_taken_back_though_its_question_is_forgotten_with_a_file(photos, editor):
    first, _, third, _ = photos
    pairs.decide(doubt(first, third), False, editor)
    answer = Decision.objects.latest("pk")
    files.give_file(first, store_picture(picture("green")), editor)
    undo(answer, editor)
    assert not Verdict.objects.exists()


def test_many_doubts_of_one_photo_cost_no_more_questions_than_few(photos, editor, django_assert_num_queries):
    first, second, *others = [*photos, *(Photo.objects.create() for _ in range(20))]
    pairs.make_one(first, second, editor)
    for each in others:
        Comparison.objects.create(left=second, right=each, why="it is mirrored", coarse=0.8, fine=0.8)
    with django_assert_num_queries(5):
        ask([first.pk, second.pk])
    assert len(asked()) == len(others)
