"""A feed's text looked over before anything parses it, in one pass whatever it is made of. Pure."""

import re

LOOKED_AT = 65_536
"""Characters in which a document's first element is looked for."""
FEEDS = frozenset({"rss", "feed", "rdf"})
SITE_MAPS = frozenset({"urlset", "sitemapindex"})
PAGES = frozenset({"html", "head", "body"})
_ROOT = re.compile(r"<!--.*?(?:-->|\Z)|<(?:[\w.-]{1,40}:)?(rss|feed|rdf|urlset|sitemapindex|html|head|body)\b", re.I | re.S)


def root_of(text: str) -> tuple[str, int]:
    """Give the name of a feed's, site map's or page's first element and where it begins; `("", 0)` where there is none.

    What stands before it, a declaration or a program's complaint, is passed over.
    """
    found = next((one for one in _ROOT.finditer(text, 0, LOOKED_AT) if one[1]), None)
    return (found[1].lower(), found.start()) if found else ("", 0)
