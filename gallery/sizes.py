"""The size of a picture as its address declares it. Pure."""

import re

_BOTH = re.compile(r"(?<![0-9])([1-9][0-9]{2,3})x([1-9][0-9]{1,3})(?![0-9])", re.I)
_WIDTH = re.compile(r"(?:^|[?&,/_-])(?:w|width|imwidth)[_=:-]?([1-9][0-9]{1,3})(?:px)?(?=$|[?&,/_.-])", re.I)
_HEIGHT = re.compile(r"(?:^|[?&,/_-])(?:h|height|imheight)[_=:-]?([1-9][0-9]{1,3})(?:px)?(?=$|[?&,/_.-])", re.I)
_ENDING = re.compile(r"[/_-]([1-9][0-9]{2,3})(?:w|px)?(?=\.(?:jpe?g|png|webp|avif|gif)(?:$|[?#])|$)", re.I)
_YEARS = range(1900, 2036)


def size_in(url: str) -> tuple[int | None, int | None]:
    """Give width and height in pixels, each None where the address does not say it; a number that may be a year is no width."""
    both = _BOTH.search(url)
    if both:
        return int(both[1]), int(both[2])
    width, height = _WIDTH.search(url), _HEIGHT.search(url)
    if width or height:
        return int(width[1]) if width else None, int(height[1]) if height else None
    ending = _ENDING.search(url)
    return (int(ending[1]), None) if ending and int(ending[1]) not in _YEARS else (None, None)
