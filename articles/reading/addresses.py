"""The page's own address: absolute, on its own site, without what only says how somebody came to it. Pure."""

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

LONGEST_ADDRESS = 2_000
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|igsh|mc_[ce]id|_ga|_gl|cmpid|ns_\w+|xtor|smid|at_\w+|ocid|"
    r"wt_?\w*zmc|traffic_source|cid_source|__twitter_impression|spm|ito|partner_?id|sh(?:are)?_?token|ref_src|ref_url|guccounter|guce_\w+",
    re.I,
)


def canonical_address(said: Iterable[str], url: str | None) -> str | None:
    """Take the first address said that can be this page's: http(s), on the site the page came from, not its front page.

    A page that names another site's address is not believed: it would stand in for that site's story.
    """
    for text in list(said)[:10]:
        try:
            address = urljoin(url or "", text.strip())
            parts = urlsplit(address)
            came_from = urlsplit(url or "")
        except ValueError:
            continue
        fits = parts.scheme in {"http", "https"} and parts.hostname and len(address) <= LONGEST_ADDRESS
        to_front = parts.path in {"", "/"} and came_from.path not in {"", "/"} and not parts.query
        if fits and not to_front and (not came_from.hostname or site(parts.hostname) == site(came_from.hostname)):
            return without_tracking(parts._replace(fragment="").geturl())
    return None


def host_name(address: str | None) -> str:
    """Give the host of an address without `www.`; "" where it has none."""
    try:
        return (urlsplit(address or "").hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def site(host: str) -> str:
    """Give the part of a host's name that was registered, about: two labels, or three below `co.uk` and its like."""
    labels = host.lower().rstrip(".").split(".")
    count = 3 if len(labels) > 2 and len(labels[-1]) == 2 and len(labels[-2]) <= 3 else 2
    return ".".join(labels[-count:])


def without_tracking(url: str) -> str:
    """Take what only tells where a reader came from, and the fragment, off a page's address."""
    try:
        parts = urlsplit(url.strip())
        pairs = parse_qsl(parts.query, keep_blank_values=True)
        query = urlencode([pair for pair in pairs if not _TRACKING.fullmatch(pair[0])])
        return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), parts.path or "/", query, ""))
    except ValueError:
        return url
