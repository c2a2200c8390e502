"""A photo's record: the stories that ran it and how its wording changed, its files, and why all that is one photo. Pure.

Made from the captions of stories that readers may see and from the sightings in those stories alone.
"""

from calendar import month_name
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from urllib.parse import unquote, urlsplit

from gallery.photo_urls import key
from gallery.rule_words import kind_in_words, rule_in_words
from gallery.sizes import size_in
from gallery.wording.captions import normalise, same_words
from gallery.wording.changes import Stretch, changes
from gallery.wording.wire import taken_apart

COMPARED = 3
"""Stories before with which a caption is compared."""
MOST_FILES = 200
LONGEST_NAME = 60
"""Characters shown of a file's name."""


@dataclass(frozen=True, slots=True)
class Run:
    """A story that ran the photo, and how its wording there differs from that of a story before it."""

    caption: Any
    again: Any
    """The caption of a later story, shown above, that says the same; None where no one does."""
    before: Any
    """The caption of the earlier story it is compared with; None where there is none in its language."""
    changed: tuple[Stretch, ...]
    other_words: bool
    """Too different from those before for marking what changed."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One sighting in plain words."""

    what: str
    words: str
    """What it says that does not stand under the photo anyway."""
    file: str
    why: str


@dataclass(frozen=True, slots=True)
class Showing:
    """What one story showed of the photo, and what it has in common with a story before it."""

    caption: Any
    seen: tuple[Seen, ...]
    joined: str


@dataclass(frozen=True, slots=True)
class File:
    """A file of the photo as a source offers it; sizes in pixels as the address declares them or, of the one kept, as they are."""

    url: str
    name: str
    width: int | None
    height: int | None
    kept: bool
    """It was taken in."""
    where: tuple[tuple[Any, tuple[str, ...]], ...]
    """Captions of the stories that offer it, each with what declared it there."""


@dataclass(frozen=True, slots=True)
class Facts:
    """When and where it was taken, and who says so: a caption or the photo's file; empty where nobody does."""

    taken: str
    place: str


def runs_of(captions: Sequence[Any], older: Sequence[Any] = ()) -> tuple[Run, ...]:
    """Compare each caption with one before it in time; `captions` the newest first, `older` those that follow and aren't shown."""
    return tuple(
        Run(
            caption,
            next((later for later in captions[:number] if _same(later, caption)), None),
            *_compared(caption, [*captions[number + 1 :], *older]),
        )
        for number, caption in enumerate(captions)
    )


def _same(one: Any, other: Any) -> bool:
    return bool(one.text) and normalise(one.text) == normalise(other.text)


def _compared(caption: Any, older: Iterable[Any]) -> tuple[Any, tuple[Stretch, ...], bool]:
    """Find the story before whose words these came from: the latest of a few in the same language that is like them."""
    alike = (each for each in older if each.text and each.article.language == caption.article.language)
    few = list(islice(alike, COMPARED)) if caption.text else []
    for before in few:
        changed = changes(before.text, caption.text)
        if changed is not None:
            return before, changed, False
    return (few[0], (), True) if few else (None, (), False)


def showings_of(captions: Sequence[Any], sightings: Iterable[Any]) -> tuple[Showing, ...]:
    """Sort sightings under the stories they were made in, in the order of the captions."""
    by_story: dict[int, list[Any]] = defaultdict(list)
    for each in sightings:
        by_story[each.article_id].append(each)
    addresses = [{url for each in by_story[caption.article_id] for url in each.urls} for caption in captions]
    return tuple(
        Showing(
            caption,
            tuple(_seen(each, caption) for each in by_story[caption.article_id]),
            _joined(addresses[number], captions, addresses, number),
        )
        for number, caption in enumerate(captions)
    )


def _seen(sighting: Any, caption: Any) -> Seen:
    words = "" if same_words(sighting.text, caption.text) else sighting.text
    return Seen(kind_in_words(sighting.kind), words, file_name(sighting.urls[0]) if sighting.urls else "", rule_in_words(sighting.rule))


def _joined(own: set[str], captions: Sequence[Any], addresses: Sequence[set[str]], number: int) -> str:
    """Say what a story's picture has in common with that of a story before it."""
    if number == len(captions) - 1:
        return ""
    keys = {key(url) for url in own} - {""}
    for caption, others in zip(captions[number + 1 :], addresses[number + 1 :], strict=True):
        if own & others:
            return f"The same address as in “{caption.article}”."
        if keys & {key(url) for url in others}:
            return f"The same address as in “{caption.article}”, sizes and crops aside."
    return "No address in common with the stories before it: the pixels say so, or an editor did."


def files_of(captions: Sequence[Any], sightings: Iterable[Any], kept: Iterable[str], size: tuple[int, int] | None) -> tuple[File, ...]:
    """Give every address at which these stories show the photo, the largest first.

    `kept` are those whose file was taken in, `size` that of the file where it was one alone.
    """
    by_story = {caption.article_id: caption for caption in captions}
    where: dict[str, dict[int, list[str]]] = defaultdict(lambda: defaultdict(list))
    for each in sightings:
        for url in each.urls:
            where[url][each.article_id].append(kind_in_words(each.kind).lower())
    taken = set(kept)
    files = []
    for url, stories in where.items():
        width, height = size if size and url in taken else size_in(url)
        declared = tuple((by_story[story], tuple(dict.fromkeys(kinds))) for story, kinds in stories.items())
        files.append(File(url, file_name(url), width, height, url in taken, declared))
    return tuple(sorted(files, key=lambda file: (not file.kept, -(file.width or 0), file.url))[:MOST_FILES])


def file_name(url: str) -> str:
    """Give what an address calls its file, shortened in the middle; of a picture in the page itself, that."""
    if url.startswith("data:"):
        return "in the page itself"
    try:
        name = unquote(urlsplit(url).path).rstrip("/").rpartition("/")[2]
    except ValueError:
        name = url
    return name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME // 2]}…{name[-LONGEST_NAME // 3 :]}"


def facts_of(captions: Iterable[Any], in_file: Any) -> Facts:
    """Give when and where the photo was taken: as the newest caption says that says it, else as the file does."""
    apart = [taken_apart(caption.text, caption.credit) for caption in captions]
    taken = next((day(each.taken) for each in apart if each.taken), "")
    place = next((each.place for each in apart if each.place), "")
    return Facts(
        taken or (f"{day(in_file.taken)} (from its file)" if in_file.taken else ""),
        place or (f"{in_file.place} (from its file)" if in_file.place else ""),
    )


def day(iso: str) -> str:
    """Give a date as the paper prints it, as exact as it is: `14 September 2020`, `September 2020`, `2020`."""
    year, month, number = (int(part) for part in f"{iso}-0-0".split("-")[:3])
    return " ".join(filter(None, [str(number or ""), month_name[month], str(year)]))
