import pytest

from articles.reading.page import read_page
from gallery.collapse import collapse
from gallery.sightings import Kind
from tests.articles.reading.pages import URL, captions, images, read


def test_a_figcaption_gives_its_words_and_its_credit_apart():
    story = read(
        '<figure><img src="/a.jpg" alt="A quay"><figcaption>The new quay. <span class="credit">Photo: Ann Ray</span></figcaption></figure>'
    )
    seen = [(one.kind, one.text, one.credit, one.figure) for one in story.sightings]
    number = images(story)[0].figure
    assert seen == [
        (Kind.IMG, "", "", number),
        (Kind.ALT, "A quay", "", number),
        (Kind.FIGCAPTION, "The new quay.", "Photo: Ann Ray", number),
    ]


def test_a_caption_like_element_beside_a_picture_needs_no_figure():
    assert captions(read('<div class=media><img src="/a.jpg"><p class="image-caption">The new quay.</p></div>')) == ["The new quay."]


def test_a_figcaption_outside_its_figure_belongs_to_the_picture_before_it():
    story = read('<div><figure><img src="/a.jpg"></figure><figcaption>The new quay.</figcaption></div>')
    assert captions(story) == ["The new quay."]
    assert story.sightings[1].figure == images(story)[0].figure


def test_few_words_beside_a_picture_are_its_caption_without_any_class():
    assert captions(read('<div><picture><img src="/a.jpg"></picture><p>The new quay on Monday.</p></div>')) == ["The new quay on Monday."]


def test_a_byline_beside_a_picture_is_no_caption():
    assert captions(read('<div><picture><img src="/a.jpg"></picture><p>By Ann Ray</p></div>')) == []


def test_captions_in_a_row_of_pictures_go_each_to_its_own():
    row = "".join(f'<img src="/{name}.jpg"><div class=caption>Caption {name}.</div>' for name in ("one", "two"))
    story = read(f"<div class=gallery>{row}</div>")
    figures = {one.urls[0][-7:]: one.figure for one in images(story)}
    told = {one.text: one.figure for one in story.sightings if one.kind is Kind.CAPTION}
    assert told == {"Caption one.": figures["one.jpg"], "Caption two.": figures["two.jpg"]}


def test_a_caption_that_a_whole_gallery_shares_goes_nowhere_and_not_into_the_text():
    story = read(
        '<div class=gallery><img src="/a.jpg"><img src="/b.jpg"><img src="/c.jpg"><p class=caption>Scenes from the harbour.</p></div>'
    )
    shared = [one for one in story.sightings if one.text == "Scenes from the harbour."]
    assert [(one.figure, one.dropped) for one in shared] == [(None, "caption of several pictures")]
    assert "Scenes" not in story.body


def test_words_of_their_own_after_the_caption_s_full_stop_are_the_credit():
    story = read('<figure><img src="/a.jpg"><figcaption>The new quay. <span class=x1>Ann Ray (Harbour Press)</span></figcaption></figure>')
    assert [(one.text, one.credit) for one in story.sightings if one.kind is Kind.FIGCAPTION] == [
        ("The new quay.", "Ann Ray (Harbour Press)")
    ]


def credits(story):
    return [(one.text, one.credit) for one in story.sightings if one.kind is Kind.FIGCAPTION]


def test_an_element_whose_name_ends_in_a_credit_word_is_the_credit_though_it_is_the_caption_s():
    parts = '<span class="widget__captionText">The new quay</span><span class="widget__captionCredit">Ann Ray/Press</span>'
    story = read(f'<figure><img src="/a.jpg"><figcaption class="credit-caption">{parts}</figcaption></figure>')
    assert credits(story) == [("The new quay", "Ann Ray/Press")]


def test_two_credit_elements_keep_the_slash_that_joins_them():
    parts = "<span class=caption>The quay.</span> <span class=credit>Photo by Ann Ray</span> /<span class=distributor>Harbour News</span>"
    assert credits(read(f'<figure><img src="/a.jpg"><figcaption>{parts}</figcaption></figure>')) == [
        ("The quay.", "Photo by Ann Ray / Harbour News")
    ]


def test_the_last_part_of_a_caption_is_the_credit_where_its_words_say_so():
    named = read('<figure><img src="/a.jpg"><figcaption><p>The quay</p><span class=x1>Ann Ray (Reuters)</span></figcaption></figure>')
    said = read('<figure><img src="/a.jpg"><figcaption><p>The quay</p><span class=x1>in the morning</span></figcaption></figure>')
    assert (credits(named), credits(said)) == ([("The quay", "Ann Ray (Reuters)")], [("The quay in the morning", "")])


def test_what_is_called_a_credit_but_tells_of_the_picture_stays_caption():
    story = read('<figure><img src="/a.jpg"><figcaption><p class=source>The quay at night. Photo: Ann Ray</p></figcaption></figure>')
    assert credits(story) == [("The quay at night. Photo: Ann Ray", "")]


def test_a_credit_in_an_attribute_of_the_image_is_seen_with_it():
    told = read('<figure><img src="/a.jpg" data-credit="Ann Ray"><figcaption>The quay.</figcaption></figure>')
    titled = read('<figure><img src="/a.jpg" title="The quay | Ann Ray/Reuters"><figcaption>The quay.</figcaption></figure>')
    flag = read('<figure><img src="/a.jpg" data-credit="true"><figcaption>The quay.</figcaption></figure>')
    assert [images(story)[0].credit for story in (told, titled, flag)] == ["Ann Ray", "Ann Ray/Reuters", ""]


def test_a_credit_laid_over_a_picture_without_any_figure_is_its_credit():
    hero = '<div class=hero><img src="/a.jpg"><span class=copyright>© Ann Ray</span></div><div class=hero-caption>The new quay.</div>'
    (photo,) = collapse(read(hero).sightings).photos
    assert (photo.caption, photo.credit) == ("The new quay.", "Ann Ray")


@pytest.mark.parametrize(
    "attribute", ['data-caption="The new quay. Photo: Ann Ray"', 'data-sub-html="&lt;p&gt;The new quay. Photo: Ann Ray&lt;/p&gt;"']
)
def test_a_caption_that_only_a_viewer_would_show_is_its_picture_s_and_makes_no_teaser_a_photo(attribute):
    (photo,) = collapse(read(f'<a href="/a-2000.jpg" {attribute}><img src="/a.jpg"></a>').sightings).photos
    assert (photo.caption, photo.credit) == ("The new quay.", "Ann Ray")
    shown = f'<figure {attribute}><img src="/a.jpg"><figcaption>The quay on Monday.</figcaption></figure>'
    assert [photo.caption for photo in collapse(read(shown).sightings).photos] == ["The quay on Monday."]
    teaser = f'<a href="/news/2026/bridge"><img src="/b.jpg" {attribute}></a>'
    assert collapse(read(teaser).sightings).photos == ()


def test_a_counter_and_hidden_buttons_are_no_caption():
    counted = '<figure><img src="/a.jpg"><figcaption>2 of 5</figcaption></figure>'
    folded = '<figure><img src="/b.jpg"><figcaption>Ships.<b hidden>Show more</b></figcaption></figure>'
    assert captions(read(counted + folded)) == ["Ships."]


@pytest.mark.parametrize("said", ["Credit", "Photo:", "Image copyright"])
def test_a_label_that_labels_nothing_is_no_caption(said):
    assert captions(read(f'<figure><img src="/a.jpg"><figcaption>{said}</figcaption></figure>')) == []


@pytest.mark.parametrize(
    "said",
    [
        "Image caption The quay on Monday.",
        "Image caption, The quay on Monday.",
        "Image: The quay on Monday.",
        "Foto 1 de 1 The quay on Monday.",
        "图注：The quay on Monday.",
    ],
)
def test_a_label_before_a_caption_is_no_part_of_it(said):
    assert captions(read(f'<figure><img src="/a.jpg"><figcaption>{said}</figcaption></figure>')) == ["The quay on Monday."]


def test_a_line_after_a_picture_that_is_labelled_a_caption_is_one():
    story = read('<p><img src="/a.jpg"></p><p>Bildunterschrift: Der Kai am Montag.</p>')
    assert captions(story) == ["Der Kai am Montag."]


@pytest.mark.parametrize("said", ["View of the National Gallery", "Image from the French Open", "Close-up of the picture", "Expanding"])
def test_a_caption_with_a_viewer_s_words_in_it_stays(said):
    assert captions(read(f'<figure><img src="/a.jpg"><figcaption>{said} <span class=credit>Jane Roe/AP</span></figcaption></figure>')) == [
        said
    ]


@pytest.mark.parametrize(
    "line",
    [
        "BILD: Herr Minister, was sagen Sie zu den neuen Fähren im Hafen?",
        "Image: that is what the council cares about most, say the residents of the old town.",
        "Sources: Council, Police",
    ],
)
def test_a_line_after_a_picture_that_only_looks_like_a_caption_is_story(line):
    assert line in read(f'<p><img src="/a.jpg"></p><p>{line}</p>').body


@pytest.mark.parametrize("said", ["Bild 1 von 20 Schiffen, die am Montag ankamen.", "Foto 2 de 5 barcos hundidos en el puerto."])
def test_a_number_that_belongs_to_the_caption_s_sentence_stays(said):
    assert captions(read(f'<figure><img src="/a.jpg"><figcaption>{said}</figcaption></figure>')) == [said]


def test_a_legend_in_points_is_one_caption():
    points = "".join(f"<li>{point}</li>" for point in ("Yes 55 per cent", "No 40 per cent", "Undecided 5 per cent"))
    (caption,) = captions(read(f'<figure><img src="/chart.png"><ul class="chart-legend legend">{points}</ul></figure>'))
    assert "Undecided" in caption


def test_what_a_viewer_s_button_says_is_no_caption():
    assert captions(read('<figure><img src="/a.jpg"><figcaption>Enlarge Image</figcaption></figure>')) == []


def test_an_element_called_image_description_in_one_word_is_a_caption():
    assert captions(read('<div><img src="/a.jpg"></div><p class="imagedescription">The quay. © AFP</p>')) == ["The quay. © AFP"]


def test_captions_never_run_into_the_text():
    caption = "The new quay on the day the mayor cut a ribbon that the divers had tied under water."
    story = read(f'<figure><img src="/a.jpg"><figcaption>{caption}</figcaption></figure><p>{caption}</p>')
    assert caption not in story.body


def test_a_noscript_copy_stands_in_the_figure_of_its_lazy_picture():
    story = read('<figure><img data-src="/a.jpg" alt=Quay><noscript><img src="/a.jpg" alt=Quay></noscript></figure>')
    assert len({one.figure for one in images(story)}) == 1


def test_a_thumbnail_with_the_same_asset_id_is_a_clone():
    strip = "".join(f'<li data-asset-id="{n}"><img src="/thumb/{n}x.jpg"></li>' for n in (1, 2))
    main = "".join(f'<figure data-asset-id="{n}"><img src="/big/{n}y.jpg"><figcaption>Ship {n}.</figcaption></figure>' for n in (1, 2))
    clones = [one.clone for one in images(read(f"<div class=gallery>{main}<ul>{strip}</ul></div>"))]
    assert clones[0] == clones[2] != clones[1] == clones[3] != ""


def test_two_slideshows_that_count_alike_are_no_clones():
    slide = '<div class=slideshow><figure data-index=1><img src="/{0}.jpg"><figcaption>{0} ship.</figcaption></figure></div>'
    assert [one.clone for one in images(read("".join(map(slide.format, "ab"))))] == ["", ""]


def test_a_lazy_picture_without_an_address_shows_what_its_noscript_copy_shows():
    lazy = '<img src="data:image/gif;base64,AA" alt="{0}"><noscript><img src="/{0}.jpg"></noscript>'
    frame = f"<figure>{lazy}<figcaption>{{0}}.</figcaption></figure>"
    story = read(f'<div class="gallery">{frame.format("a")}{frame.format("b")}</div>')
    assert [one.urls for one in images(story)] == [(f"https://paper.example/{name}.jpg",) for name in "aabb"]
    assert captions(story) == ["a.", "b."]


def test_a_figcaption_without_a_picture_is_seen_all_the_same():
    (words,) = read("<figure><table><tr><td>1</table><figcaption>Ships.</figcaption></figure>").sightings
    assert (words.kind, words.text, words.figure) == (Kind.FIGCAPTION, "Ships.", None)


def test_a_short_story_beside_its_picture_is_no_caption_whatever_notice_the_page_has():
    story = "The ferry left an hour late on Monday because a seal lay on the pier, and nobody in Haven was in a hurry to move it at all."
    notice = "We use cookies and other means to show you this page, and you can say no to them at any time in the settings below it."
    page = f"<h1>Seal</h1><div class=news><div class=pic><img src='/a.jpg'></div><div>{story}</div></div><div class=note>{notice}</div>"
    assert story in read_page(f"<html><body>{page}</body></html>", URL).body


def test_what_a_viewer_counts_is_no_story_and_a_verdict_is():
    counted = "".join(f'<p>{number}/17</p><figure><img src="/{number}.jpg"></figure>' for number in (1, 2, 3))
    body = read(f"{counted}<p>★★★★☆ 4/5</p>").body
    assert "/17" not in body
    assert "★★★★☆ 4/5" in body
