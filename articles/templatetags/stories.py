"""Words of a story in templates."""

from collections.abc import Sequence
from html import unescape
from itertools import batched
from typing import Any

from django import template
from django.utils.html import strip_tags
from django.utils.text import Truncator

from articles import reading_time
from articles.archive import Span

register = template.Library()


@register.filter
def in_a_row(names: Sequence[str]) -> str:
    """Give names as a sentence does: "A", "A and B", "A, B and C"."""
    names = [str(name) for name in names]
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


@register.filter
def weeks(days: Sequence[Span]) -> list[tuple[Span | None, ...]]:
    """Give a month's days in weeks from Monday to Sunday, with None for the days of other months."""
    padded = [*[None] * days[0].start.weekday(), *days]
    return list(batched([*padded, *[None] * (-len(padded) % 7)], 7))


@register.filter
def summary(article: Any) -> str:
    """Give a story in a sentence or two: its standfirst, else how its text begins."""
    return article.standfirst or beginning(article.body)


@register.filter
def beginning(body: str) -> str:
    """Give how a story's text begins, of which there may be a piece that ends anywhere."""
    paragraph = next((block for block in body.splitlines() if block.startswith("<p")), "")
    whole = paragraph if paragraph.rpartition("<")[2].count(">") else paragraph.rpartition("<")[0]
    return Truncator(unescape(strip_tags(whole))).words(30)


@register.filter
def minutes_to_read(article: Any) -> int:
    """Give how long a story read `with_gallery` takes, its captions with it."""
    return reading_time.minutes(article.standfirst, article.body, *(caption.text for caption in article.gallery))
