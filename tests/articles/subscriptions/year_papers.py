"""The papers of a simulated year: each class is one way in which sources behave. What readers should have of it, each says itself."""

import gzip
import random
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import cache
from html import escape
from json import dumps

SHOWN = 8
"""Stories that a feed shows at a time: what left it before somebody asked is nobody's fault, so none does here."""
HTML, XML = {"Content-Type": "text/html; charset=utf-8"}, {"Content-Type": "application/xml"}
RSS, JSON = {"Content-Type": "application/rss+xml"}, {"Content-Type": "application/feed+json"}
HANGS = 0
"""The status of an answer whose end never comes."""

NOUNS = [
    "harbour",
    "ferry",
    "seal",
    "captain",
    "council",
    "bridge",
    "market",
    "teacher",
    "orchard",
    "winter",
    "tunnel",
    "library",
    "engine",
    "garden",
    "village",
    "festival",
    "island",
    "doctor",
    "museum",
    "railway",
    "factory",
    "painter",
    "kitchen",
    "lantern",
    "forest",
]
VERBS = [
    "opened",
    "counted",
    "painted",
    "mended",
    "crossed",
    "followed",
    "measured",
    "answered",
    "guarded",
    "gathered",
    "praised",
    "delayed",
    "carried",
    "visited",
]
SYLLABLES = ["ba", "do", "fe", "gi", "hu", "ka", "lo", "mi", "ne", "pa", "ro", "sa", "ti", "vu", "wo", "za", "ber", "dan", "gul", "mor"]

type Answer = tuple[int, dict[str, str], bytes]


@dataclass(frozen=True)
class Story:
    """A story that a paper published: everything in it follows from its name."""

    name: str
    published: datetime

    @property
    def headline(self):
        return f"Café “{self.name}” keeps the ferry waiting"

    @property
    def paragraphs(self):
        return _paragraphs(self.name)

    @property
    def captions(self):
        return [f"A seal at pier {number} of {self.name}." for number in range(1 + len(self.name) % 2)]

    @property
    def html(self):
        figures = [
            f"<figure><img src='/pictures/{self.name}/{number}.jpg'><figcaption>{caption}</figcaption></figure>"
            for number, caption in enumerate(self.captions)
        ]
        first, *rest = (f"<p>{each}</p>" for each in self.paragraphs)
        return "".join([first, *figures, *rest])


@cache
def _paragraphs(name):
    """Give words that no other story has in a row."""
    dice = random.Random(name)

    def person():
        return "".join(dice.choices(SYLLABLES, k=3)).title()

    def paragraph():
        one, two, three, four = dice.sample(NOUNS, 4)
        did, had, would = dice.sample(VERBS, 3)
        times = dice.randrange(2, 1000)
        return (
            f"The {one} of {person()} {did} a {two} and {person()}’s café, before {person()} had {had} the {three} {times} times, "
            f"which {person()} {would} with a {four} of {person()} on Monday."
        )

    return [paragraph() for _ in range(9)]


class Paper:
    """One that behaves."""

    TROUBLE = 3
    """It is in trouble at each so many questions."""
    RESTS: dict[str, datetime] = {}
    """Until when hosts asked to be left alone, all papers' that are there."""
    HOST = ""
    HEAD = RSS
    HOPS = 1
    """Questions that asking it takes at most."""
    LEADS_ELSEWHERE = False
    """Whether it has a story twice, at two addresses, of which readers should get one."""

    def __init__(self, number, late, max_age=0):
        self.number, self.late, self.max_age, self.dice = number, late, max_age, random.Random(number)
        self.host = f"{self.HOST or type(self).__name__.lower()}.test"
        self.stories: list[Story] = []
        self.asked, self.now = 0, None
        self.answered, self.impolite = Counter(), 0

    def __str__(self):
        return f"{self.host}, asked {self.asked} times, {self.impolite} times too early"

    @property
    def is_well(self):
        """Whether it is never in trouble."""
        return type(self).trouble is Paper.trouble

    @property
    def path(self):
        return f"/{self.number}/feed"

    @property
    def is_late(self):
        """Whether the time has come at which some of them change."""
        return self.now >= self.late

    @property
    def is_in_trouble(self):
        return self.asked % self.TROUBLE == 0

    def publish(self, now):
        self.stories.append(Story(f"s{self.number}x{len(self.stories)}", now))

    def shown(self):
        return self.stories[-SHOWN:][::-1]

    def expected(self):
        """What readers should have of it in the end: headline, text and captions of each story by its name."""
        return {story.name: (story.headline, story.paragraphs, story.captions) for story in self.stories}

    def may_ask(self, days):
        """How often its feed may be asked in so many days: twice a day, more often after news and where it was in trouble."""
        return self.HOPS * (2 * days + 3 * len(self.stories) + 12)

    # What stands where

    def url(self, story):
        return f"/{self.number}/story/{story.name}"

    def guid(self, story):
        return f"{self.number} {story.name}"

    def title(self, story):
        return story.headline

    def when(self, story):
        return story.published

    def content(self, story):
        return story.html

    def item(self, story):
        picture = f"<enclosure url='/pictures/{story.name}/0.jpg' type='image/jpeg' length='1'/>"
        content = self.content(story)
        return (
            f"<item><guid isPermaLink='false'>{self.guid(story)}</guid><link>{self.url(story)}</link>"
            f"<title>{escape(self.title(story))}</title><pubDate>{format_datetime(self.when(story))}</pubDate>"
            f"<description>{escape(story.paragraphs[0])}</description><content:encoded>{escape(content)}</content:encoded>{picture}</item>"
        )

    def feed(self):
        """Write the feed as text."""
        channel = f"<title>Paper {self.number}</title>{''.join(map(self.item, self.shown()))}"
        space = "xmlns:content='http://purl.org/rss/1.0/modules/content/'"
        return f"<?xml version='1.0' encoding='utf-8'?><rss version='2.0' {space}><channel>{channel}</channel></rss>"

    def body(self):
        return self.feed().encode()

    # What it answers

    def answer(self, path, headers, now) -> Answer:
        """Answer a question for anything of this paper."""
        self.now = now
        self.impolite += now < self.RESTS.get(self.host, now)
        if "/story/" in path:
            answer = self.page(path.rpartition("/")[2])
        else:
            self.asked += 1
            answer = self.answer_feed(path, headers)
        if answer[0] == 200 and self.max_age:
            answer = (200, answer[1] | {"Cache-Control": f"max-age={self.max_age}"}, answer[2])
        self.answered["pages" if "/story/" in path else "hung" if answer[0] == HANGS else answer[0]] += 1
        if wait := answer[1].get("Retry-After"):
            self.RESTS[self.host] = now + timedelta(seconds=int(wait))
        return answer

    def answer_feed(self, path, headers) -> Answer:
        return self.trouble() if self.is_in_trouble else (200, self.HEAD, self.body())

    def trouble(self) -> Answer:
        return 200, self.HEAD, self.body()

    def page(self, name) -> Answer:
        story = next((each for each in self.stories if each.name == name), None)
        if story is None:
            return 404, HTML, b"no"
        head = f"<title>{story.headline}</title><meta property='article:published_time' content='{story.published.isoformat()}'>"
        article = f"<article><h1>{story.headline}</h1>{story.html}</article>"
        return 200, HTML, f"<!doctype html><html lang='en'><head>{head}</head><body>{article}</body></html>".encode()

    def hangs_next(self):
        return False


# Versions, and when to ask


class Tagged(Paper):
    """Says what it calls its feed, and that nothing changed."""

    def version(self):
        return {"ETag": f'"{len(self.stories)}"'}

    def answer_feed(self, path, headers):
        said = self.version()
        if headers.get("if-none-match") == said.get("ETag", "-") or headers.get("if-modified-since") == said.get("Last-Modified", "-"):
            return 304, said, b""
        return 200, RSS | said, self.body()


class Dated(Tagged):
    """The same by the time of its last story."""

    def version(self):
        return {"Last-Modified": format_datetime(self.stories[-1].published, usegmt=True)} if self.stories else {}


class Unsteady(Paper):
    """Calls the same bytes something else each time."""

    def answer_feed(self, path, headers):
        return 200, RSS | {"ETag": f'"{self.asked}"'}, self.body()


class Daily(Paper):
    """Says that nobody need ask for a day."""

    fresh_until = datetime.min.replace(tzinfo=UTC)

    def answer_feed(self, path, headers):
        self.impolite += self.now < self.fresh_until
        self.fresh_until, self.max_age = self.now + timedelta(days=1), 86_400
        return super().answer_feed(path, headers)


# Other forms


class Atom(Paper):
    def item(self, story):
        return (
            f"<entry><id>tag:{self.guid(story)}</id><link href='{self.url(story)}'/><title>{escape(story.headline)}</title>"
            f"<updated>{story.published.isoformat()}</updated><published>{story.published.isoformat()}</published>"
            f"<summary>{escape(story.paragraphs[0])}</summary><content type='html'>{escape(story.html)}</content></entry>"
        )

    def feed(self):
        return f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Paper</title>{''.join(map(self.item, self.shown()))}</feed>"


class Json(Paper):
    HEAD = JSON

    def body(self):
        items = [
            {"id": self.guid(story), "url": f"http://{self.host}{self.url(story)}", "title": story.headline, "content_html": story.html}
            | {"date_published": story.published.isoformat()}
            for story in self.shown()
        ]
        return dumps({"version": "https://jsonfeed.org/version/1.1", "title": "Paper", "items": items}).encode()


class Teasers(Paper):
    """Gives only beginnings: the stories stand on pages."""

    def content(self, story):
        return f"<p>{story.paragraphs[0]}</p>"


class NewsMap(Paper):
    """A news site map: it has the news of two days, and often none."""

    HEAD = XML

    def shown(self):
        return [story for story in self.stories[::-1] if story.published > self.now - timedelta(days=2)]

    def item(self, story):
        publication = "<news:publication><news:name>Paper</news:name><news:language>en</news:language></news:publication>"
        told = f"<news:publication_date>{story.published.isoformat()}</news:publication_date><news:title>{story.headline}</news:title>"
        return f"<url><loc>{self.url(story)}</loc><news:news>{publication}{told}</news:news></url>"

    def feed(self):
        spaces = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9' xmlns:news='http://www.google.com/schemas/sitemap-news/0.9'"
        return f"<urlset {spaces}>{''.join(map(self.item, self.shown()[::-1]))}</urlset>"


class NewsMaps(NewsMap):
    """An index with a map for each fortnight, of which the three newest are asked."""

    HOPS = 4

    def fortnight(self, story):
        return story.published.toordinal() // 14

    def answer_feed(self, path, headers):
        if path != self.path:
            self.asked_for = int(path.rpartition("/")[2])
            return 200, XML, self.body()
        changed = {self.fortnight(story): story.published for story in self.stories}
        listed = "".join(f"<sitemap><loc>{self.path}/{of}</loc><lastmod>{at.isoformat()}</lastmod></sitemap>" for of, at in changed.items())
        return 200, XML, f"<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>{listed}</sitemapindex>".encode()

    def shown(self):
        return [story for story in self.stories[::-1] if self.fortnight(story) == self.asked_for]


# Redirects


class Detours(Paper):
    """Leads elsewhere, for now."""

    HOPS = 2

    def answer_feed(self, path, headers):
        if path == self.path:
            return 302, {"Location": f"{self.path}?detour={self.asked}"}, b""
        return 200, RSS, self.body()


class Moves(Paper):
    """Moves for good now and then: where it was, nobody should ask again."""

    moves = 0

    def answer_feed(self, path, headers):
        here = f"{self.path}?{self.moves}" if self.moves else self.path
        if path != here:
            self.impolite += 1
        if self.asked % 7 == 0:
            self.moves += 1
            return 301, {"Location": f"{self.path}?{self.moves}"}, b""
        return 200, RSS, self.body()


class Loops(Paper):
    """Leads round in a circle, for good."""

    is_well = False

    def answer_feed(self, path, headers):
        # Who began to go round is led round to the end.
        self.asked -= path != self.path
        if self.is_in_trouble or path != self.path:
            return 301, {"Location": f"{self.path}?{'back' if 'there' in path else 'there'}"}, b""
        return 200, RSS, self.body()


# What does not answer, or with something else


class Busy(Paper):
    HOST = "busy"

    def trouble(self):
        return 503, {"Retry-After": "7200"}, b""


class TooOften(Busy):
    def trouble(self):
        return 429, {"Retry-After": "40000"}, b""


class Fails(Paper):
    def trouble(self):
        return 500, {}, b""


class Lost(Paper):
    def trouble(self):
        return 404, {}, b""


class Silent(Paper):
    """Hangs, in the middle of its answer or before it."""

    TROUBLE = 9

    def trouble(self):
        return HANGS, RSS, self.body()[: 900 * (self.number % 2)]

    def hangs_next(self):
        return (self.asked + 1) % self.TROUBLE == 0


class SignIn(Paper):
    def trouble(self):
        return 200, HTML, b"<!doctype html><html><body><h1>Sign in</h1><p>Please give your name.</p></body></html>"


class Ended(Paper):
    """One that ends: what was published after its last good answer, nobody can have."""

    told = in_vain = 0

    def answer_feed(self, path, headers):
        if self.is_late and self.told:
            self.in_vain += 1
            self.impolite += self.in_vain > self.bearable()
            return self.trouble()
        self.told = len(self.stories)
        return 200, RSS, self.body()

    def bearable(self):
        """How often it may be asked in vain: less and less, then once a day."""
        return 10 + 1.2 * (self.now - self.late).days

    def expected(self):
        self.stories = self.stories[: self.told]
        return super().expected()


class Gone(Ended):
    """Says that it is gone for good."""

    def trouble(self):
        return 410, {}, b""

    def bearable(self):
        return 3


class Vanished(Ended):
    """Has nothing there any more."""

    def trouble(self):
        return 404, {}, b""


class Parked(Ended):
    """The domain was sold: a page with links stands at every address."""

    def trouble(self):
        links = "".join(f"<li><a href='/{each}'>The best offers for {each}, compared for you every day</a></li>" for each in NOUNS)
        feed = "<link rel='alternate' type='application/rss+xml' href='/parked/feed'>"
        return 200, HTML, f"<!doctype html><html><head><title>For sale</title>{feed}</head><body><ul>{links}</ul></body></html>".encode()


# Bytes that are broken


class CutOff(Tagged):
    """Gives half of each version at first; who says to know that version by then gets no more of it."""

    is_well = False
    given = ""

    def answer_feed(self, path, headers):
        status, said, body = super().answer_feed(path, headers)
        is_first, self.given = status == 200 and said["ETag"] != self.given, said["ETag"]
        return status, said, body[: len(body) // 2] if is_first else body


class BrokenOff(Paper):
    """The connection breaks off in the middle."""

    def trouble(self):
        body = self.body()
        return 200, RSS | {"Content-Length": str(len(body))}, body[: len(body) // 2]


class SaysUtf16(Paper):
    def trouble(self):
        return 200, {"Content-Type": "application/rss+xml; charset=utf-16"}, self.body()


class SaysLatin(Paper):
    """UTF-8, whatever its server says."""

    HEAD = {"Content-Type": "text/xml; charset=iso-8859-1"}


class SaysUtf8(Paper):
    """Windows' letters, whatever it says."""

    def body(self):
        return self.feed().encode("cp1252")


# Bombs


class Gzipped(Paper):
    """Packed so that it grows a thousandfold."""

    TROUBLE = 10

    def trouble(self):
        return 200, RSS | {"Content-Encoding": "gzip"} if self.number % 2 else RSS, _gzip_bomb()


@cache
def _gzip_bomb():
    return gzip.compress(b"<rss>" + b" " * 30_000_000, 9)


class Entities(Paper):
    """A billion laughs."""

    def trouble(self):
        entities = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
        feed = self.feed().partition("?>")[2].replace("<title>", "<title>&l9;", 1)
        return 200, RSS, f"<!DOCTYPE rss [<!ENTITY l0 'ha'>{entities}]>{feed}".encode()


class Million(Paper):
    """Adds a million items, and one by one nothing in them."""

    TROUBLE = 200
    ITEMS = 1_000_000

    def trouble(self):
        return 200, RSS, self.feed().replace("</channel>", "<item/>" * self.ITEMS + "</channel>").encode()


# What names items


class OtherGuids(Paper):
    """Other GUIDs at each question."""

    def guid(self, story):
        return f"{self.asked} {story.name}"


class OneGuid(Paper):
    def guid(self, story):
        return "the same"


class OneItem(OneGuid):
    """Shows its newest story alone, under the GUID of all."""

    def publish(self, now):
        if not self.stories or now > self.stories[-1].published + timedelta(days=2):
            super().publish(now)

    def shown(self):
        return self.stories[-1:]


class Twins(Paper):
    """Two neighbours share a GUID."""

    def guid(self, story):
        return f"{self.number} {self.stories.index(story) // 2}"


class OtherGuidsAtOnce(Paper):
    """Another system from one day on: other GUIDs, the same addresses."""

    def guid(self, story):
        return f"{'new ' if self.is_late else ''}{story.name}"


class OtherAddressesAtOnce(Paper):
    """Other addresses from one day on, the same GUIDs."""

    def url(self, story):
        return f"/{self.number}/{'archive/' if self.is_late else ''}story/{story.name}"


class AllOtherAtOnce(OtherAddressesAtOnce, OtherGuidsAtOnce):
    """Both: nothing but words, and the time, says that they are the same."""

    LEADS_ELSEWHERE = True


# What comes back


class Reposts(Paper):
    """Has old stories again among the new ones."""

    def shown(self):
        old = self.dice.sample(self.stories, min(3, len(self.stories)))
        return list(dict.fromkeys([*old, *super().shown()]))


class RepostsRenamed(Reposts):
    """… as new ones: under other GUIDs, at other times."""

    RENAMED = 20
    """At each so many questions."""

    def guid(self, story):
        return f"{self.asked // self.RENAMED} {story.name}"

    def when(self, story):
        return story.published + timedelta(minutes=self.asked // self.RENAMED)


class RepostsElsewhere(Paper):
    """Has each story a second time, elsewhere, half a day later."""

    LEADS_ELSEWHERE = True

    def shown(self):
        return [Again(story) if again else story for story in super().shown() for again in (False, True) if not again or self.is_old(story)]

    def is_old(self, story):
        return self.now > story.published + timedelta(hours=10)

    def url(self, story):
        return f"/{self.number}/again/story/{story.name}" if isinstance(story, Again) else super().url(story)

    def guid(self, story):
        return f"again {story.name}" if isinstance(story, Again) else super().guid(story)


class Again(Story):
    def __init__(self, story):
        super().__init__(story.name, story.published + timedelta(hours=10))


class Corrects(Paper):
    """Has its headlines otherwise at first, and otherwise again."""

    def title(self, story):
        hours = (self.now - story.published) / timedelta(hours=1)
        return super().title(story) + (", it is said" if hours < 14 else ", says the mayor" if hours < 28 else "")


KINDS: list[type[Paper]] = [
    *(Paper, Tagged, Dated, Unsteady, Daily, Atom, Json, Teasers, NewsMap, NewsMaps, Detours, Moves, Loops, Busy, TooOften, Fails, Lost),
    *(Silent, SignIn, Gone, Vanished, Parked, CutOff, BrokenOff, SaysUtf16, SaysLatin, SaysUtf8, Gzipped, Entities, Million, OtherGuids),
    *(OneGuid, OneItem, Twins, OtherGuidsAtOnce, OtherAddressesAtOnce, AllOtherAtOnce, Reposts, RepostsRenamed, RepostsElsewhere, Corrects),
]
