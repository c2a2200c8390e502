"""What readers see: fronts, stories, photos, errors."""

import re
from base64 import b64encode
from gzip import compress
from hashlib import sha256
from pathlib import Path

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from lxml import html

from articles.models import Section
from gallery.models import Photo
from newsroom.views import bad_request, server_error
from tests.factories import add_caption, make_article, make_photo, make_story, see

pytestmark = pytest.mark.django_db


def page(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status
    return html.fromstring(response.content.decode())


def words(element):
    return " ".join(element.text_content().split())


def queries(client, path):
    client.get(path)
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def figures(tree):
    return [words(figure.find(".//figcaption")) for figure in tree.iter("figure")]


def test_an_empty_paper_says_what_to_do_next(client):
    assert "manage.py ingest" in words(page(client, "/"))


def test_the_newest_story_leads_and_every_headline_is_a_link(client):
    stories = [make_story(photos=1) for _ in range(6)]
    headlines = page(client, "/").xpath("//main//article//*[self::h2 or self::h3]/a")
    assert sorted(link.get("href") for link in headlines) == sorted(story.get_absolute_url() for story in stories)
    assert words(headlines[0]) == stories[-1].headline


def test_a_story_without_a_standfirst_opens_with_how_its_text_begins(client):
    opens = "<h2>Now</h2>\n<p>Fish &amp; <b>chips</b> for all. </p>\n<p>More.</p>"
    long = f"<p>{'word ' * 150}<a href='https://elsewhere.example/{'x' * 300}'>there</a></p>"
    for fields in [{"body": opens}, {"body": long}, {"body": ""}, {"standfirst": "In short.", "body": opens}]:
        make_article(**fields)
    tree = page(client, "/")
    assert [words(each) for each in tree.xpath("//article//p[@class='standfirst']")] == [
        "In short.",
        f"{'word ' * 29}word…",
        "Fish & chips for all.",
    ]


def test_a_withdrawn_story_is_nowhere(client):
    story = make_story(status="withdrawn")
    photo = story.captions.get(position=0).photo
    assert story.headline not in words(page(client, "/"))
    for path in [story.get_absolute_url(), f"{story.get_absolute_url()}photo/{photo.pk}/"]:
        page(client, path, status=410)
    page(client, photo.get_absolute_url(), status=404)


def test_a_draft_is_read_at_its_own_address_by_who_may_change_stories_and_marked_as_one(client, django_user_model):
    story = make_story(status="draft")
    caption = story.captions.get(position=1)
    paths = [story.get_absolute_url(), caption.get_absolute_url()]
    editor = django_user_model.objects.create_user("ed", is_staff=True)
    may = Permission.objects.get(codename="change_article")
    for staff, permissions, status in [(True, [], 404), (False, [may], 404), (True, [may], 200)]:
        editor.is_staff = staff
        editor.save()
        editor.user_permissions.set(permissions)
        client.force_login(editor)
        assert [client.get(path).status_code for path in paths] == [status] * 2
    for path in paths:
        answer = client.get(path)
        tree = html.fromstring(answer.content.decode())
        assert tree.findtext(".//title").startswith("Draft: ")
        assert "draft" in words(tree.find(".//main")).lower()
        assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]
        assert answer["Cache-Control"] == "private"
        assert "Cookie" in answer["Vary"]
    client.logout()
    assert [client.get(path).status_code for path in paths] == [404] * 2
    story.status = "published"
    story.save()
    answer = client.get(paths[0])
    assert "Draft" not in answer.content.decode()
    assert "Cookie" not in answer["Vary"]


def test_older_stories_follow_by_a_plain_link_without_a_gap_or_a_repeat(client):
    stories = [make_article() for _ in range(50)]
    seen, path = [], "/"
    while path:
        tree = page(client, path)
        seen += [link.get("href") for link in tree.xpath("//main//article//*[self::h2 or self::h3]/a")]
        path = next(iter(tree.xpath("//nav[contains(@class,'more')]/a/@href")), None)
        path = path and f"/{path}"
    assert sorted(seen) == sorted(story.get_absolute_url() for story in stories)


@pytest.mark.parametrize("key", ["0", "999", "x", "9" * 40, "-1", "٣", ""])
def test_a_place_in_the_paper_that_is_none_is_not_found(client, key):
    section = make_article().section.get_absolute_url()
    for path in ["/", section]:
        page(client, f"{path}?before={key}", status=404)


def test_before_the_first_story_there_are_none(client):
    assert "There are no older stories." in words(page(client, f"/?before={make_article().pk}"))


def test_a_section_shows_its_own_stories_and_marks_itself_in_the_row(client):
    other = make_article(section=Section.objects.create(name="علوم", slug="علوم"))
    make_article()
    tree = page(client, other.section.get_absolute_url())
    assert [words(link) for link in tree.xpath("//main//h2/a")] == [other.headline]
    assert words(tree.xpath("//nav[@aria-label='Sections']//a[@aria-current='page']")[0]) == "علوم"


def test_a_story_says_who_wrote_it_where_and_when(client):
    story = make_story(authors=["Ann Poe", "Bo Lee", "Cy Day"], agency="The Agency", standfirst="It was expected to fall.")
    tree = page(client, story.get_absolute_url())
    opening = words(tree.xpath("//article/header")[0])
    assert "By Ann Poe, Bo Lee and Cy Day" in opening
    assert "The Agency" in opening
    assert "It was expected to fall." in opening
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00", tree.xpath("//article//time/@datetime")[0])
    assert tree.xpath("//link[@rel='canonical']/@href") == [story.url]
    assert tree.xpath("//meta[@name='robots']/@content") == ["noindex"]


def test_every_photo_stands_once_with_one_caption_in_the_place_of_its_role(client):
    story = make_story(photos=5)
    tree = page(client, story.get_absolute_url())
    assert len(tree.xpath("//figure//img")) == 5
    assert len(set(tree.xpath("//figure//img/@src"))) == 5
    assert [len(tree.xpath(f"//figure[contains(@class,'{role}')]")) for role in ["lead", "inline", "gallery"]] == [1, 1, 3]
    assert tree.xpath("//div[@class='body']/figure/preceding-sibling::p") == tree.xpath("//div[@class='body']/p[1]")
    assert sorted(figures(tree)) == sorted(f"Caption {number} of story {story.pk}. Jo Doe/The Paper" for number in range(1, 6))
    assert words(tree.xpath("//h2[@id='photographs']")[0]) == "Photographs 3"


def test_an_alt_is_no_caption_and_every_link_around_a_picture_has_a_name(client):
    story = make_article()
    add_caption(story, "A bridge at dawn.", make_photo("red"))
    add_caption(story, "A bridge at dusk.", make_photo("green", alt="Two arches over still water"))
    links = page(client, story.get_absolute_url()).xpath("//figure/a[.//img]")
    assert [link.xpath(".//img/@alt") for link in links] == [[""], ["Two arches over still water"]]
    assert [words(link) for link in links] == ["View photo 1 of 2", "View photo 2 of 2"]


def test_a_photo_known_by_its_words_is_a_caption_card_and_no_broken_image(client):
    story = make_article()
    add_caption(story, "A bridge at dawn.", role="lead", credit="Jo Doe")
    figure = page(client, story.get_absolute_url()).xpath("//figure")[0]
    assert words(figure) == "Photo not supplied A bridge at dawn. Jo Doe As described by The Paper"
    assert not figure.xpath(".//img")


def test_a_photo_with_neither_file_nor_words_is_a_link_to_where_it_stands(client):
    story = make_article()
    add_caption(story, "", address="https://img.paper.example/bridge.jpg")
    assert page(client, story.get_absolute_url()).xpath("//figure//a/@href") == ["https://img.paper.example/bridge.jpg"]


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "http://[", "//evil.example/x"])
def test_what_a_source_names_becomes_a_link_only_if_it_leads_to_the_web(client, address):
    story = make_article(url=address, links=[{"role": "video", "url": address, "label": ""}])
    add_caption(story, "A bridge.", address=address)
    content = client.get(story.get_absolute_url()).content.decode()
    assert address not in content


def test_video_and_gallery_links_name_their_host(client):
    story = make_article(links=[{"role": "video", "url": "https://www.video.example/1", "label": ""}])
    assert words(page(client, story.get_absolute_url()).xpath("//ul[@class='links']")[0]) == "Video at video.example"


def test_the_receipt_counts_what_was_shown_joined_and_dropped(client):
    story = make_article()
    caption = add_caption(story, "A bridge at dawn.", make_photo())
    see(story, caption.photo, "collapsed", "same caption")
    see(story, caption.photo, "collapsed", "same caption")
    see(story, None, "dropped", "icon")
    receipt = page(client, story.get_absolute_url()).xpath("//details")[0]
    assert words(receipt.find("summary")) == "What the source showed: 4 captions and pictures, 1 photo"
    assert words(receipt.xpath(".//tbody")[0]) == "Photo 1, gallery 3 times same caption (2 times)"
    assert words(receipt.xpath(".//tbody")[1]) == "Icon 1"


def test_a_story_in_another_language_says_so_and_keeps_its_direction(client):
    story = make_article(language="ar", direction="rtl", slug="قصة", headline="الجسر")
    tree = page(client, story.get_absolute_url())
    assert (tree.get("lang"), tree.get("dir")) == ("ar", "rtl")
    assert page(client, "/").xpath("//main//article/@dir") == ["rtl"]


def test_a_photo_page_turns_to_its_neighbours_and_back_to_the_story(client):
    story = make_story(photos=3)
    first, second, third = (caption.get_absolute_url() for caption in story.captions.in_order())
    tree = page(client, second)
    assert tree.xpath("//nav[@aria-label='Photos']/a/@href") == [first, third]
    assert words(tree.xpath("//p[@class='counter']")[0]) == "Photo 2 of 3"
    assert tree.xpath("//a[@class='close']/@href") == [f"{story.get_absolute_url()}#photo-2"]
    assert len(page(client, first).xpath("//nav[@aria-label='Photos']/a")) == 1


def test_a_merged_photo_leads_on_to_the_one_it_became(client):
    story = make_story(photos=2)
    kept = story.captions.get(position=1)
    tombstone = Photo.objects.create(merged_into=kept.photo)
    answer = client.get(f"{story.get_absolute_url()}photo/{tombstone.pk}/")
    assert (answer.status_code, answer["Location"]) == (302, kept.get_absolute_url())


def test_a_photo_of_another_story_is_not_in_this_one(client):
    story, other = make_story(photos=1), make_story(photos=1)
    page(client, f"{story.get_absolute_url()}photo/{other.captions.get().photo_id}/", status=404)


def test_an_unknown_address_is_answered_by_a_page_of_the_paper(client):
    tree = page(client, "/nowhere/", status=404)
    assert "nothing at this address" in words(tree)
    assert tree.xpath("//main//form[@action='/search/']//input/@name") == ["q"]


def test_a_broken_page_is_answered_without_asking_the_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert b"could not be printed" in answer.content


def test_a_request_that_makes_no_sense_is_told_so_without_a_look_at_the_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        answer = bad_request(RequestFactory().get("/"), Exception())
    assert (answer.status_code, b"could not be understood" in answer.content) == (400, True)


def test_who_sends_something_that_no_page_of_ours_asked_for_is_told_what_to_do():
    answer = Client(enforce_csrf_checks=True).post("/login/", {"username": "ed"})
    assert answer.status_code == 403
    assert "was not taken" in words(html.fromstring(answer.content.decode()))


def test_a_story_weighs_under_60_kb_before_its_photos(client):
    static = Path(__file__).parents[2] / "static"
    styles = re.findall('@import "(.+?)"', (static / "story-page.css").read_text())
    scripts = ["viewer.js", *(f"reader/{name}.js" for name in ("site", "story", "keys", "shelf"))]
    parts = [b"".join((static / name).read_bytes() for name in styles), *((static / name).read_bytes() for name in scripts)]
    body = "\n".join(f"<p>{'A sentence of a story that is of some length. ' * 6}{number}</p>" for number in range(30))
    page_itself = client.get(make_story(photos=20, body=body).get_absolute_url()).content
    packed = sum(len(compress(part)) for part in [page_itself, *parts])
    assert packed + (static / "fonts" / "source-serif-4.woff2").stat().st_size < 60_000


def test_no_page_carries_a_style_or_any_script_but_the_first_one_which_its_policy_names(client):
    story = make_story(photos=3)
    photo = story.captions.in_order()[2]
    for path in [
        "/",
        f"/?before={story.pk}",
        "/section/world/",
        story.get_absolute_url(),
        photo.get_absolute_url(),
        photo.photo.get_absolute_url(),
    ]:
        tree = page(client, path)
        assert not tree.xpath("//@style | //style | //@*[starts-with(name(), 'on')]")
        (script,) = tree.xpath("//script[not(@src) and not(@type='application/ld+json')]")  # data, which no browser runs
        named = f"'sha256-{b64encode(sha256(script.text.encode()).digest()).decode()}'"
        assert f"script-src 'self' {named};" in client.get(path)["Content-Security-Policy"]


@pytest.mark.parametrize("path", ["/", "/section/world/"])
def test_a_front_asks_as_often_for_twenty_stories_as_for_two(client, path):
    for _ in range(2):
        make_story(photos=2)
    few = queries(client, path)
    for _ in range(18):
        make_story(photos=2)
    assert queries(client, path) == few <= 6


def test_a_story_asks_as_often_for_twenty_photos_as_for_two(client):
    small, large = make_story(photos=2), make_story(photos=20)
    assert queries(client, large.get_absolute_url()) == queries(client, small.get_absolute_url()) <= 7
    small, large = (story.captions.in_order()[1].get_absolute_url() for story in (small, large))
    assert queries(client, large) == queries(client, small) <= 6
