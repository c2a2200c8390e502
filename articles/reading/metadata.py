"""thin"""
from dataclasses import dataclass
from datetime import datetime
from lxml.html import HtmlElement
from articles.reading.linked_data import linked_data
__all__ = ["Metadata", "linked_data", "read_metadata"]
@dataclass(frozen=True, slots=True)
class Metadata:
    headline: str | None = None
    standfirst: str | None = None
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    section: str | None = None
    language: str | None = None
    direction: str = "ltr"
    publisher: str | None = None
    canonical_url: str | None = None
    types: tuple[str, ...] = ()
def read_metadata(tree: HtmlElement, linked: tuple[dict, ...], url: str | None) -> Metadata:
    return Metadata(headline=next((" ".join(e.text_content().split()) for e in tree.iter("h1")), None))
