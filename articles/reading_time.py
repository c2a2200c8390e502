"""How long a story takes to read, by the script it is written in. Pure.

The paces are those of practised readers of news: about 230 words a minute where words stand apart, 500 characters of Chinese and
Japanese, 1,000 letters of scripts that are written without spaces.
"""

import re
from html import unescape

WORDS = 230
"""A minute, where words stand apart; Korean among them."""
CHARACTERS = 500
"""A minute, of Chinese characters and kana."""
LETTERS = 1000
"""A minute, of Thai, Lao, Khmer and Burmese."""
_TAG = re.compile(r"<[^<>]*>")
_CHARACTER = re.compile("[\u3041-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LETTER = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]+")
_WORD = re.compile(r"[^\W_](?:[\w’'.,-]*\w)?")


def minutes(*texts: str) -> int:
    """Give whole minutes, one at least, for texts or HTML together; 0 where there is nothing to read."""
    text = unescape(_TAG.sub(" ", "\n".join(texts)))
    characters = letters = 0
    if not text.isascii():
        text, characters = _CHARACTER.subn(" ", text)
        letters = sum(map(len, _LETTER.findall(text)))
        text = _LETTER.sub(" ", text)
    words = len(_WORD.findall(text))
    taken = words / WORDS + characters / CHARACTERS + letters / LETTERS
    return round(taken) or int(taken > 0)
