"""Pictures that stand in the page itself are read like those that stand beside it."""

from base64 import b64encode
from hashlib import sha256
from io import BytesIO
from random import Random

from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from articles.reading.data_pictures import name_of
from articles.reading.reader import read

WORDS = "<p>The ferry to the island left an hour late on day {} because a seal had settled on the gangway and would not be moved.</p>"


def jpeg(seed=1, size=(120, 90)):
    data = BytesIO()
    Image.frombytes("RGB", size, Random(seed).randbytes(size[0] * size[1] * 3)).save(data, "JPEG", quality=90)
    return data.getvalue()


def address(data, kind="jpeg"):
    return f"data:image/{kind};base64,{b64encode(data).decode()}"


def story_of(*sources):
    figures = "".join(f'<figure><img src="{one}"><figcaption>Seal {n} at sea.</figcaption></figure>' for n, one in enumerate(sources))
    before, after = ("".join(WORDS.format(day) for day in days) for days in (range(4), range(4, 8)))
    page = f"<html><title>Seal waits</title><body><article><h1>Seal waits</h1>{before}{figures}{after}</article></body></html>"
    return read(page.encode())


def pictures(story):
    return [seen.urls for seen in story.sightings if seen.kind == "img" and not seen.dropped]


def test_a_picture_in_the_page_is_a_picture_with_its_bytes():
    data = jpeg()
    story = story_of(address(data))
    (urls,) = pictures(story)
    assert dict(story.pictures) == {urls[0]: data}


def test_the_same_bytes_have_the_same_name_on_every_page_and_others_another():
    first, second = (pictures(story_of(address(jpeg(1)), address(jpeg(seed)))) for seed in (2, 3))
    assert first[0] == second[0]
    assert first[1] != second[1]


def test_line_breaks_in_the_page_s_markup_make_no_other_picture():
    data = jpeg()
    broken = "&#10;".join(address(data)[start : start + 76] for start in range(0, len(address(data)), 76))
    assert dict(story_of(broken).pictures) == dict(story_of(address(data)).pictures) != {}


def test_a_blur_before_a_lazy_picture_is_none():
    story = story_of(f'{address(jpeg(size=(8, 6)))}" data-src="https://img.paper.example/seal.jpg')
    assert pictures(story) == [("https://img.paper.example/seal.jpg",)]
    assert story.pictures == ()


def test_what_is_no_whole_picture_has_no_name():
    data = address(jpeg())
    assert name_of(data).startswith("ni:///sha-256;")
    for bad in (data[:2000], data.replace("jpeg", "svg+xml"), data.replace("base64", "utf-8"), data + "*", "https://img.example/a.jpg", ""):
        assert name_of(bad) == ""


@given(st.binary())
def test_a_name_is_the_content_s(data):
    data += bytes(6_000)
    digest = sha256(data).digest()
    assert name_of(address(data, "png")).partition(";")[2].encode() == b64encode(digest, b"-_").rstrip(b"=")
