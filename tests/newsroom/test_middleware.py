"""What happens to every request, whichever page it is for."""

import pytest

from newsroom.middleware import PlainWords
from tests.factories import make_story

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address",
    [
        "/photographer/%00/",
        "/agency/a%00b/",
        "/story/%00/",
        "/story/%00/photo/1/",
        "/section/world%00/",
        "/media/%00",
        "/?before=%00",
        "/section/world/?before=1%00",
        "/feed/?a%00=b",
    ],
)
def test_an_address_with_a_nul_is_not_found(client, address):
    make_story(photos=1)
    answer = client.get(address)
    assert answer.status_code == 404
    assert b"<h1" in answer.content


def test_words_that_are_posted_lose_their_control_characters(rf):
    request = rf.post("/", {"a\0": ["x\0y\x1b", "line\r\n\tline"], "b": "é\uffff"})
    PlainWords(lambda request: None).process_view(request)
    assert dict(request.POST.lists()) == {"a": ["xy", "line\r\n\tline"], "b": ["é"]}


@pytest.mark.parametrize("path", ["/", "/search/"])
@pytest.mark.parametrize(("said", "sent"), [("gzip", "gzip"), ("br;q=1, gzip;q=0", None), ("", None)])
def test_a_page_is_sent_compressed_to_who_takes_it_so(client, path, said, sent):
    make_story(photos=1)
    answer = client.get(path, headers={"Accept-Encoding": said})
    assert answer.get("Content-Encoding") == sent
    assert "Accept-Encoding" in answer["Vary"]


@pytest.mark.parametrize("path", ["/", "/feed/", "/feeds.opml"])
def test_who_has_a_page_is_not_told_that_it_is_empty(client, path):
    answer = client.get(path)
    assert int(answer["Content-Length"]) > 0
    again = client.get(path, headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    assert "Content-Length" not in again
