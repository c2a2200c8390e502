"""Two photos that turn out to be one file: one photo, everywhere once, and no editor's word lost."""

import pytest
from django.contrib.auth import get_user_model

from articles.models import Article
from gallery.arrival import arrive
from gallery.desk import files, words
from gallery.files import place
from gallery.joining import join
from gallery.models import Comparison, Photo, Rendition, Verdict
from gallery.renditions import store
from tests.factories import add_caption, make_article, make_photo, picture
from tests.gallery.scenes import encoded, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept():
    return make_photo("green")


@pytest.fixture
def gone():
    photo = Photo.objects.create(alt="A dog runs.")
    Rendition.objects.create(photo=photo, url="https://img.example/dog.jpg", key="img.example/dog")
    return photo


def captions(article):
    return [(each.position, each.photo_id, each.text) for each in article.captions.in_order()]


def edit(caption, text):
    user = get_user_model().objects.get_or_create(username="ed")[0]
    words.edit(caption, caption.version, text, "", user)


def test_another_story_s_caption_keeps_its_own_words_under_the_kept_photo(kept, gone):
    first, second = make_article(), make_article()
    add_caption(first, "A dog.", kept)
    add_caption(second, "The dog.", gone)
    assert join(gone, kept) == kept
    assert (captions(first), captions(second)) == ([(0, kept.pk, "A dog.")], [(0, kept.pk, "The dog.")])
    assert set(Rendition.objects.values_list("photo", flat=True)) == {kept.pk}
    assert Photo.objects.get(pk=gone.pk).merged_into == kept


def test_in_one_story_the_earlier_place_wins_and_the_ranks_are_closed(kept, gone):
    article = make_article()
    add_caption(article, "First.", gone)
    add_caption(article, "Other.")
    add_caption(article, "Last.", kept)
    other = article.captions.get(source_text="Other.").photo_id
    join(gone, kept)
    assert captions(article) == [(0, kept.pk, "First."), (1, other, "Other.")]
    outcomes = [(row.photo_id, row.outcome, row.rule) for row in article.sightings.order_by("place")]
    assert outcomes == [
        (kept.pk, "shown", "the picture"),
        (other, "shown", "the caption"),
        (kept.pk, "collapsed", "one photo in the library"),
    ]


def test_an_editor_s_words_under_the_photo_that_goes_are_kept(kept, gone):
    article = make_article()
    add_caption(article, "First.", kept)
    edit(add_caption(article, "Second.", gone), "An editor's words.")
    join(gone, kept)
    assert captions(article) == [(0, kept.pk, "An editor's words.")]


def test_where_editors_wrote_under_both_they_stay_two(kept, gone):
    article = make_article()
    edit(add_caption(article, "First.", kept), "One.")
    edit(add_caption(article, "Second.", gone), "Two.")
    assert join(gone, kept) == gone
    assert [text for _, _, text in captions(article)] == ["One.", "Two."]


def test_an_editor_s_verdict_keeps_them_apart(kept, gone):
    Rendition.objects.create(photo=kept, url="https://img.example/cat.jpg", key="img.example/cat")
    Verdict.objects.create(left="img.example/cat", right="img.example/dog", same=False)
    assert join(gone, kept) == gone
    assert Photo.objects.get(pk=gone.pk).merged_into is None


def test_a_description_is_handed_over_where_there_is_none(kept, gone):
    join(gone, kept)
    kept.refresh_from_db()
    assert kept.alt == "A dog runs."


def test_a_file_that_arrives_is_its_photo_s(gone):
    stored = store(picture("red", (300, 400)))
    assert arrive(gone, stored) == gone
    gone.refresh_from_db()
    assert (gone.digest, gone.width, gone.height, gone.focal_y) == (stored.digest, 300, 400, 10)


def test_a_file_that_arrives_twice_changes_nothing(gone):
    first, second = store(picture("red")), store(picture("blue"))
    arrive(gone, first)
    arrive(gone, second)
    gone.refresh_from_db()
    assert gone.digest == first.digest


def test_a_file_the_library_has_under_another_photo_joins_the_two(kept, gone):
    assert arrive(gone, store(picture("green"))) == kept


def sized(seed, size):
    """A photo of a made-up scene, a rendition of that size."""
    photo = Photo.objects.create()
    place(photo, store(encoded(scene(seed).resize(size))))
    return photo


def test_the_earlier_place_gets_the_words_that_were_said_at_the_later(kept, gone):
    article = make_article()
    add_caption(article, "", kept)
    add_caption(article, "The harbour at dawn.", gone, credit="Jane Roe/AP")
    join(gone, kept)
    caption = article.captions.get()
    assert (caption.position, caption.text, caption.credit) == (0, "The harbour at dawn.", "Jane Roe/AP")
    assert [str(name) for name in caption.names.order_by("part")] == ["Associated Press", "Jane Roe"]


def test_the_names_follow_the_credit_line_that_is_shown(kept, gone):
    article = make_article()
    add_caption(article, "One.", gone, credit="Jane Roe/AP")
    add_caption(article, "Two.", kept, credit="Sergei Chirikov/EPA")
    join(gone, kept)
    assert "Jane Roe" in [str(name) for name in article.captions.get().names.all()]


def test_every_story_of_both_photos_hears_of_it(kept, gone):
    stories = [make_article(), make_article()]
    for article, photo in zip(stories, (kept, gone), strict=True):
        add_caption(article, "A dog.", photo)
    before = [article.changed_at for article in stories]
    join(gone, kept)
    assert all(Article.objects.get(pk=article.pk).changed_at > was for article, was in zip(stories, before, strict=True))


def test_a_photo_known_by_one_storys_words_becomes_everybodys():
    article, other = make_article(), make_article()
    card = add_caption(article, "A river.").photo
    gone = sized(1, (300, 200))
    add_caption(other, "The river.", gone)
    assert join(gone, card) == card
    article.delete()
    assert other.captions.get().photo == card


def test_a_description_that_repeats_a_caption_is_not_taken_over(kept, gone):
    add_caption(make_article(), "A dog runs.", kept)
    join(gone, kept)
    assert Photo.objects.get(pk=kept.pk).alt is None


def test_former_files_can_be_given_back_to_the_photo_that_theirs_became():
    user = get_user_model().objects.create_user("ed")
    kept, gone = sized(1, (300, 200)), sized(2, (480, 320))
    files.give_file(gone, store(encoded(scene(1))), user)
    join(gone, kept)
    assert Photo.objects.get(pk=kept.pk).width == 480
    former = gone.former_files.get()
    files.give_file(former.photo, former.stored, user)
    kept.refresh_from_db()
    assert kept.digest == former.digest


def test_the_file_that_a_tombstone_keeps_can_be_given_back():
    user = get_user_model().objects.create_user("ed")
    kept, gone = sized(1, (300, 200)), sized(1, (480, 320))
    small = store(encoded(scene(1).resize((300, 200))))
    join(gone, kept)
    files.give_file(kept, small, user)
    assert (kept.width, kept.former_files.get().width) == (300, 480)


def test_a_file_that_an_editor_keeps_from_its_twin_is_put_before_an_editor(kept, gone):
    Rendition.objects.create(photo=kept, url="https://img.example/cat.jpg", key="img.example/cat")
    Verdict.objects.create(left="img.example/cat", right="img.example/dog", same=False)
    assert arrive(gone, store(picture("green"))) == gone
    assert Comparison.objects.open().get().why.startswith("they have the very same file")
