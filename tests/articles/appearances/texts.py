"""Made-up agency reports, long enough to be told by their words, and what publishers make of them."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from random import Random

from articles.ingest import Given, store
from articles.reading.story import Kind, Story

NOON = datetime(2026, 10, 3, 12, 0, tzinfo=UTC)
_NOUNS = [
    *("bridge", "river", "council", "ferry", "harbour", "mayor", "engineer", "budget", "school", "station", "market", "teacher"),
    *("driver", "winter", "valley", "lawyer", "museum", "farmer", "hospital", "court", "library", "factory", "tunnel", "tower"),
]
_VERBS = ["closed", "opened", "reached", "praised", "delayed", "repaired", "questioned", "funded", "crossed", "visited", "measured"]
_MORE = ["on Monday", "after a long debate", "despite heavy rain", "for the third time", "without a vote", "before the summer"]


def sentences(seed):
    """Sentences without end; another seed gives others."""
    chance = Random(seed)
    while True:
        first, second, third, street = (chance.choice(_NOUNS) for _ in range(4))
        yield f"The {first} {chance.choice(_VERBS)} the {second} {chance.choice(_MORE)}, said the {third} of {street} street."


def report(seed=1, paragraphs=8):
    """An agency's report: paragraphs of two sentences, about 25 words each."""
    some = list(islice(sentences(seed), 2 * paragraphs))
    return [f"{one} {two}" for one, two in zip(some[::2], some[1::2], strict=True)]


def body(paragraphs):
    return "\n".join(f"<p>{each}</p>" for each in paragraphs)


WIRE = Story(
    kind=Kind.STORY,
    headline="The bridge is closed",
    published=NOON,
    publisher="The Wire",
    language="en",
    canonical_url="https://wire.example/bridge",
    body=body(report()),
)


def copy(publisher="The Herald", paragraphs=None, **said):
    """The same report as another publisher prints it, under a headline of its own."""
    name = publisher.lower().replace(" ", "-")
    told = {"headline": f"{publisher}: bridge shut", "publisher": publisher, "canonical_url": f"https://www.{name}.example/a/bridge"}
    return replace(WIRE, **told | ({"body": body(paragraphs)} if paragraphs else {}) | said)


def take_in(story, **given):
    """Store a story as it comes from its address, and hold it against the others."""
    return store(story, Given(story.headline, story.canonical_url, **given))
