from lxml import html

from articles.reading.linked_data import linked_data
from articles.reading.named_pictures import named_pictures
from gallery.sightings import Kind, Sighting

EMPTY = html.document_fromstring("<html><body></body></html>")
BASE = "https://paper.example/a"


def named(*items, tree=EMPTY):
    return named_pictures(tree, items, BASE).pictures


def kept(*items):
    return [one.urls for one in named(*items) if not one.dropped]


def linked(text):
    return linked_data(html.document_fromstring(f'<html><body><script type="application/ld+json">{text}</script></body></html>'))


def test_an_image_object_of_the_story_gives_address_caption_and_credit():
    image = {"@type": "ImageObject", "url": "/quay.jpg", "caption": "The quay.", "creditText": "Ann Ray"}
    item = {"@type": "NewsArticle", "image": [image]}
    assert named(item, image) == (Sighting(Kind.JSON_LD, urls=("https://paper.example/quay.jpg",), text="The quay.", credit="Ann Ray"),)


def test_an_image_told_by_its_id_is_looked_up():
    reference, image = {"@id": "#main"}, {"@type": "ImageObject", "@id": "#main", "url": "/quay.jpg"}
    assert kept({"@type": "Article", "image": reference}, reference, image) == [("https://paper.example/quay.jpg",)]


def test_the_pictures_of_lists_people_publishers_and_videos_are_dropped_with_their_reason():
    items = (
        {"@type": "ItemList", "image": "/x.jpg"},
        {"@type": "Person", "image": "/y.jpg"},
        {"@type": "NewsMediaOrganization", "image": "/z.jpg"},
        {"@type": "VideoObject", "thumbnailUrl": "/v.jpg"},
        {"@type": "NewsArticle", "logo": "/w.jpg"},
    )
    other = "picture of something else in the page's data"
    assert [one.dropped for one in named(*items)] == [other, "avatar", "logo", "video poster", "logo"]


def test_a_story_in_a_list_of_stories_is_another_one():
    items = linked('{"@type":"ItemList","itemListElement":[{"@type":"ListItem","item":{"@type":"NewsArticle","image":"/x.jpg"}}]}')
    assert [bool(one.dropped) for one in named(*items)] == [True]


def test_an_image_that_two_objects_give_is_two_sightings():
    assert kept({"@type": "NewsArticle", "image": "/a.jpg", "thumbnailUrl": "/a.jpg"}) == [("https://paper.example/a.jpg",)] * 2


def test_odd_shapes_are_passed_over():
    item = {"@type": ["NewsArticle", 3, None], "image": [None, 7, ["/a.jpg"], {"url": 3}, "http://[", {"url": ["/b.jpg"]}]}
    assert kept(item, *[one for one in item["image"] if isinstance(one, dict)]) == [("https://paper.example/b.jpg",)]


def test_an_ampersand_escaped_once_too_often_is_an_ampersand():
    assert kept({"@type": "NewsArticle", "image": "/a.jpg?w=1&#038;h=2&amp;q=3"}) == [("https://paper.example/a.jpg?w=1&h=2&q=3",)]


def test_open_graph_names_one_picture_with_its_description_whatever_ways_it_gives_the_address():
    tree = html.document_fromstring(
        '<html><head><meta property="og:image" content="/quay.jpg"><meta property="og:image:secure_url" content="/quay.jpg?s">'
        '<meta property="og:image:alt" content="A quay"><meta name="twitter:image" content="/quay.jpg"></head><body></body></html>'
    )
    address = "https://paper.example/quay.jpg"
    assert named(tree=tree) == (
        Sighting(Kind.OPEN_GRAPH, urls=(address, f"{address}?s"), text="A quay"),
        Sighting(Kind.OPEN_GRAPH, urls=(address,)),
    )


def test_a_card_from_the_site_s_own_folder_is_no_photo():
    tree = html.document_fromstring('<html><head><meta property="og:image" content="/assets/share-0a1b.png"></head><body></body></html>')
    assert [one.dropped for one in named(tree=tree)] == ["the site's share card"]


def test_more_pictures_than_any_page_has_are_cut_with_a_word():
    found = named_pictures(EMPTY, [{"@type": "NewsArticle", "image": [f"/{number}.jpg" for number in range(1_200)]}], BASE)
    assert len(found.pictures) == 1_000
    assert found.cuts
