"""Words of a story in templates."""

from collections.abc import Sequence
from typing import Any

from django import template

from articles import reading_time

register = template.Library()


@register.filter
def locale(language: str) -> str:
    """Give a language tag as Open Graph writes it: `en_GB`."""
    return language.replace("-", "_")


@register.filter
def in_a_row(names: Sequence[str]) -> str:
    """Give names as a sentence does: "A", "A and B", "A, B and C"."""
    names = [str(name) for name in names]
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


@register.filter
def minutes_to_read(article: Any) -> int:
    """Give how long a story read `with_gallery` takes, its captions with it."""
    return reading_time.minutes(article.standfirst, article.body, *(caption.text for caption in article.gallery))
