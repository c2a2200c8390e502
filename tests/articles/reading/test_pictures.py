import pytest
from lxml import html

from articles.reading.pictures import absolute, addresses, split_set

BASE = "https://paper.example/news/story"


def of(markup: str) -> tuple[str, ...]:
    tree = html.fromstring(f"<div>{markup}</div>")
    return tuple(addresses(next(tree.iter("img")), BASE))


def test_a_srcset_with_commas_inside_addresses_is_split_at_its_descriptors():
    value = "https://cdn.example/w_100,c_fit/a.jpg 100w, https://cdn.example/w_800,c_fit/a.jpg 800w"
    assert list(split_set(value)) == [(100.0, "https://cdn.example/w_100,c_fit/a.jpg"), (800.0, "https://cdn.example/w_800,c_fit/a.jpg")]


def test_a_srcset_without_blanks_after_its_commas_is_split():
    assert list(split_set("/a.jpg 1x,/b.jpg 2x")) == [(1.0, "/a.jpg"), (2.0, "/b.jpg")]


def test_the_widest_rendition_comes_first_and_the_src_last():
    found = of('<img src="a-320.jpg" srcset="a-640.jpg 640w, a-1600.jpg 1600w">')
    assert found == tuple(f"https://paper.example/news/a-{width}.jpg" for width in (1600, 640, 320))


def test_the_sources_of_a_picture_are_addresses_of_its_image():
    found = of('<picture><source srcset="/a.webp 800w"><source data-srcset="/a.avif 900w"><img src="/a.jpg"></picture>')
    assert set(found) == {f"https://paper.example/a.{kind}" for kind in ("webp", "avif", "jpg")}


def test_a_lazy_loader_s_attributes_count_and_its_data_pixel_does_not():
    assert of('<img src="data:image/gif;base64,R0lGOD" data-src="/real.jpg" data-original="/full.jpg">') == (
        "https://paper.example/real.jpg",
        "https://paper.example/full.jpg",
    )


def test_addresses_of_pages_and_captions_in_data_attributes_are_no_pictures():
    assert of('<img src="/a.jpg" data-share-url="/story" data-page-url="/x.jpg" data-caption="b.jpg" data-sizes="auto">') == (
        "https://paper.example/a.jpg",
    )


def test_a_link_to_the_picture_s_own_file_is_its_largest_rendition():
    assert "https://paper.example/full/a.jpg" in of('<a href="/full/a.jpg"><img src="/small/a.jpg"></a>')


@pytest.mark.parametrize("address", ["http://[", "//[x", "javascript:alert(1)", "data:image/png;base64,AA", "blob:x", "", "/clip.mp4"])
def test_what_is_no_picture_s_address_gives_nothing(address):
    assert absolute(address, BASE) == ""


def test_a_relative_address_without_a_base_stays_relative():
    assert absolute("./page_files/a.jpg", None) == "page_files/a.jpg"


def test_a_protocol_relative_address_becomes_https():
    assert absolute("//cdn.example/a.jpg", None) == "https://cdn.example/a.jpg"


def test_addresses_that_a_lazy_loader_keeps_as_json_count():
    markup = """<img src="data:image/gif;base64,R0" data-srcs='{"https:\\/\\/i.example\\/a":{"width":9},"https://i.example/b":{}}'>"""
    assert of(markup) == ("https://i.example/a", "https://i.example/b")
    assert of("""<img src="/a-20x13.jpg" data-lazy='{"src":"/a-1200.jpg?v=2","link":"/story"}'>""")[1:] == (
        "https://paper.example/a-1200.jpg?v=2",
    )


def test_sources_that_are_not_closed_hold_their_picture_s_image():
    markup = (
        "<picture><source srcset='/a.webp'><source srcset='/b.webp'><source srcset='/c.webp'><source srcset='/d.webp'><img src='/a.jpg'>"
    )
    assert len(of(markup)) == 5


def test_a_script_that_resizes_gives_a_picture():
    assert absolute("/resize.php?src=https://i.example/a.jpg", BASE) == "https://paper.example/resize.php?src=https://i.example/a.jpg"
