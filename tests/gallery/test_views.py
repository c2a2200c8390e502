"""The library's photo page and the files of its pictures."""

import pytest
from lxml import html

from gallery.models import Comparison, Photo
from gallery.renditions import sources
from newsroom.in_page import FIRST_SCRIPT
from tests.factories import add_caption, make_article, make_photo, make_story, see

pytestmark = pytest.mark.django_db


def names(photo):
    return [name for _, webp, jpeg, _ in sources(photo.digest, photo.width, photo.height) for name in (webp, jpeg)]


def test_a_photo_page_names_every_published_story_that_ran_it_with_its_words_there(client):
    photo = make_photo("green")
    for number in range(2):
        add_caption(make_article(), f"Words {number}.", photo)
    add_caption(make_article(status="withdrawn"), "Withdrawn words.", photo)
    page = html.fromstring(client.get(photo.get_absolute_url()).content)
    assert page.xpath("//p[@class='caption']/text()") == ["Words 1.", "Words 0."]
    assert len(page.xpath("//main//img")) == 1


def test_a_merged_photo_leads_on_to_the_one_it_became(client):
    kept = make_story(photos=1).captions.get().photo
    first = Photo.objects.create(merged_into=kept)
    answer = client.get(first.get_absolute_url())
    assert (answer.status_code, answer["Location"]) == (302, kept.get_absolute_url())


def test_a_photo_that_no_published_story_ran_is_not_shown(client):
    assert client.get(make_photo("red").get_absolute_url()).status_code == 404


@pytest.fixture
def ferry():
    """A photo in three stories, the words changed once, a withdrawn fourth, seen at two addresses."""
    photo = make_photo("green")
    for words, days, status in [
        ("A ferry waits at the old pier in Port Vale.", 0, "published"),
        ("A ferry waits at the new pier in Port Vale.", 1, "published"),
        ("A ferry waits at the new pier in Port Vale.", 2, "published"),
        ("Withdrawn words.", 3, "withdrawn"),
    ]:
        article = make_article(headline=f"Ferries {days}", status=status)
        caption = add_caption(article, words, photo, credit="Jane Roe/AP")
        seen = article.sightings.get(photo=photo)
        seen.urls = [f"https://img.paper.example/ferry-{days + 1}40x360.jpg"]
        seen.save()
        see(article, photo, "collapsed", "same address once sizes are off")
    return caption.photo


def record(client, photo):
    return html.fromstring(client.get(photo.get_absolute_url()).content)


def words(element):
    return " ".join(element.text_content().split())


def test_a_photo_page_shows_what_changed_between_stories_and_says_nothing_twice(client, ferry):
    tree = record(client, ferry)
    assert tree.xpath("//main//h3[@class='headline']/a/text()") == ["Ferries 2", "Ferries 1", "Ferries 0"]
    assert tree.xpath("//p[@class='caption']/text()") == [
        "A ferry waits at the new pier in Port Vale.",
        "A ferry waits at the old pier in Port Vale.",
    ]
    assert [words(each) for each in tree.xpath("//ins | //del")] == ["removed: old (end of removal)", "added: new (end of addition)"]


def test_a_photo_page_says_who_took_it_and_links_to_them(client, ferry):
    tree = record(client, ferry)
    assert words(tree.xpath("//h1")[0]) == "Photograph by Jane Roe"
    assert tree.xpath("//dl//a/@href") == ["/photographer/jane-roe/", "/agency/associated-press/"]
    assert "400 × 300 pixels" in words(tree.xpath("//dl")[0])


def test_a_photo_page_lists_its_files_with_size_host_and_who_declared_them(client, ferry):
    files = record(client, ferry).xpath("//ul[@class='files']/li")
    first = ferry.captions.published().first().article.dated_at
    assert words(files[0]) == f"ferry-340x360.jpg 340 × 360 img.paper.example, The Paper, {first.day} {first:%B %Y} (picture)"
    assert len(files) == 3


def test_a_photo_page_says_by_which_rule_each_sighting_came_to_it(client, ferry):
    showing = record(client, ferry).xpath("//section[@class='showing']")
    assert len(showing) == 3
    assert "It has the same address, sizes and crops aside." in words(showing[0])
    assert "The same address as in “Ferries 1”, sizes and crops aside." in words(showing[0])


def test_nothing_of_a_withdrawn_story_is_on_the_photo_s_page(client, ferry):
    page = client.get(ferry.get_absolute_url()).content.decode()
    assert "Withdrawn words" not in page
    assert "Ferries 3" not in page
    assert "ferry-440x360" not in page


def test_a_photo_of_many_stories_is_turned_over_page_by_page_without_a_gap(client):
    photo = make_photo("green")
    stories = [make_article(headline=f"Ferries {number}") for number in range(45)]
    for number, story in enumerate(stories):
        add_caption(story, f"A ferry at pier {number}.", photo)
    seen, path = [], photo.get_absolute_url()
    while path:
        tree = html.fromstring(client.get(path).content)
        seen += tree.xpath("//h3[@class='headline']/a/text()")
        older = tree.xpath("//p[@class='more']/a[starts-with(@href, '?before')]/@href")
        path = f"{photo.get_absolute_url()}{older[0]}" if older else None
    assert seen == [story.headline for story in reversed(stories)]
    assert "45 stories ran it" in words(tree.xpath("//h2")[0])


@pytest.mark.parametrize("key", ["0", "x", "-1", "9" * 40, "٣"])
def test_a_place_that_is_none_is_not_found(client, ferry, key):
    assert client.get(f"{ferry.get_absolute_url()}?before={key}").status_code == 404
    assert client.get(f"/photographer/jane-roe/?before={key}").status_code == 404


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:image/png;base64,AAAA", "page_files/x.jpg", "http://["])
def test_what_a_source_calls_an_address_becomes_a_link_only_if_it_leads_to_the_web(client, ferry, address):
    ferry.sightings.update(urls=[address])
    tree = record(client, ferry)
    assert len(tree.xpath("//ul[@class='files']/li")) == 1
    assert not [link for link in tree.xpath("//main//a/@href") if not link.startswith(("/", "?", "https://img.paper"))]


def test_a_photo_without_a_file_says_so_and_where_it_stands(client):
    caption = add_caption(make_article(), "A bridge.", address="https://img.paper.example/bridge.jpg")
    tree = record(client, caption.photo)
    assert words(tree.xpath("//div[@class='missing']")[0]) == "Photo not supplied See it at img.paper.example"


def test_an_address_that_only_a_withdrawn_story_showed_is_not_linked(client):
    caption = add_caption(make_article(), "A bridge.")
    add_caption(make_article(status="withdrawn"), "A bridge.", caption.photo, address="https://img.paper.example/withdrawn.jpg")
    for path in [caption.photo.get_absolute_url(), caption.article.get_absolute_url(), caption.get_absolute_url(), "/", "/feed/"]:
        assert b"withdrawn.jpg" not in client.get(path).content


def test_a_photo_page_asks_as_often_for_twenty_stories_as_for_three(client, ferry, django_assert_max_num_queries):
    for number in range(17):
        add_caption(make_article(), f"Words {number}.", ferry, credit="Jane Roe/AP")
    with django_assert_max_num_queries(9):
        record(client, ferry)


def sheet(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    return html.fromstring(answer.content)


def test_a_photographer_s_page_shows_each_photo_once_with_its_newest_caption_the_newest_first(client, ferry):
    other = add_caption(make_article(headline="Bridges"), "A bridge.", make_photo("red"), credit="Photo by JANE ROE/AFP")
    add_caption(make_article(), "Another's.", make_photo("blue"), credit="Max Moe/AP")
    tree = sheet(client, "/photographer/jane-roe/")
    assert words(tree.xpath("//h1")[0]) == "Jane Roe"
    assert tree.xpath("//li//p[@class='caption']/text()") == ["A bridge.", "A ferry waits at the new pier in Port Vale."]
    assert tree.xpath("//li/a[@class='crop']/@href") == [other.photo.get_absolute_url(), ferry.get_absolute_url()]
    assert tree.xpath("//li/p[@class='story']/a/text()") == ["Bridges", "Ferries 2"]
    assert words(tree.xpath("//main//header")[0]) == "Photographer Jane Roe 2 photographs"


def test_an_agency_s_page_shows_what_is_credited_to_it_under_any_of_its_names(client, ferry):
    for number, credit in enumerate(["The Associated Press", "Max Moe via AP", "Associated Press", "AFP"]):
        add_caption(make_article(), f"Words {number}.", make_photo(size=(400, 301 + number)), credit=credit)
    assert len(sheet(client, "/agency/associated-press/").xpath("//ul[@class='sheet']/li")) == 4


@pytest.mark.parametrize("path", ["/agency/ap/", "/agency/AP/", "/agency/the-associated-press/"])
def test_another_name_of_an_agency_leads_to_its_page(client, ferry, path):
    answer = client.get(path)
    assert (answer.status_code, answer["Location"]) == (302, "/agency/associated-press/")


def test_a_name_that_only_a_withdrawn_story_credits_has_no_page(client):
    add_caption(make_article(status="withdrawn"), "A bridge.", make_photo("red"), credit="Max Moe/AP")
    assert client.get("/photographer/max-moe/").status_code == 404
    assert client.get("/photographer/nobody/").status_code == 404


def test_a_caption_in_a_withdrawn_story_is_not_the_newest(client, ferry):
    page = client.get("/photographer/jane-roe/").content.decode()
    assert "Withdrawn words" not in page


def test_a_caption_that_credits_another_is_not_shown_on_a_photographer_s_page(client, ferry):
    add_caption(make_article(), "A ferry, credited to another.", ferry, credit="Max Moe/AP")
    assert sheet(client, "/photographer/jane-roe/").xpath("//p[@class='caption']/text()") == ["A ferry waits at the new pier in Port Vale."]


def test_photos_are_turned_over_page_by_page_each_once(client):
    photos = [make_photo(size=(400, 301 + number)) for number in range(30)]
    story = make_article()
    for number, photo in enumerate(photos):
        # Ten of one story, the others of stories of their own, and every third again in a later one.
        add_caption(story if number < 10 else make_article(), f"Words {number}.", photo, credit="Jane Roe")
    for number, photo in enumerate(photos[::3]):
        add_caption(make_article(), f"Again {number}.", photo, credit="Jane Roe")
    seen, path = [], "/photographer/jane-roe/"
    while path:
        tree = sheet(client, path)
        seen += tree.xpath("//li/a[@class='crop']/@href")
        older = tree.xpath("//nav[@aria-label='Paging']/a[starts-with(@href, '?before')]/@href")
        path = f"/photographer/jane-roe/{older[0]}" if older else None
    assert sorted(seen) == sorted(photo.get_absolute_url() for photo in photos)


def test_a_photo_without_a_file_stands_in_the_sheet_as_a_card_of_its_words(client):
    caption = add_caption(make_article(), "A bridge at dawn.", credit="Jane Roe/AP")
    (card,) = sheet(client, "/photographer/jane-roe/").xpath("//li[@class='card']")
    assert words(card).startswith("Photo not supplied A bridge at dawn. Jane Roe/AP")
    assert card.xpath("./p/a/@href")[0] == caption.photo.get_absolute_url()


def test_names_in_a_story_s_credit_lines_lead_to_their_pages_and_the_receipt_to_the_photo_s(client, ferry):
    story = ferry.captions.published().first().article
    tree = sheet(client, story.get_absolute_url())
    assert tree.xpath("//p[@class='credit']/a/@href") == ["/photographer/jane-roe/", "/agency/associated-press/"]
    assert words(tree.xpath("//p[@class='credit']")[0]) == "Jane Roe/AP"
    assert tree.xpath("//details//td/a/@href") == [ferry.get_absolute_url()]


def test_no_page_of_the_library_carries_inline_script_or_style_and_markup_in_words_stays_words(client, ferry):
    ferry.captions.update(source_text="<script>alert(1)</script>", source_credit="<b>Jane Roe</b>/AP")
    for path in [ferry.get_absolute_url(), "/photographer/jane-roe/", "/agency/associated-press/"]:
        tree = sheet(client, path)
        assert not tree.xpath("//@style | //style | //@*[starts-with(name(), 'on')] | //main//b")
        assert [script.text for script in tree.xpath("//script[not(@src)]")] == [FIRST_SCRIPT]


def test_a_derived_file_is_served_for_ever_with_its_exact_type(client):
    for name in names(make_photo("blue", (700, 500))):
        answer = client.get(f"/media/{name}", HTTP_ACCEPT_ENCODING="gzip")
        body = b"".join(answer.streaming_content)
        assert answer["Content-Type"] == ("image/webp" if name.endswith("webp") else "image/jpeg")
        assert "immutable" in answer["Cache-Control"]
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert int(answer["Content-Length"]) == len(body)
        assert "Content-Encoding" not in answer
        assert body[:4] in (b"RIFF", b"\xff\xd8\xff\xe0")


def test_a_repeated_file_is_answered_304(client):
    address = f"/media/{names(make_photo())[0]}"
    tag = client.get(address)["ETag"]
    assert client.get(address, HTTP_IF_NONE_MATCH=tag).status_code == 304


@pytest.mark.parametrize(
    "name",
    [
        "originals/{digest}.jpg",
        "photos/../originals/{digest}.jpg",
        "photos/%2e%2e/secret_key",
        "../secret_key",
        "/etc/passwd",
        "photos/",
        "",
        "photos/aa/nothing-320.webp",
        "{derived}/",
        "{derived}%00",
        "{derived}%0a",
        "{missing}",
    ],
)
def test_nothing_but_derived_files_is_served(client, name):
    photo = make_photo()
    derived = names(photo)[0]
    path = name.format(digest=photo.digest, derived=derived, missing=derived.replace(photo.digest, "0" * 64))
    assert client.get(f"/media/{path}").status_code == 404


def test_a_photo_page_shows_the_pictures_whose_pixels_say_that_they_are_one(client):
    kept = make_photo("green")
    add_caption(make_article(), "A bridge.", kept)
    other = make_photo("olive", merged_into=kept)
    Comparison.objects.create(left=kept, right=other, same=True, why="one photograph", coarse=0.9, fine=0.974)
    Comparison.objects.create(left=kept, right=make_photo("navy"), same=None, why="it is mirrored", coarse=0.9, fine=0.9)
    page = html.fromstring(client.get(kept.get_absolute_url()).content)
    assert page.xpath("//ul[@class='pairs']//p[@class='why']/text()") == ["One photograph: what both show is alike to 97 per cent."]
    assert len(page.xpath("//ul[@class='pairs']//img")) == 2


def test_pictures_of_a_photo_that_a_withdrawn_story_ran_too_are_not_shown_as_evidence(client):
    kept = make_photo("green")
    add_caption(make_article(), "A bridge.", kept)
    add_caption(make_article(status="withdrawn"), "A bridge.", kept)
    other = make_photo("olive", merged_into=kept)
    Comparison.objects.create(left=kept, right=other, same=True, why="one photograph", coarse=0.9, fine=0.974)
    page = client.get(kept.get_absolute_url()).content.decode()
    assert other.digest not in page
    assert "By the pixels" not in page
