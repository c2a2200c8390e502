"""Every document of every feed keeps the rules of its form, warnings too, whatever the stories have in them."""

import pytest
from django.contrib.auth import get_user_model
from django.test import override_settings

from articles.feeds import channels
from articles.feeds.keys import key_of
from articles.models import Section
from tests.articles.feeds.kinds import HOST, documents, make_paper
from tests.articles.feeds.rules_of_forms import broken

pytestmark = pytest.mark.django_db
FORMS = ["/feed/", "/feed/atom/", "/feed/json/"]


@pytest.fixture(autouse=True)
def _small(monkeypatch, settings):
    settings.ALLOWED_HOSTS = [HOST]
    monkeypatch.setattr(channels, "SPAN", 4)
    monkeypatch.setattr(channels, "NEWEST", 7)


@pytest.fixture
def editor():
    return get_user_model().objects.create_user("ed")


def test_every_document_keeps_every_rule(client, editor):
    Section.objects.create(name="None yet", slug="none-yet")
    make_paper(editor)
    found = {address: broken(address, answer) for address, answer in documents(client)}
    assert len(found) > 50
    assert {address: said for address, said in found.items() if said} == {}


@pytest.mark.parametrize("path", FORMS)
def test_the_feed_of_an_empty_paper_keeps_them(client, path):
    assert broken(f"https://{HOST}{path}", client.get(path, HTTP_HOST=HOST, secure=True)) == []


@pytest.mark.parametrize("path", FORMS)
def test_a_private_paper_s_feed_keeps_them(client, editor, path):
    make_paper(editor)
    asked = f"{path}?key={key_of(editor)}"
    with override_settings(CUTLINE_PRIVATE=True):
        answer = client.get(asked, HTTP_HOST=HOST, secure=True)
    assert broken(f"https://{HOST}{asked}", answer) == []


WRONG = [
    ("/feed/", 'isPermaLink="false"', ""),
    ("/feed/", "+0000</pubDate>", "</pubDate>"),
    ("/feed/", 'rel="self"', 'rel="elsewhere"'),
    ("/feed/", "<description>It was expected to fall.</description>", ""),
    ("/feed/", ' length="', ' length="1'),
    ("/feed/", 'isDefault="true"', ""),
    ("/feed/", "<p>It stands.", '<p onclick="x"><a href="/x">It stands.</a>'),
    ("/feed/", "urn:ebu", "urn:others"),
    ("/feed/", "<title>Nothing but words", "<title>Nothing but &lt;/b>words"),
    ("/feed/atom/", "<updated>2026-10-30T12", "<updated>2026-10-30 12"),
    ("/feed/atom/", 'type="html">', ">"),
    ("/feed/atom/", "<name>The Paper", "<name> "),
    ("/feed/atom/", "tag:cutline", "cutline"),
    ("/feed/atom/", 'type="image/webp"', 'type="image/avif"'),
    ("/feed/json/", "jsonfeed.org/version/1.1", "jsonfeed.org/version/1"),
    ("/feed/json/", '"size_in_bytes":', '"size_in_bytes":1'),
    ("/feed/json/", '"date_published":"', '"date_published":"on '),
    ("/feed/json/", '"content_html"', '"content"'),
]


@pytest.mark.parametrize(("path", "right", "wrong"), WRONG)
def test_the_rules_find_what_breaks_them(client, editor, monkeypatch, path, right, wrong):
    monkeypatch.setattr(channels, "NEWEST", 30)
    make_paper(editor)
    answer = client.get(path, HTTP_HOST=HOST, secure=True)
    text = answer.content.decode()
    assert right in text
    answer.content = text.replace(right, wrong)
    assert broken(f"https://{HOST}{path}", answer)
