"""The words a page's address spells, and how well a headline fits them. Pure."""

import re
import unicodedata
from urllib.parse import unquote, urlsplit

_UMLAUTS = str.maketrans("äöü", "aou")


def slug_words(url: str | None) -> frozenset[str]:
    """Give the words of an address's longest step: `/news/seal-keeps-ferry-waiting.html` has five. Never raises."""
    try:
        path = unquote(urlsplit(url or "").path)
    except ValueError:
        return frozenset()
    return frozenset(_words(max(path.split("/"), key=len)))


def spelled(text: str, slug: frozenset[str]) -> float:
    """Say how far a text and an address are the same words, from 0 to 1."""
    words = set(_words(text))
    return len(words & slug) / max(3, len(words | slug))


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", text.casefold().replace("ß", "ss").translate(_UMLAUTS))
    plain = "".join(character for character in plain if not unicodedata.combining(character))
    return [word for word in re.findall(r"[^\W_]+", re.sub(r"(?<=[aou])e(?=\w)", "", plain)) if len(word) > 2]
