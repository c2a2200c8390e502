"""What the desk shows of a story that is, or may be, at several places, and which story somebody names."""

import re
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from django.db.models import Q

from articles.appearances.addresses import find, identity_at
from articles.appearances.rows import Appearance, Pairing
from articles.models import Article
from gallery.posted import key_of

QUESTIONS = 20
"""Open ones that are shown on a story's page."""
_OURS = re.compile(r"/(?:story/(?P<slug>[^/]+)/.*|admin/articles/article/(?P<pk>\d+)/.*)")


@dataclass(frozen=True, slots=True)
class Copy:
    """A story that is one with another, and what made them so."""

    story: Article
    why: str


@dataclass(frozen=True, slots=True)
class Question:
    """A story that one may be the same as."""

    pair: Pairing
    other: Article


@dataclass(frozen=True, slots=True)
class Places:
    """Where a story is: the one that leads it, its copies, other addresses of its page, and what it may be one with."""

    leading: Copy | None
    copies: tuple[Copy, ...]
    addresses: tuple[Appearance, ...]
    questions: tuple[Question, ...]


def places_of(story: Article) -> Places:
    """Read where a story is."""
    group = list(Article.objects.filter(Q(joined_to=story.joined_to_id or story.pk)).select_related("source").order_by("pk"))
    why = _reasons([story.joined_to_id or story.pk, *(each.pk for each in group)]) if group else {}
    mine = Pairing.objects.open().filter(Q(left=story) | Q(right=story)).select_related("left__source", "right__source")
    return Places(
        leading=Copy(story.joined_to, why.get(story.pk, "")) if story.joined_to else None,
        copies=() if story.joined_to else tuple(Copy(each, why.get(each.pk, "")) for each in group),
        addresses=tuple(story.appearances.order_by("pk")),
        questions=tuple(Question(pair, pair.right if pair.left_id == story.pk else pair.left) for pair in mine.order_by("pk")[:QUESTIONS]),
    )


def _reasons(group: list[int]) -> dict[int, str]:
    """Say of stories that are one what made each so; what says it of the one that leads says it of the other, too."""
    pairs = Pairing.objects.filter(same=True, left__in=group, right__in=group).select_related("left", "right").order_by("pk")
    said: dict[int, str] = {}
    for pair in pairs:
        said.setdefault(pair.left_id, pair.why)
        said[pair.right_id] = pair.why
    return said


def named(text: str) -> Article | None:
    """Give the story that somebody names: by its number, its address here or at the desk, or one of its publisher's."""
    text = text.strip()
    if pk := key_of(text):
        return Article.objects.filter(pk=pk).first()
    try:
        path = urlsplit(text).path
    except ValueError:
        return None
    ours = _OURS.fullmatch(path)
    if ours:
        which = {"slug": unquote(ours["slug"])} if ours["slug"] else {"pk": key_of(ours["pk"])}
        if here := Article.objects.filter(**which).first():
            return here
    return find(identity_at(text)) if text else None
