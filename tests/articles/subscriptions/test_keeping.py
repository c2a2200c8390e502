import json

from hypothesis import given

from articles.subscriptions.feed import Item, Media
from articles.subscriptions.keeping import packed, unpacked
from tests.articles.subscriptions.test_tidying import ITEMS, fit


@given(ITEMS)
def test_an_item_comes_out_as_it_was_packed(item):
    item = fit(item)
    again = unpacked(json.loads(json.dumps(packed(item))))
    assert again.content_digest == item.content_digest


def test_an_item_comes_out_with_its_pictures():
    item = Item("a", "/1", media=(Media(("/1.jpg", "/2.jpg"), "A seal.", "Jo Doe"),), authors=("Jo", "Al"))
    assert unpacked(json.loads(json.dumps(packed(item)))) == item
