"""Sightings to photos, with one caption each and a receipt for everything."""

import json
import re

from hypothesis import given
from hypothesis import strategies as st

from gallery.collapse import Verdict, collapse, identities
from gallery.sightings import Kind, Outcome, Role, Sighting


def img(*names, figure=None, **more):
    return Sighting(Kind.IMG, tuple(f"https://i.example/{name}" for name in names), figure=figure, **more)


def alt(text, figure):
    return Sighting(Kind.ALT, text=text, figure=figure)


def figcaption(text, figure=None, **more):
    return Sighting(Kind.FIGCAPTION, text=text, figure=figure, **more)


def captions(gallery):
    return [photo.caption for photo in gallery.photos]


def outcomes(gallery):
    return [str(line.outcome) for line in gallery.receipt]


def test_a_lightbox_clone_and_an_alt_collapse_and_a_logo_is_dropped():
    gallery = collapse(
        [
            img("a-320.jpg", "a.webp", figure=1),
            alt("A dog runs.", 1),
            figcaption("A dog runs. (Staff photo)", 1),
            img("a-1600.jpg", figure=2),
            Sighting(Kind.CAPTION, text="A dog runs. (Staff photo)", figure=2),
            img("logo.png", figure=3, dropped="icon"),
        ]
    )
    assert outcomes(gallery) == ["shown", "collapsed", "shown", "collapsed", "collapsed", "dropped"]
    assert [line.rule for line in gallery.receipt] == [
        "the picture",
        "says the caption again",
        "the caption",
        "same address once sizes are off",
        "says the caption again",
        "icon",
    ]
    (photo,) = gallery.photos
    assert (photo.caption, photo.credit, len(photo.sightings)) == ("A dog runs.", "Staff photo", 5)


def test_the_caption_lines_of_the_seed_become_nine_photos(seed):
    text = (seed / "arkansasonline-2020-09-15.txt").read_text()
    lines = [line for line in text.splitlines() if re.search(r"\([^()]*AP[^()]*\)\s*$", line)]
    roles = [Role.LEAD] + [Role.GALLERY] * (len(lines) - 1)
    gallery = collapse([Sighting(Kind.LINE, text=line, role=role) for line, role in zip(lines, roles, strict=True)])
    expected = json.loads((seed / "expected.json").read_text())["photos"]
    given = [{"role": p.role, "caption": p.caption, "credit": p.credit, "sightings": len(p.sightings)} for p in gallery.photos]
    assert given == expected


def test_one_caption_on_two_pictures_stays_two_photos_each_with_its_caption():
    gallery = collapse([img("dog.jpg", figure=1), figcaption("Dogs.", 1), img("cat.jpg", figure=2), figcaption("Dogs.", 2)])
    assert captions(gallery) == ["Dogs.", "Dogs."]


def test_two_pictures_that_the_page_calls_clones_are_one_photo():
    gallery = collapse([img("main/x1.jpg", figure=1, clone="7"), img("strip/y9.jpg", figure=2, clone="7")])
    assert len(gallery.photos) == 1


def test_an_alt_never_becomes_the_caption():
    (photo,) = collapse([img("dog.jpg", figure=1), alt("A brown dog", 1)]).photos
    assert (photo.caption, photo.alt) == ("", "A brown dog")


def test_an_alt_that_repeats_the_caption_is_not_kept():
    (photo,) = collapse([img("dog.jpg", figure=1), alt("A dog runs", 1), figcaption("A dog runs. (AP)", 1)]).photos
    assert photo.alt == ""


def test_a_visible_caption_wins_over_what_the_data_say():
    named = Sighting(Kind.JSON_LD, ("https://i.example/dog.jpg",), text="A much longer caption that the page's data give for the dog.")
    (photo,) = collapse([named, img("dog.jpg", figure=1), figcaption("A dog.", 1)]).photos
    assert photo.caption == "A dog."


def test_the_data_s_caption_is_taken_where_the_page_shows_none():
    named = Sighting(Kind.JSON_LD, ("https://i.example/dog.jpg",), text="A dog in the park.", credit="Jane Roe")
    (photo,) = collapse([named, img("dog.jpg", figure=1)]).photos
    assert (photo.caption, photo.credit) == ("A dog in the park.", "Jane Roe")


def test_a_credit_that_stands_apart_is_kept_with_the_caption():
    (photo,) = collapse([img("dog.jpg", figure=1), figcaption("A dog.", 1, credit="Foto: Jane Roe/dpa")]).photos
    assert (photo.caption, photo.credit) == ("A dog.", "Jane Roe/dpa")


def test_a_caption_cut_off_with_an_ellipsis_is_the_whole_one():
    gallery = collapse(
        [
            Sighting(Kind.LINE, text="A dog runs across the wide green lawn…"),
            Sighting(Kind.LINE, text="A dog runs across the wide green lawn of the palace. (AP)"),
        ]
    )
    assert captions(gallery) == ["A dog runs across the wide green lawn of the palace."]


def test_a_metadata_picture_the_page_does_not_show_is_dropped():
    gallery = collapse([Sighting(Kind.OPEN_GRAPH, ("https://i.example/share-card.jpg",), role=Role.LEAD), img("dog.jpg", figure=1)])
    assert len(gallery.photos) == 1
    assert outcomes(gallery) == ["dropped", "shown"]


def test_a_page_that_shows_no_picture_has_those_its_linked_data_caption():
    named = [
        Sighting(Kind.JSON_LD, urls=(f"https://i.example/{name}-photograph.jpg",), text=f"The {name} pier.") for name in ("north", "south")
    ]
    other = Sighting(Kind.OPEN_GRAPH, urls=("https://i.example/east-photograph.jpg",), text="East")
    assert captions(collapse([*named, other])) == ["The north pier.", "The south pier."]
    assert captions(collapse([img("a.jpg", figure=1), *named])) == [""]


def test_a_page_that_shows_no_picture_has_the_one_its_metadata_name():
    gallery = collapse([Sighting(Kind.OPEN_GRAPH, ("https://i.example/dog.jpg",))])
    assert len(gallery.photos) == 1


def test_the_lead_comes_first_and_is_not_repeated():
    gallery = collapse(
        [img("cat.jpg", figure=1), img("dog-640.jpg", figure=2, role=Role.LEAD), img("dog-320.jpg", figure=3, role=Role.GALLERY)]
    )
    assert [photo.role for photo in gallery.photos] == [Role.LEAD, Role.INLINE]


def test_an_address_that_three_pictures_share_joins_none_of_them():
    gallery = collapse([img("wait.gif", f"real{n}.jpg", figure=n) for n in "abc"])
    assert len(gallery.photos) == 3


def test_an_article_s_number_in_every_address_joins_nothing():
    gallery = collapse([img(f"238819311/{name}.jpg", figure=name) for name in ("bridge", "river", "tower")])
    assert len(gallery.photos) == 3


class TestAVerdict:
    one, other = "https://i.example/dog.jpg", "https://i.example/dog-again.jpg"

    def pair(self, same):
        left, right = sorted([*identities((self.one,), ""), *identities((self.other,), "")])
        return [Verdict(left, right, same)]

    def test_same_joins_what_nothing_else_would(self):
        gallery = collapse([img("dog.jpg", figure=1), img("dog-again.jpg", figure=2)], self.pair(same=True))
        assert len(gallery.photos) == 1
        assert gallery.receipt[1].rule == "editor: same"

    def test_a_caption_that_gives_way_does_not_come_back_as_the_description(self):
        first = [img("dog.jpg", figure=1), figcaption("A dog runs.", 1)]
        second = [img("dog-again.jpg", figure=2), figcaption("A terrier at full speed.", 2), alt("A terrier at full speed", 2)]
        (photo,) = collapse([*first, *second], self.pair(same=True)).photos
        assert (photo.caption, photo.alt) == ("A dog runs.", "")

    def test_a_description_stays_though_the_caption_that_gave_way_says_as_much(self):
        first = [img("dog.jpg", figure=1), figcaption("Home at last.", 1), alt("A terrier at full speed", 1)]
        second = [img("dog-again.jpg", figure=2), figcaption("A terrier at full speed in the park.", 2)]
        (photo,) = collapse([*first, *second], self.pair(same=True)).photos
        assert (photo.caption, photo.alt) == ("Home at last.", "A terrier at full speed")

    def test_what_an_editor_calls_the_same_has_the_earlier_photo_s_words_however_long_the_later_one_s_are(self):
        sightings = [
            *(img("dog.jpg", figure=1), figcaption("A dog runs.", figure=1)),
            *(img("dog-again.jpg", figure=2), figcaption("A dog runs over a field at dawn, its owner far behind.", figure=2)),
        ]
        photo = collapse(sightings, self.pair(same=True)).photos[0]
        assert photo.caption == "A dog runs."
        silent = [sightings[0], *sightings[2:]]
        assert collapse(silent, self.pair(same=True)).photos[0].caption.startswith("A dog runs over")

    def test_not_the_same_keeps_apart_what_the_page_joins(self):
        sightings = [img("dog.jpg", figure=1, clone="1"), img("dog-again.jpg", figure=2, clone="1")]
        assert len(collapse(sightings).photos) == 1
        assert len(collapse(sightings, self.pair(same=False)).photos) == 2

    def test_not_the_same_holds_through_a_third_picture(self):
        sightings = [img("dog.jpg", figure=1, clone="1"), img("third.jpg", figure=2, clone="1"), img("dog-again.jpg", figure=3, clone="1")]
        gallery = collapse(sightings, self.pair(same=False))
        shows = [{url for place in photo.sightings for url in sightings[place].urls} for photo in gallery.photos]
        assert not any({self.one, self.other} <= urls for urls in shows)


WORDS = st.sampled_from(["", "A dog. (AP)", "A dog.", "A cat sits on the mat in the house…", "A cat sits on the mat in the house of Jane."])
ADDRESSES = st.sampled_from(["a-320.jpg", "a.jpg", "b.jpg", "238819311/c.jpg", "d/238819311.jpg", "wait.gif"])
SIGHTINGS = st.lists(
    st.builds(
        Sighting,
        kind=st.sampled_from(Kind),
        urls=st.lists(ADDRESSES.map("https://i.example/{}".format), max_size=2).map(tuple),
        text=WORDS,
        role=st.sampled_from(Role),
        figure=st.none() | st.integers(1, 4),
        clone=st.sampled_from(["", "", "x"]),
        dropped=st.sampled_from(["", "", "icon"]),
    ),
    max_size=12,
)


@given(SIGHTINGS)
def test_every_sighting_is_in_the_receipt(sightings):
    gallery = collapse(sightings)
    assert len(gallery.receipt) == len(sightings)
    counted = sum(len(photo.sightings) for photo in gallery.photos)
    assert counted == sum(line.outcome is not Outcome.DROPPED for line in gallery.receipt)
    assert all((line.photo is None) == (line.outcome is Outcome.DROPPED) and line.rule for line in gallery.receipt)


@given(SIGHTINGS)
def test_every_photo_shows_something(sightings):
    gallery = collapse(sightings)
    shown = {line.photo for line in gallery.receipt if line.outcome is Outcome.SHOWN}
    assert shown == set(range(len(gallery.photos)))


@given(SIGHTINGS)
def test_at_most_one_photo_leads_and_it_comes_first(sightings):
    roles = [photo.role for photo in collapse(sightings).photos]
    assert Role.LEAD not in roles[1:]


def test_a_lightbox_outside_the_story_is_its_photo_seen_again():
    gallery = collapse(
        [
            img("dog-320.jpg", figure=1),
            figcaption("A dog.", 1),
            img("dog-1280.jpg", figure=2, dropped="outside the story"),
            Sighting(Kind.CAPTION, text="A dog.", figure=2, dropped="outside the story"),
            img("cat.jpg", figure=3, dropped="outside the story"),
        ]
    )
    assert outcomes(gallery) == ["shown", "shown", "collapsed", "collapsed", "dropped"]
    (photo,) = gallery.photos
    assert photo.urls[0].endswith("dog-1280.jpg")
    assert photo.sightings == (0, 1, 2, 3)


def credited(*sightings):
    (photo,) = collapse(sightings).photos
    return photo.caption, photo.credit


def test_a_credit_seen_under_the_picture_goes_before_the_one_in_metadata():
    named = Sighting(Kind.JSON_LD, ("https://i.example/a.jpg",), text="A dog runs over the lawn.", credit="Jane Roe")
    seen = figcaption("", 1, credit="Photo by Jane Roe / Getty Images")
    assert credited(img("a.jpg", figure=1), seen, named) == ("A dog runs over the lawn.", "Photo by Jane Roe / Getty Images")


def test_the_credit_in_a_description_counts_where_nothing_else_says_one():
    told = alt("A dog runs. (Photo by Jane Roe/AFP)", 1)
    assert credited(img("a.jpg", figure=1), told, figcaption("A dog.", 1)) == ("A dog.", "Photo by Jane Roe/AFP")
    assert credited(img("a.jpg", figure=1), told, figcaption("A dog. Photo: Max Moe", 1)) == ("A dog.", "Max Moe")


def test_a_picture_marked_as_an_old_one_is_filed_though_the_label_leaves_its_credit():
    (photo,) = collapse([img("a.jpg", figure=1), figcaption("A dog. Archivfoto: Max Moe", 1)]).photos
    assert (photo.credit, photo.filed) == ("Max Moe", True)


def test_a_credit_in_the_words_and_one_apart_are_both_kept_each_once():
    def told(words, apart):
        return credited(img("a.jpg", figure=1), figcaption(words, 1, credit=apart))

    assert told("A dog. (AP Photo/Jane Roe)", "AP") == ("A dog.", "AP Photo/Jane Roe")
    assert told("A dog. (AP)", "Jane Roe / AP") == ("A dog.", "Jane Roe / AP")
    assert told("A dog. Photo: Jane Roe", "The Paper") == ("A dog.", "Jane Roe / The Paper")
    assert told("A big brown dog runs in the park. File image", "The Paper") == (
        "A big brown dog runs in the park. File image",
        "The Paper",
    )
