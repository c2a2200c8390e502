"""One gallery of eleven photos, built in the ways page makers build them: eleven photos with eleven captions come of each."""

import json

import pytest

from articles.reading.page import read_page
from gallery.collapse import collapse
from tests.articles.reading.pages import URL, story_page

PLACES = ("quay", "pier", "crane", "lighthouse", "ferry", "market", "chapel", "slipway", "tavern", "seawall", "tower")
CAPTIONS = tuple(f"The {place} of Haven is seen from the water on Monday morning. (Ann Ray/Harbour Press)" for place in PLACES)
WANTED = [caption.partition(" (")[0] for caption in CAPTIONS]


def file(number: int, width: int = 1200) -> str:
    return f"/photos/2026/{PLACES[number]}-{width}x{width // 3 * 2}.jpg"


def picture(number: int, width: int = 1200, attributes: str = "") -> str:
    return f'<img src="{file(number, width)}" alt="{CAPTIONS[number]}" {attributes}>'


def slide(number: int, classes: str = "slide", width: int = 1200) -> str:
    return f'<div class="{classes}" data-index="{number}">{picture(number, width)}<div class="caption">{CAPTIONS[number]}</div></div>'


def slides(classes: str = "slide") -> str:
    return "".join(slide(number, classes) for number in range(11))


def looped(classes: str, clone: str) -> str:
    """A loop shows its last slide before the first and its first after the last."""
    return slide(10, f"{classes} {clone}") + slides(classes) + slide(0, f"{classes} {clone}")


def lightbox() -> str:
    frames = "".join(f"<figure>{picture(number, 2400)}<figcaption>{CAPTIONS[number]}</figcaption></figure>" for number in range(11))
    return f'<div class="lightbox" role="dialog" hidden>{frames}</div>'


def thumbnails() -> str:
    shown = "".join(f'<li data-index="{number}"><img src="{file(number, 150)}" alt=""></li>' for number in range(11))
    return f'<ul class="thumbnails">{shown}</ul>'


def data() -> list[dict[str, object]]:
    return [{"url": file(number, 1800), "caption": CAPTIONS[number], "alt": PLACES[number]} for number in range(11)]


def linked() -> str:
    images = [{"@type": "ImageObject", "url": file(number, 1600), "caption": CAPTIONS[number]} for number in range(11)]
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", "image": images})}</script>'


def state() -> str:
    return f"<script>window.__STATE__ = {json.dumps({'story': {'gallery': {'images': data()}}})};</script>"


def listed(attribute: str) -> str:
    photos = "".join(f"<li {attribute.format(number)}>{picture(number)}</li>" for number in range(11))
    captions = "".join(f'<li class="caption" {attribute.format(number)}>{caption}</li>' for number, caption in enumerate(CAPTIONS))
    return f'<div class="gallery"><ul class="photos">{photos}</ul><ul class="captions">{captions}</ul></div>'


def counted() -> str:
    """A list called captions, whose entries are not called so, each with its count and its credit."""
    photos = "".join(f'<li data-original="{file(number)}" style="background-image: url(/blank.gif)"></li>' for number in range(11))
    entry = "<li><h4><span class=counter>{1}/11</span></h4><p>{0}</p></li>"
    captions = "".join(entry.format(caption, number) for number, caption in enumerate(CAPTIONS, 1))
    return f'<div class="gallery"><ul>{photos}</ul><ul class="legends">{captions}</ul></div>'


def described() -> str:
    photos = "".join(picture(number, attributes=f'aria-describedby="c{number}"') for number in range(11))
    captions = "".join(f'<p id="c{number}">{CAPTIONS[number]}</p>' for number in reversed(range(11)))
    return f'<div class="strip">{photos}</div><div class="texts">{captions}</div>'


def lazy() -> str:
    shown = '<img class="lazy" src="data:image/gif;base64,R0lGOD" alt="{2}"><noscript><img src="{0}"></noscript>'
    frame = f"<figure>{shown}<figcaption>{{1}}</figcaption></figure>"
    return "".join(frame.format(file(number), CAPTIONS[number], PLACES[number]) for number in range(11))


TEASER = (
    '<div class="more"><a href="/news/bridge"><img src="/photos/2026/bridge-300x200.jpg"><h3>The bridge closes for two years</h3></a></div>'
)

WAYS = {
    "a carousel with its clones in a lightbox after the article, in alt and in data": {
        "inside": f'<div class="carousel">{slides()}</div>',
        "outside": lightbox() + TEASER,
        "head": linked() + state(),
    },
    "a swiper's loop": {"inside": f'<div class="swiper">{looped("swiper-slide", "swiper-slide-duplicate")}</div>'},
    "a slick loop": {"inside": f'<div class="slick-list">{looped("slick-slide", "slick-cloned")}</div>'},
    "a bx slider's loop": {"inside": f'<ul class="bxslider">{looped("item", "bx-clone")}</ul>'},
    "a lightbox before the article": {"inside": f'<div class="gallery">{slides()}</div>', "before": lightbox()},
    "a strip of thumbnails": {"inside": f'<div class="gallery">{slides()}{thumbnails()}</div>'},
    "a template that repeats the slides": {"inside": f'<div class="gallery">{slides()}</div><template>{slides()}</template>'},
    "only a template": {"inside": f"<template>{slides()}</template>"},
    "a data attribute of an empty element": {"inside": f"<div class=\"gallery\" data-gallery='{json.dumps(data())}'></div>"},
    "a custom element's property": {"inside": f"<photo-gallery slides='{json.dumps({'slides': data()})}'></photo-gallery>"},
    "a list of captions in the pictures' order": {"inside": listed("")},
    "a list of captions with the pictures' numbers": {"inside": listed('data-index="{0}"')},
    "a list called captions, whose entries are counted": {"inside": counted()},
    "captions that the pictures name": {"inside": described()},
    "captions that only the state has": {
        "inside": f'<div class="gallery">{"".join(f"<p>{picture(number)}</p>" for number in range(11))}</div>',
        "head": state(),
    },
    "lazy pictures with a noscript copy": {"inside": lazy()},
}


@pytest.mark.parametrize("parts", WAYS.values(), ids=WAYS.keys())
def test_eleven_photos_with_eleven_captions_come_of(parts):
    gallery = collapse(read_page(story_page(**parts), URL).sightings)
    assert [photo.caption for photo in gallery.photos] == WANTED
    assert {photo.credit for photo in gallery.photos} == {"Ann Ray/Harbour Press"}


def test_a_page_that_shows_one_gallery_four_times_accounts_for_every_place():
    parts = WAYS["a carousel with its clones in a lightbox after the article, in alt and in data"]
    story = read_page(story_page(**parts), URL)
    gallery = collapse(story.sightings)
    assert sum(len(photo.sightings) for photo in gallery.photos) == 11 * (3 + 3 + 1 + 1)
    assert [line.rule for line in gallery.receipt if line.photo is None] == ["teaser of another story"]


def test_captions_in_a_list_of_their_own_do_not_run_into_the_text():
    story = read_page(story_page(listed("")), URL)
    assert "is seen from the water" not in story.body


@pytest.mark.parametrize("where", ["inside", "head", "outside"])
def test_other_stories_pictures_in_the_page_s_data_are_dropped(where):
    others = [{"headline": f"News {place}", "image": {"url": f"/other/{place}.jpg", "caption": f"Other {place}."}} for place in PLACES]
    script = f"<script type=application/json>{json.dumps({'props': {'related': others}})}</script>"
    shown = f"<figure>{picture(0)}<figcaption>{CAPTIONS[0]}</figcaption></figure>"
    story = read_page(story_page(**({"before": shown} | {where: script})), URL)
    assert len(collapse(story.sightings).photos) == 1
    assert sum(one.dropped == "in the page's data only" for one in story.sightings) == 11


def test_where_the_page_shows_no_picture_one_that_metadata_names_tells_the_story_s_list():
    story = read_page(story_page(head=f'<meta property="og:image" content="{file(3)}">' + state()), URL)
    assert sorted(photo.caption for photo in collapse(story.sightings).photos) == sorted(WANTED)


def test_a_list_in_the_state_is_the_story_s_when_metadata_names_several_of_it():
    named = "".join(f'<meta property="og:image" content="{file(number)}">' for number in (0, 1))
    story = read_page(story_page(head=named + state()), URL)
    assert [photo.caption for photo in collapse(story.sightings).photos] == WANTED
