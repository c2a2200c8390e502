import pytest

from gallery.sightings import Kind, Role
from tests.articles.reading.pages import PARAGRAPHS, images, only_image, read

PHOTO = '<figure><img src="/photos/quay.jpg" alt="A quay"><figcaption>The new quay on Monday.</figcaption></figure>'
LEAD = '<meta property="og:image" content="https://paper.example/photos/quay.jpg">'


def test_a_photo_in_the_text_belongs_to_the_story_and_knows_its_place():
    seen = only_image(read(PHOTO))
    assert (seen.dropped, seen.role, seen.block) == ("", Role.INLINE, 1)


def test_the_first_photo_before_the_text_leads():
    assert only_image(read(before=PHOTO)).role is Role.LEAD


def test_a_photo_in_a_link_to_another_story_is_its_teaser_even_in_a_figure():
    teaser = '<a href="/news/2026/bridge-closes"><figure><img src="/photos/bridge.jpg"><figcaption>A bridge</figcaption></figure></a>'
    assert only_image(read(teaser)).dropped == "teaser of another story"


def test_a_linked_photo_with_caption_and_credit_is_no_teaser():
    linked = (
        '<a href="/gallery/9"><figure><img src="/photos/quay.jpg"><figcaption>The quay. '
        "<span class=credit>Ann Ray</span></figcaption></figure></a>"
    )
    assert only_image(read(linked)).dropped == ""


def test_a_card_whose_headline_links_to_another_story_is_a_teaser():
    card = (
        '<div class=box><img src="/photos/bridge.jpg"><h3><a href="/news/2026/bridge">The bridge closes for two whole years</a></h3></div>'
    )
    assert only_image(read(card)).dropped == "teaser of another story"


def test_a_link_to_the_picture_s_file_is_no_teaser():
    assert only_image(read('<a href="/photos/quay-large.jpg"><img src="/photos/quay.jpg"></a>')).dropped == ""


def test_class_words_say_something_only_below_the_story_s_region():
    page = read(PHOTO, before="<div></div>")
    around = read(f'<div class="related-stories">{PHOTO}</div>')
    assert (only_image(page).dropped, only_image(around).dropped) == ("", "outside the story")


def test_an_image_s_own_class_may_say_share():
    assert only_image(read('<img class="img-share" src="/photos/quay.jpg">')).dropped == ""


def test_a_picture_after_the_story_s_end_is_dropped_unless_it_stands_in_a_gallery():
    after = '<div><img src="/photos/other.jpg"></div><div class="photo-gallery"><img src="/photos/third.jpg"></div>'
    other, third = images(read(after=after))
    assert (other.dropped, third.dropped, third.role) == ("after the story", "", Role.GALLERY)


def test_a_captioned_picture_that_ends_the_story_s_last_part_belongs_to_it():
    parts = "".join(f"<section><p>{words}</p></section>" for words in PARAGRAPHS)
    last = f"<section><p>The first ship to call was a ferry from the island, and it was late.</p>{PHOTO}</section>"
    assert only_image(read(after=parts + last)).dropped == ""


def test_a_picture_outside_the_story_is_kept_when_metadata_names_it():
    outside = '<div><img src="/photos/quay.jpg?w=600"></div>'
    assert only_image(read(outside=outside)).dropped == "outside the story"
    assert only_image(read(outside=outside, head=LEAD)).dropped == ""


def test_a_video_s_poster_counts_only_if_metadata_names_it():
    video = '<video poster="/photos/quay.jpg"></video>'
    assert only_image(read(video)).dropped == "video poster"
    assert only_image(read(video, head=LEAD)).dropped == ""


def test_an_address_that_three_pictures_share_is_a_placeholder():
    lazy = "".join(f'<img src="/grey.jpg" data-src="/photos/{name}.jpg" alt="{name}">' for name in ("a", "b", "c"))
    seen = images(read(lazy))
    assert [one.urls for one in seen] == [(f"https://paper.example/photos/{name}.jpg",) for name in ("a", "b", "c")]


def test_icons_pixels_logos_avatars_and_thumbnails_are_dropped_by_name():
    small = (
        '<img src="/a.svg"><img src="/t.gif" width=1 height=1><img src="/paper-logo.png">'
        '<img src="/authors/ann.jpg"><img src="/photos/b.jpg" width=60 height=60><img src="/p.png" style="width:1px;height:1px">'
    )
    assert [one.dropped for one in images(read(small))] == ["icon", "tracking pixel", "logo", "avatar", "too small", "tracking pixel"]


@pytest.mark.parametrize(
    ("image", "reason"),
    [
        ('<img src="/p/ann.jpg?w=100&h=100" data-src="/p/ann.jpg?w=50&h=50">', "too small"),
        ('<img src="/a/ann-48x48.png">', "too small"),
        ('<img src="https://faces.example/f?s=96">', "too small"),
        ('<img src="/p/quay.jpg?w=50" srcset="/p/quay.jpg?w=900 900w">', ""),
        ('<img src="/p/quay.jpg?w=760&h=60%25">', ""),
        ('<img src="/crops/16x10/quay.jpg">', ""),
        ('<img src="https://p.example/quay.jpg?w=1200&auto=format&s=45fab20c9e8d">', ""),
        ('<img src="/quay.jpg?width=1200&h=90">', ""),
        ('<img src="/poster-100x140-cm.jpg">', ""),
        ('<div class="carousel"><img class="hidden" src="/image/f3a9c1" alt=""></div>', ""),
        ('<img src="/image/f3a9c1" style="display:none" width=900 height=600>', ""),
        ('<figure><img src="/p/quay.jpg?w=100"><figcaption>The quay on Monday morning.</figcaption></figure>', ""),
        ('<img src="https://count.example/sync?id=77" style="display: none">', "tracking pixel"),
        ('<img src="/photos/quay.jpg" style="display: none">', ""),
        ('<img src="/photo/77" alt="The quay" style="display: none">', ""),
    ],
)
def test_what_is_asked_for_small_or_not_to_be_seen_is_no_photo(image, reason):
    assert only_image(read(image)).dropped == reason


def test_an_advert_in_the_text_is_called_one():
    assert only_image(read('<div class="advert"><img src="/photos/shoes.jpg"></div>')).dropped == "advert"


def test_a_further_story_below_this_one_gives_neither_text_nor_pictures():
    more = "The bridge of Haven will close for two years, the council said, since its northern pillar has moved by eleven millimetres."
    below = f'<article><h1>The bridge closes</h1><figure><img src="/photos/bridge.jpg"></figure><p>{more}</p></article>'
    story = read(outside=below)
    assert more not in story.body
    assert only_image(story).dropped


def test_every_image_element_is_a_sighting():
    story = read('<img src="/a.svg"><img><img src="data:image/gif;base64,AA"><amp-img src="/photos/b.jpg"></amp-img>')
    assert len(images(story)) == 4


def test_metadata_s_picture_is_dropped_where_the_page_shows_others():
    head = '<meta property="og:image" content="https://paper.example/share-card.jpg">'
    named = [one for one in read(PHOTO, head=head).sightings if one.kind is Kind.OPEN_GRAPH]
    assert [one.dropped for one in named] == ["named in metadata only"]
    assert [one.dropped for one in read(head=head).sightings] == [""]


def test_what_an_element_has_or_goes_without_is_not_what_it_is():
    assert only_image(read(f'<div class="media has-profile no-share">{PHOTO}</div>')).dropped == ""


def test_an_id_made_from_a_headline_names_no_furniture():
    slide = f'<div class="entry" id="the-mayor-promoted-her-new-quay-in-town">{PHOTO}</div>'
    assert only_image(read(slide)).dropped == ""
    assert only_image(read(f'<div id="promoted">{PHOTO}</div>')).dropped


def test_a_card_with_a_link_laid_over_it_is_a_teaser():
    card = '<div class=box><a href="/news/2026/bridge"></a><img src="/photos/bridge.jpg"><h3>The bridge closes</h3></div>'
    assert only_image(read(card)).dropped == "teaser of another story"


def test_a_picture_beside_a_form_invites_to_fill_it_in():
    assert only_image(read('<div><img src="/photos/letter.jpg"><form><input name=mail></form></div>')).dropped == "picture of a form"


def test_a_carousel_s_clone_that_comes_first_does_not_lead_the_order():
    slides = "".join(
        f'<div class="{c}"><img src="/photos/{n}.jpg"></div>' for n, c in [("b", "slide cloned"), ("a", "slide"), ("b", "slide")]
    )
    assert [one.dropped for one in images(read(f'<div class="carousel">{slides}</div>'))] == ["carousel clone", "", ""]


def test_two_placeholders_that_always_stand_together_are_two():
    lazy = "".join(f'<img src="/wait.jpg" data-src="/photos/{name}.jpg" data-lazy-src="/grey.jpg">' for name in "abcd")
    assert [one.urls for one in images(read(lazy))] == [(f"https://paper.example/photos/{name}.jpg",) for name in "abcd"]


def test_copies_of_one_photo_in_several_sizes_share_no_placeholder():
    sizes = [("a-1", "a-2", "a-3"), ("a-1", "a-2"), ("a-1",), ("a-1", "a-3")]
    copies = "".join(
        f'<figure><img src="/{names[0]}.jpg" srcset="{", ".join(f"/{name}.jpg" for name in names)}"></figure>' for names in sizes
    )
    assert all("https://paper.example/a-1.jpg" in one.urls for one in images(read(copies)))
