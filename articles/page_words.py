"""Words of a story on readers' pages."""

from collections.abc import Sequence
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.text import Truncator

from articles import reading_time


def in_a_row(names: Sequence[str]) -> str:
    """Give names as a sentence does: "A", "A and B", "A, B and C"."""
    names = [str(name) for name in names]
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def summary(article: Any) -> str:
    """Give a story in a sentence or two: its standfirst, else how its text begins."""
    return article.standfirst or beginning(article.body)


def beginning(body: str) -> str:
    """Give how a story's text begins, of which there may be a piece that ends anywhere."""
    paragraph = next((block for block in body.splitlines() if block.startswith("<p")), "")
    whole = paragraph if paragraph.rpartition("<")[2].count(">") else paragraph.rpartition("<")[0]
    return Truncator(unescape(strip_tags(whole))).words(30)


def minutes_to_read(article: Any) -> int:
    """Give how long a story read `with_gallery` takes, its captions with it."""
    return reading_time.minutes(article.standfirst, article.body, *(caption.text for caption in article.gallery))
