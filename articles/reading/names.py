"""Names of people and agencies, out of bylines. Pure."""

import re
from collections.abc import Iterable

LONGEST_NAME = 70
MOST_NAMES = 30

_BY = re.compile(
    r"^(?:(?:written|reported|reporting|story|words|text|texte?|analysis|opinion|posted|published|published by|interview|rédigé|escrito|"
    r"scritto|skrevet|skriven)\s+)?"
    r"(?:by|von|par|por|di|da|van|door|av|af|przez|autore?|autora?|auteure?|author|автор|tarafından|oleh|bởi|von:)\s*:?\s+|"
    r"^(?:autor(?:en|in|es)?|authors?|auteurs?|tekst|text|reporter|автор|作者|記者|记者|文|取材|글|기자)\s*[:：]\s*",
    re.I,
)
_NOT_IN_NAMES = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\S+@\S+|(?<!\w)@\w+|https?://\S+|\bwww\.\S+")
_BETWEEN = re.compile(
    r"\s*(?:[,;|/•·、，؛،&]|\s[-–—]\s)\s*(?:(?:and|und|et|with|mit)\s+)?|\s+(?:and|und|et|with|mit|och|og|și|и|та|και|und\s+von|et\s+par|"
    r"and\s+by|و)\s+|"
    r"(?<=\w\w)\s+(?:y|e|en|i|ja|és|ve)\s+(?=\S+\s+\S)"
)
_ROLE = re.compile(
    r"\b(?:reporter|editor|correspondent|writer|staff|columnist|contributor|photographer|producer|journalist\w*|redakteur\w*|redakt\w+|"
    r"reda[ct]tion|"
    r"redacci[óo]n|redaç\w+|correspond\w+|korrespondent\w*|chefredakt\w*|volont[äa]r\w*|periodista|giornalista|envoyée?|enviad[oa]|"
    r"special to|bureau|desk|"
    r"director|professor|head of|chief|manager|analyst|critic|updated|published|published on|min read|minutes?|stand|uhr|photos?|fotos?|"
    r"video)\b|記者|编辑|編集|기자",
    re.I,
)
_PARTICLES = frozenset(
    {"de", "da", "di", "do", "dos", "das", "del", "della", "van", "von", "den", "der", "ten", "ter", "la", "le", "el", "al", "bin", "ibn"}
    | {"ben", "af", "av", "zu", "zum", "zur", "y", "e", "vom", "dpa"}
)


def split_names(text: str) -> tuple[str, ...]:
    """Split a byline such as `By Jane Doe and John Roe, Staff Writers` into its names; roles, addresses and places in brackets go."""
    bare = _BY.sub("", _BY.sub("", _folded(_NOT_IN_NAMES.sub(" ", text[:1000]))))
    parts = [part.strip(" .:*\"'“”-–—") for part in _BETWEEN.split(bare)]
    named = [part for part in parts if is_name(part)]
    return distinct(named)


def is_name(part: str) -> bool:
    """Say whether a piece of a byline can be a person's or an agency's name."""
    if not 2 <= len(part) <= LONGEST_NAME or len(part.split()) > 7 or any(character.isdigit() for character in part):
        return False
    return bool(part[0].isalpha()) and not _ROLE.search(part) and "://" not in part and not part.startswith("www.")


def looks_like_person(text: str) -> bool:
    """Say whether words are surely a person's name: two to five words, each with a capital, or particles between them."""
    words = text.split()
    return 2 <= len(words) <= 5 and all(word in _PARTICLES or not word[0].islower() for word in words) and is_name(text)


def distinct(names: Iterable[str]) -> tuple[str, ...]:
    """Keep the first of each name, whatever its case."""
    kept: dict[str, str] = {}
    for name in names:
        kept.setdefault(name.casefold(), name)
    return tuple(kept.values())[:MOST_NAMES]


def _folded(text: str) -> str:
    return " ".join(text.split())
