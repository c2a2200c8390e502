"""A paper with every kind of story, and every kind of feed document that it has."""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import quote_plus, urlsplit

from lxml import etree

from articles.corrections import Correction
from articles.feeds.formats import FORMS, RSS
from articles.models import Article, Section
from tests.factories import add_caption, make_article, make_photo, make_story

HOST = "paper.example"


def make_paper(editor) -> None:
    """Publish what feeds stumble over: stories without photos, without words, in other scripts, with markup in their words."""
    arts = Section.objects.create(name="Arts & <i>Books</i>", slug="arts")
    make_story(photos=4, section=arts, authors=["Ann Poe", "Jo Doe"], standfirst="It was expected to fall.")
    make_article(headline="Nothing but words")
    make_article(headline="Nothing but a headline", body="", source=None, url="")
    make_article(headline="שלום עולם", body="<p>שלום</p>", direction="rtl", language="he")
    make_article(headline="Bell\x07 and\x85 null\ufffe", standfirst="\x1f", body="<p>\x02It stands.</p>", authors=["A\x08nn"])
    make_article(headline="🎉 Emoji 👩‍👩‍👧 and " + "w" * 400, standfirst="W" * 5000, body=f"<p>{'x' * 20_000}</p>")
    make_article(headline="If a < b & c > d, &copy; is “©” &#65;", standfirst="Ask <who> & why: AT&T, R&amp;D")
    make_article(headline="How <b>bold</b> is </p> read?", standfirst="So <i>it</i> is.", section=arts, language="zh-Hant")
    make_article(headline="ياسر", language="xx-invalid-language", authors=["  "], url="https://www.пример.example/путь?а=б c|d")
    make_article(headline="Linked", links=[{"role": "video", "url": "https://video.example/a b?c=[d]&e=ü", "label": "<Video> & more"}])
    _photographs(arts)
    # Of one moment, as after a change to many: yet each is a change of its own.
    Article.objects.update(changed_at=datetime.fromisoformat("2026-10-30T12:00:00+00:00"))
    Correction.objects.create(article=Article.objects.first(), text="It was a <Tuesday> & no other.", by=editor)
    make_article(headline="Gone", status="withdrawn")


def _photographs(arts: Section) -> None:
    story = make_article(
        headline="Photographs", section=arts, body='<p>It <a href="https://a.example/?b&amp;c">stands</a>.</p>\n<h2>Then</h2>'
    )
    add_caption(story, "The quay <b>at dawn</b> & noon.", make_photo(), "lead", credit="Ann Poe/Reuters")
    add_caption(story, "", make_photo("red", (90, 60), alt="A red <wall> & more"), "inline", 1)
    add_caption(story, "A bridge at dawn.", credit="Jo Doe")
    add_caption(story, "", address="https://img.paper.example/bridge.jpg?a b|c=ü")
    add_caption(story, "The wall.", make_photo("green", (3000, 2000), has_avif=True), credit="Zoë <Q> & Sons")
    add_caption(make_article(headline="Wide"), "Wide.", make_photo("blue", (2600, 400)), "lead", credit="Ann Poe/Reuters")


def documents(client) -> Iterator[tuple[str, object]]:
    """Give every feed, and every document that its links lead to, each by its address and the answer that it gets."""
    feeds = ["/feed/", "/section/arts/feed/", "/photographer/ann-poe/feed/", "/agency/reuters/feed/", "/section/none-yet/feed/"]
    waiting = [f"{feed}{form}" for feed in feeds for form in _ADDED]
    searches = ["story", "“ש” & <b>", "nobodysaysthis"]
    waiting += [f"/search/feed/{form}?q={quote_plus(words)}" for words in searches for form in _ADDED]
    met = set(waiting)
    while waiting:
        path = waiting.pop(0)
        answer = client.get(path, HTTP_HOST=HOST, secure=True)
        assert answer.status_code == 200, path
        yield f"https://{HOST}{path}", answer
        for address in _around(answer):
            parts = urlsplit(address)
            if (next_one := f"{parts.path}?{parts.query}") not in met:
                met.add(next_one)
                waiting.append(next_one)


_ADDED = ["", *(f"{form}/" for form in FORMS if form != RSS)]


def _around(answer) -> list[str]:
    if "json" in answer["Content-Type"]:
        return [answer.json()["next_url"]] if "next_url" in answer.json() else []
    links = etree.fromstring(answer.content).iter("{http://www.w3.org/2005/Atom}link")
    return [link.get("href") for link in links if link.get("rel") in {"prev-archive", "next-archive", "next"}]
