"""One change made to many wordings: a phrase replaced, a phrase taken out, a name in credit lines put right. Pure."""

import re

_BEFORE = r"(?:^|(?<=[/|;,:(–—-])|(?<=[/|;,:(–—-]\s)|(?<=\bvia\s)|(?<=\bby\s)|(?<=\bfor\s)|(?<=\band\s)|(?<=\bof\s))"
_AFTER = r"(?=\s*(?:$|[/|;,)–—])|\s(?i:via|for|and|pool|photos?|file)\b|\s-\s)"
_GAP = re.compile(r"[^\S\n]{2,}")
_BEFORE_MARK = re.compile(r"\s+([,.;:)])")


def replaced(text: str, find: str, put: str, whole: bool = False) -> str:
    """Put one phrase in the place of another, wherever it stands in these very letters; `whole`: only as words of their own."""
    if not find:
        return text
    if not whole:
        return text.replace(find, put)
    before, after = (r"(?<!\w)" if _is_letter(find[0]) else ""), (r"(?!\w)" if _is_letter(find[-1]) else "")
    return re.sub(f"{before}{re.escape(find)}{after}", lambda _: put, text)


def stripped(text: str, phrase: str) -> str:
    """Take a phrase out, and the gap that it would leave; other wordings stay as they are."""
    if not phrase or phrase not in text:
        return text
    return _BEFORE_MARK.sub(r"\1", _GAP.sub(" ", text.replace(phrase, ""))).strip()


def renamed(credit: str, name: str, other: str) -> str:
    """Put a name in the place of another in a credit line, where it stands for itself: “AP” in “Jo Doe/AP”, not in “AP Images”."""
    if not name:
        return credit
    return re.sub(f"{_BEFORE}{re.escape(name)}{_AFTER}", lambda _: other, credit)


def _is_letter(character: str) -> bool:
    return character.isalnum() or character == "_"
