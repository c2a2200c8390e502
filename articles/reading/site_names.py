"""What a page calls its site where no data say it: the words of the links to its front page. Pure."""

import re
from collections.abc import Iterator
from itertools import chain, islice
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from articles.reading.dom import beginning, folded

MOST_LINKS = 80
"""Links at the head of a page among which those to its front page are looked for."""
LONGEST_NAME = 60
_ENDS, _MOST_SLASHES = ("/", "/index.html", "/index.php"), 3
"""Of an address that may be the front page's; nearly all links on a page are others, and taking an address apart costs more."""
_LOGO = re.compile(r"\s*\blogo\b\s*", re.I)
_GENERIC = frozenset(
    """
    home homepage front start startseite zurück accueil inicio início portada principal hem hjem etusivu forsiden strona główna
    domů ana sayfa anasayfa главная головна начало αρχική ホーム トップ 首页 首頁 홈 الرئيسية ראשי beranda
    """.split()  # noqa: SIM905
)


def home_names(tree: HtmlElement, host: str) -> list[str]:
    """List what the links to the front page say, or the pictures in them or in place of a heading; what any site says is no name."""
    links = (link for link in islice(tree.iter("a"), MOST_LINKS) if _leads_home(link.get("href"), host))
    pictured = (heading for heading in islice(tree.iter("h1"), 1) if not beginning(heading, 1))
    said = (text for one in chain(links, pictured) for text in _said(one) if 2 <= len(text) <= LONGEST_NAME)
    return list(dict.fromkeys(text for text in said if not _GENERIC.issuperset(text.casefold().split())))


def _said(element: HtmlElement) -> Iterator[str]:
    yield beginning(element, LONGEST_NAME)
    yield from (_LOGO.sub("", folded(image.get("alt"))) for image in islice(element.iter("img"), 1))


def _leads_home(href: str | None, host: str) -> bool:
    href = (href or "").strip()
    if href.count("/") > _MOST_SLASHES or not href.endswith(_ENDS):
        return False
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    own = not parts.netloc or parts.netloc.casefold().removeprefix("www.") == host.removeprefix("www.")
    return own and not parts.query and not parts.fragment and parts.path in {"/", "./", "/index.html", "/index.php"}
