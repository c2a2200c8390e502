"""A story as readers see it, and what differs between two states of it. Pure."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

MOST_PARAGRAPHS = 40
"""Of the text that changed, shown one by one; of more, only their number is said."""


@dataclass(frozen=True, slots=True)
class Print:
    """A photo in a story, with what stands under it there; `said` are the source's words, which an editor's may stand over."""

    photo: int
    role: str
    text: str
    credit: str
    alt: str
    said: str
    edited: bool
    digest: str
    """Of its file; empty while it has none."""
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Edition:
    """A story at one time: its words by what they are called, its paragraphs as plain text, its photos in order."""

    words: Mapping[str, str]
    paragraphs: tuple[str, ...]
    prints: tuple[Print, ...]
    under: Mapping[str, str] = field(default_factory=dict)
    """Of the words that are an editor's, what the source says."""


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that differs, in words for an editor; `before` or `after` is empty for what came or went."""

    what: str
    before: str = ""
    after: str = ""
    remark: str = ""


def differences(before: Edition, after: Edition) -> tuple[Difference, ...]:
    """Say what a reader or an editor would find changed, in the order of the page."""
    return (*_words(before, after), *_text(before.paragraphs, after.paragraphs), *_photos(before.prints, after.prints))


def _words(before: Edition, after: Edition) -> Iterator[Difference]:
    for name in dict.fromkeys((*before.words, *after.words)):
        old, new = before.words.get(name, ""), after.words.get(name, "")
        if old != new:
            yield Difference(name, old, new)
        said, says = before.under.get(name, ""), after.under.get(name, "")
        if said != says:
            yield Difference(f"{name}, source", said, says, remark=f"the editor’s “{new}” stands over it and stays")


def _text(old: Sequence[str], new: Sequence[str]) -> Iterator[Difference]:
    if old == new:
        return
    pairs = list(_changed_paragraphs(old, new))
    for number, (was, now) in enumerate(pairs):
        if number == MOST_PARAGRAPHS:
            yield Difference("Text", remark=f"{len(pairs) - number} more paragraphs differ")
            return
        yield Difference("Text", was, now)


def _changed_paragraphs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give the paragraphs that differ, before and after; those that stand at the same place of a change are one that was changed."""
    for tag, start, end, other_start, other_end in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            was, now = old[start:end], new[other_start:other_end]
            longest = range(max(len(was), len(now)))
            yield from ((was[n] if n < len(was) else "", now[n] if n < len(now) else "") for n in longest)


def _photos(old: Sequence[Print], new: Sequence[Print]) -> Iterator[Difference]:
    before = {each.photo: each for each in old}
    after = {each.photo for each in new}
    for number, each in enumerate(new, 1):
        if each.photo in before:
            yield from _print(number, before[each.photo], each)
        else:
            yield Difference(f"Photo {number}", after=_as_words(each), remark="would be added")
    for number, each in enumerate(old, 1):
        if each.photo not in after:
            yield Difference(f"Photo {number} of now", before=_as_words(each), remark="would leave the story")
    kept = [each.photo for each in old if each.photo in after]
    if kept != [each.photo for each in new if each.photo in before]:
        yield Difference("Photos", remark="would stand in another order")


def _print(number: int, old: Print, new: Print) -> Iterator[Difference]:
    for name in ("text", "credit", "alt", "role"):
        was, now = getattr(old, name), getattr(new, name)
        if was != now:
            yield Difference(f"Photo {number}, {_NAMES[name]}", was, now)
    if new.edited and old.said != new.said:
        yield Difference(f"Photo {number}, source", old.said, new.said, remark="an editor’s words stand over it and stay")
    if new.digest and new.digest != old.digest:
        yield Difference(f"Photo {number}", remark="would get a file" if not old.digest else "would get another file")


_NAMES = {"text": "caption", "credit": "credit line", "alt": "alt text", "role": "place"}


def _as_words(each: Print) -> str:
    return f"{each.text or '(no caption)'}{f' ({each.credit})' if each.credit else ''}"


def headings(found: Iterable[Difference]) -> str:
    """Sum up differences in a few words: “headline, text, photo 2, caption”."""
    names = list(dict.fromkeys(each.what for each in found))
    return ", ".join(names[:6]).capitalize() + (f" and {len(names) - 6} more" if len(names) > 6 else "")
