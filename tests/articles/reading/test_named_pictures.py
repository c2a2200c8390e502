from lxml import html

from articles.reading.named_pictures import named_pictures
from gallery.sightings import Kind, Sighting

EMPTY = html.document_fromstring("<html><body></body></html>")
BASE = "https://paper.example/a"


def test_an_image_object_of_the_story_gives_address_caption_and_credit():
    item = {
        "@type": "NewsArticle",
        "image": [{"@type": "ImageObject", "url": "/quay.jpg", "caption": "The quay.", "creditText": "Ann Ray"}],
    }
    assert named_pictures(EMPTY, (item,), BASE) == [
        Sighting(Kind.JSON_LD, urls=("https://paper.example/quay.jpg",), text="The quay.", credit="Ann Ray")
    ]


def test_an_image_told_by_its_id_is_looked_up():
    items = ({"@type": "Article", "image": {"@id": "#main"}}, {"@type": "ImageObject", "@id": "#main", "url": "/quay.jpg"})
    assert [one.urls for one in named_pictures(EMPTY, items, BASE)] == [("https://paper.example/quay.jpg",)]


def test_the_pictures_of_lists_people_and_publishers_are_not_the_story_s():
    items = (
        {"@type": "ItemList", "image": "/x.jpg"},
        {"@type": "Person", "image": "/y.jpg"},
        {"@type": "NewsMediaOrganization", "image": "/z.jpg"},
    )
    assert named_pictures(EMPTY, items, BASE) == []


def test_odd_shapes_are_passed_over():
    item = {"@type": ["NewsArticle", 3, None], "image": [None, 7, ["/a.jpg"], {"url": 3}, "http://[", {"url": ["/b.jpg"]}]}
    assert [one.urls for one in named_pictures(EMPTY, (item,), BASE)] == [("https://paper.example/b.jpg",)]


def test_open_graph_names_one_picture_with_its_description():
    tree = html.document_fromstring(
        '<html><head><meta property="og:image" content="/quay.jpg"><meta property="og:image:alt" content="A quay">'
        '<meta name="twitter:image" content="/quay.jpg"></head><body></body></html>'
    )
    assert named_pictures(tree, (), BASE) == [Sighting(Kind.OPEN_GRAPH, urls=("https://paper.example/quay.jpg",), text="A quay")]
