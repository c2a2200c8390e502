"""Whether words only name somebody: people, agencies, papers, and how credit lines join them. Pure."""

import re

from gallery.wording.credit_words import BETWEEN, FILING, GIVEN, HOUSE_ENDINGS, HOUSES, MARKS, PICTURES, STAGE, TITLES, folded_word

LONGEST_CREDIT = 180
_PARTS = re.compile(
    r"\s*[/／|｜;；]\s*|\s*[,、，]\s*(?:via\s+)?|\s+(?:on|auf)\s+(?=(?:unsplash|pexels|pixabay|flickr)\b)|"
    r"\s[-–—]\s|(?<=[a-z])-(?=(?-i:[A-Z]{2}))|\s+(?:via|x)\s+|\s*[()（）\[\]]\s*",
    re.I,
)
_PASSED_ON = re.compile(r"^[^()\d]{2,90}/\s?(?:handout|pool)(?: photo)? via ([^()]{2,30})$", re.I)
_SENTENCE = re.compile(r"[^\W\d_]{4}[.!?]\s")
_BAR = re.compile(r"[/|／｜]")
STOP = re.compile(r"[.!?…。！？؟।۔]$")


def is_name(text: str) -> bool:
    """Say whether words are a name and nothing else, two to six of them with capitals: nobody is said to do anything."""
    words = [word for word in text.split() if any(map(str.isalnum, word))]
    only_marks = all(folded_word(word) in (MARKS | FILING | PICTURES) - GIVEN for word in words)
    odd = only_marks or any(folded_word(word) in STAGE for word in words) or any(map(str.isdigit, text)) or bool(STOP.search(text))
    return 2 <= len(words) <= 6 and text[0].isupper() and not odd and is_proper(text)


def is_credit_line(text: str) -> bool:
    """Say whether words are names and houses joined as credits join them: `Jane Roe/AP`, `AFP via Getty Images`, `Jane Roe (Reuters)`."""
    if has_house(text):
        return True
    joined = bool(_BAR.search(text)) and not any(map(str.isdigit, text))
    return joined and len(parts := parts_of(text)) > 1 and names_only(text) and any(len(part.split()) > 1 for part in parts)


def has_house(text: str) -> bool:
    """Say whether words are names only, and one of them an agency's."""
    if not 0 < len(text) <= LONGEST_CREDIT:
        return False
    passed_on = _PASSED_ON.match(text)
    return bool(passed_on and is_house(passed_on[1]) and not _SENTENCE.search(text)) or (
        names_only(text) and any(map(is_house, parts_of(text)))
    )


def parts_of(text: str) -> list[str]:
    """Take a credit line apart at what joins its parts: slashes, bars, commas, brackets, `via`."""
    return [part for part in _PARTS.split(text) if part]


def names_only(text: str) -> bool:
    """Say whether each part of a credit line is a name, of a person or a house."""
    parts = parts_of(text)
    return bool(parts) and all(is_proper(part) or is_house(part) for part in parts)


def is_house(part: str) -> bool:
    """Say whether words are an agency's name, perhaps with `Photo` or `File` beside it."""
    words = [folded_word(word) for word in part.split()]
    if not words or len(words) > 6:
        return False
    kept = [word for word in words if word not in MARKS] or words
    name = " ".join(words)
    return name in HOUSES or " ".join(kept) in HOUSES or (words[0].partition("-")[0] in HOUSES and len(words) <= 2)


def is_house_like(text: str) -> bool:
    """Say whether words are a name as agencies and archives have it, `Panos Pictures`."""
    words = text.split()
    filed = all(folded_word(word) in FILING for word in words)
    return (
        not filed
        and 2 <= len(words) <= 5
        and is_proper(text)
        and folded_word(words[-1]) in HOUSE_ENDINGS
        and not any(c.isdigit() for c in text)
    )


def is_proper(part: str) -> bool:
    """Say whether every word is a name's: capitalised, an initial, a handle, or one of the small words between; in a script without
    capitals few words are all that can be asked."""
    words = [word for word in part.split() if any(map(str.isalnum, word))]
    if not words or len(words) > 9:
        return False
    if part.upper() == part.lower():
        return len(words) <= 4 and len(part) <= 24 and not STOP.search(part) and part[0].isalpha()
    if (folded_word(words[0]) in BETWEEN and not _is_capital(words[0])) or any(map(_ends_sentence, words[:-1])):
        return False
    small = BETWEEN | MARKS | HOUSES
    return any(map(_is_capital, words)) and all(_is_capital(word) or folded_word(word) in small for word in words)


def _ends_sentence(word: str) -> bool:
    return word[-1] in "!?…" or (word[-1] == "." and len(word) > 4 and folded_word(word) not in TITLES | MARKS and "." not in word[:-1])


def _is_capital(word: str) -> bool:
    bare = word.lstrip("\"'“‘„«([@#©")
    return bool(bare) and (
        bare[0].isupper() or word[0] in "@#" or (bare[:1].isalpha() and bare.upper() == bare.lower()) or any(map(str.isupper, bare))
    )
