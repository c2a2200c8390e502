"""Words of a story in templates."""

from collections.abc import Sequence

from django import template

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
