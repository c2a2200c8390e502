"""The desk in a browser: logging in and correcting a caption, under the strict policy."""

import pytest
from django.contrib.auth import get_user_model

from tests.factories import add_caption, make_article, make_photo

pytestmark = pytest.mark.django_db(transaction=True)


def test_an_editor_logs_in_corrects_a_caption_and_readers_see_it(open_page, live_server):
    get_user_model().objects.create_superuser("editor", password="cut the line")
    caption = add_caption(make_article(), "A bridge.", make_photo(), role="lead", credit="Jo Doe")
    page = open_page("/admin/")
    page.fill("[name=username]", "editor")
    page.fill("[name=password]", "cut the line")
    page.press("[name=password]", "Enter")
    page.goto(f"{live_server.url}/admin/articles/article/{caption.article.pk}/change/")
    page.fill("[name=captions-0-text]", "The old bridge at dawn.")
    page.click("[name=_continue]")
    assert page.input_value("[name=captions-0-text]") == "The old bridge at dawn."
    page.goto(live_server.url + caption.article.get_absolute_url())
    assert "The old bridge at dawn." in page.inner_text("figcaption >> nth=0")
    assert page.complaints == []
