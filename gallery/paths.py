"""Paths of pages by the names of their routes."""

from functools import lru_cache

from django.urls import get_script_prefix, reverse


def path_of(name: str, *args: object) -> str:
    """Give the path of a page, as `reverse` does, which looks each up anew; a story's page names a hundred."""
    return _looked_up(get_script_prefix(), name, *args)


@lru_cache(maxsize=16_384)
def _looked_up(prefix: str, name: str, *args: object) -> str:
    return reverse(name, args=args)
