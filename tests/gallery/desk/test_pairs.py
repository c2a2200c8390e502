"""An editor's word on photos: one photograph, or two; it can be taken back, and parts what was joined."""

import pytest
from django.contrib.auth import get_user_model

from gallery.desk import pairs, parting, words
from gallery.desk.journal import CantUndo, undo
from gallery.joining import join
from gallery.models import Caption, Comparison, Decision, Photo, Rendition, Verdict
from tests.factories import add_caption, make_article, make_photo

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return get_user_model().objects.create_user("ed")


@pytest.fixture
def pair():
    """Two photos, and a question about them."""
    left, right = make_photo("green"), make_photo("olive")
    for photo, name in ((left, "a.example/1"), (right, "b.example/2")):
        Rendition.objects.create(photo=photo, url=f"https://{name}.jpg", key=name)
    return Comparison.objects.create(left=left, right=right, why="it is mirrored", coarse=0.9, fine=0.9)


def test_an_editor_makes_two_photos_one_and_their_stories_show_it(pair, editor):
    article = make_article()
    add_caption(article, "The other.", pair.right)
    pairs.decide(pair, same=True, by=editor)
    assert article.captions.get().photo == pair.left
    assert Verdict.objects.values_list("left", "right", "same", "by").get() == ("a.example/1", "b.example/2", True, editor.pk)
    assert not Comparison.objects.open().exists()


def test_what_an_editor_keeps_apart_no_later_look_joins(pair, editor):
    pairs.decide(pair, same=False, by=editor)
    assert join(pair.right, pair.left) == pair.right
    assert Photo.objects.filter(merged_into=None).count() == 2


def test_an_editors_later_word_takes_the_place_of_the_earlier(pair, editor):
    for same in (False, True):
        pairs.decide(pair, same=same, by=editor)
    assert Photo.objects.get(pk=pair.right.pk).merged_into == pair.left
    assert Verdict.objects.get().same


def test_photos_with_an_edit_each_in_one_story_are_not_joined_and_it_is_said(pair, editor):
    article = make_article()
    for photo in (pair.left, pair.right):
        caption = add_caption(article, "Words.", photo)
        words.edit(caption, caption.version, "An editor's words.", "", editor)
    with pytest.raises(pairs.Undecidable, match="Words were written under both"):
        pairs.decide(pair, same=True, by=editor)
    assert article.captions.count() == 2
    assert not Verdict.objects.exists()


def test_photos_whose_addresses_differ_in_a_size_can_be_kept_apart(editor):
    left, right = make_photo("green"), make_photo("olive")
    for photo, size in ((left, "800x600"), (right, "400x300")):
        Rendition.objects.create(photo=photo, url=f"https://a.example/a-{size}.jpg", key="a.example/a")
    pairs.decide(Comparison.objects.create(left=left, right=right, why="", coarse=0, fine=0), same=False, by=editor)
    assert join(right, left) == right
    assert Verdict.objects.get().left == "https://a.example/a-400x300.jpg"


def test_what_is_one_photo_already_is_not_said_to_be_two(pair, editor):
    pairs.decide(pair, same=True, by=editor)
    with pytest.raises(pairs.Undecidable, match="one photo already"):
        pairs.decide(pair, same=False, by=editor)
    assert Verdict.objects.get().same


def shown(article):
    return [(each.photo_id, each.text) for each in article.captions.in_order()]


@pytest.fixture
def both(pair):
    """A story that shows both photos, and one that shows the younger."""
    story, other = make_article(), make_article()
    add_caption(story, "The quay at dawn.", pair.left)
    add_caption(story, "The same quay.", pair.right)
    add_caption(other, "Elsewhere.", pair.right)
    return story, other


def test_what_was_made_one_is_two_again_when_that_is_taken_back(pair, both, editor):
    before = [shown(article) for article in both]
    pairs.decide(pair, same=True, by=editor)
    assert [shown(article) for article in both] == [[(pair.left_id, "The quay at dawn.")], [(pair.left_id, "Elsewhere.")]]
    undo(Decision.objects.latest("pk"), editor)
    assert [shown(article) for article in both] == before
    assert not Verdict.objects.exists()
    assert Comparison.objects.open().get() == pair


@pytest.mark.parametrize("make", [lambda pair, by: pairs.decide(pair, True, by), lambda pair, by: join(pair.right, pair.left)])
def test_the_earlier_place_s_words_stand_whether_an_editor_or_the_pixels_made_two_one(pair, editor, make):
    story = make_article()
    add_caption(story, "The quay.", pair.right)
    add_caption(story, "The quay at dawn, seen from the ferry that leaves it.", pair.left)
    make(pair, editor)
    assert shown(story) == [(pair.left_id, "The quay.")]


def test_words_written_under_the_joined_photo_stay_when_the_two_are_parted(pair, both, editor):
    pairs.decide(pair, same=True, by=editor)
    decision = Decision.objects.latest("pk")
    caption = both[1].captions.get()
    words.edit(caption, caption.version, "An editor's words.", "", editor)
    undo(decision, editor)
    assert shown(both[1]) == [(pair.right_id, "An editor's words.")]


def test_a_story_read_while_they_were_one_shows_the_right_photo_when_they_are_parted(pair, editor):
    pairs.decide(pair, same=True, by=editor)
    decision = Decision.objects.latest("pk")
    story = make_article()
    address = Rendition.objects.get(born=pair.right).url
    caption = add_caption(story, "Read later.", pair.left, address=address)
    Caption.objects.filter(pk=caption.pk).update(born=pair.right)
    undo(decision, editor)
    assert shown(story) == [(pair.right_id, "Read later.")]


def test_what_pixels_joined_is_parted_for_ever(pair, both, editor):
    join(pair.right, pair.left)
    some = Rendition.objects.filter(born=pair.right).values_list("pk", flat=True)
    fresh = parting.split(pair.left, set(some), editor)
    assert fresh == pair.right
    assert shown(both[0]) == [(pair.left_id, "The quay at dawn."), (pair.right_id, "The same quay.")]
    assert join(pair.right, pair.left) == pair.right


def test_a_file_goes_with_the_rendition_it_came_from(pair, editor):
    photo = pair.left
    other = Rendition.objects.create(photo=photo, url="https://c.example/3.jpg", key="c.example/3", state=Rendition.State.TAKEN)
    digest = photo.digest
    fresh = parting.split(photo, {other.pk}, editor)
    photo.refresh_from_db()
    assert (fresh.digest, photo.digest) == (digest, None)
    undo(Decision.objects.latest("pk"), editor)
    photo.refresh_from_db()
    fresh.refresh_from_db()
    assert (photo.digest, fresh.merged_into) == (digest, photo)


@pytest.mark.parametrize("some", [[], ["https://a.example/1.jpg"]])
def test_parting_takes_some_of_the_files_and_leaves_some(pair, editor, some):
    chosen = Rendition.objects.filter(url__in=some).values_list("pk", flat=True)
    with pytest.raises(pairs.Undecidable, match="leave some"):
        parting.split(pair.left, set(chosen), editor)
    assert not Decision.objects.exists()


def test_of_three_photos_made_one_the_one_that_is_taken_back_is_parted(pair, editor):
    third = make_photo("navy")
    Rendition.objects.create(photo=third, url="https://c.example/3.jpg", key="c.example/3")
    pairs.make_one(pair.left, pair.right, editor)
    first = Decision.objects.latest("pk")
    pairs.make_one(pair.left, third, editor)
    undo(first, editor)
    now = Photo.objects.in_bulk([pair.right_id, third.pk])
    assert (now[pair.right_id].merged_into, now[third.pk].merged_into) == (None, pair.left)


def test_what_was_said_of_the_same_photos_since_stands_in_the_way(pair, editor):
    pairs.keep_apart(pair.left, pair.right, editor)
    first = Decision.objects.latest("pk")
    pairs.make_one(pair.left, pair.right, editor)
    with pytest.raises(CantUndo, match="Made one of photos"):
        undo(first, editor)


def test_pairs_that_share_photos_decided_at_once_are_taken_back_exactly_and_done_again(editor):
    photos = [make_photo("green", (400 + n, 300)) for n in range(4)]
    story = make_article()
    for photo in photos:
        words.edit(add_caption(make_article(), f"Photo {photo.pk}.", photo), 1, f"Photo {photo.pk}, edited.", "", editor)
        add_caption(story, f"Caption {photo.pk}.", photo)
    said = {"why": "it is mirrored", "coarse": 0.9, "fine": 0.9}
    chain = [Comparison.objects.create(left=photos[a], right=photos[b], **said) for a, b in ((2, 3), (0, 1), (1, 3))]

    def everything():
        captions = Caption.objects.order_by("article", "position").values("article", "photo", "source_text", *Caption.DECIDED)
        others = [Photo.objects.values(*Photo.DECIDED, "merged_into"), Comparison.objects.values("same"), Verdict.objects.values("same")]
        return [list(captions), *(list(each.order_by("pk")) for each in others)]

    before = everything()
    decision, left = pairs.decide_all(chain, True, editor)
    after = everything()
    assert (left, decision.said, story.captions.count()) == ({}, "Made one photo of each of 3 pairs", 1)
    undo(decision, editor)
    assert everything() == before
    undo(Decision.objects.latest("pk"), editor)
    assert everything() == after
