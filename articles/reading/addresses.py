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


_AMP_CACHE = re.compile(r"/[a-z]/(s/)?(.+)", re.DOTALL)
"""How caches of AMP pages name a page of another host: `/c/s/paper.example/story`, `s` where it is fetched by https."""
_VIEWER = re.compile(r"/amp/(s/)?(.+\..+/.*)", re.DOTALL)
_AMP_PATH = re.compile(r"(?:^|/)amp(?:/|$)|\.amp(?:\.html?)?$", re.I)
_AMP_QUERY = {"amp": {"", "1", "true"}, "outputtype": {"amp"}, "output": {"amp"}, "output_type": {"amp"}}
_SMALL = frozenset({"m", "mobile", "amp"})


def canonical_address(said: Iterable[str], url: str | None) -> str | None:
    """Take the first address said that can be this page's: http(s), on the site the page came from, not its front page.

    A page that names another site's address is not believed: it would stand in for that site's story.
    """
    url = own_address(url) if url else url
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


def original_address(said: Iterable[str], url: str | None) -> str | None:
    """Take the first address said that is at another site: what a page that was taken over from there names as its original.

    None where a page names an address of its own site as well. It is only a claim: the words must bear it out.
    """
    came_from = site(host_name(own_address(url or "")))
    fair = [address for text in list(said)[:10] if (address := canonical_address([text], None)) and host_name(address)]
    named = [address for address in fair if urlsplit(address).path not in {"", "/"}]
    return named[0] if came_from and named and all(site(host_name(address)) != came_from for address in fair) else None


def own_address(url: str) -> str:
    """Give the address at which a page that came from a cache of AMP pages stands at its publisher's; any other as it is."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return url
    cached = host == "cdn.ampproject.org" or host.endswith(".cdn.ampproject.org")
    found = _AMP_CACHE.fullmatch(parts.path) if cached else _VIEWER.fullmatch(parts.path) if _is_viewer(host) else None
    if found is None:
        return url
    return urlunsplit(("https" if found[1] else "http", *_host_and_path(found[2]), parts.query, ""))


def _is_viewer(host: str) -> bool:
    return host.startswith("www.google.") and len(host) <= 17


def _host_and_path(rest: str) -> tuple[str, str]:
    host, _, path = rest.partition("/")
    return host.lower(), f"/{path}"


def is_amp(url: str) -> bool:
    """Tell whether an address is shaped like that of an AMP page: a part `amp` of its path, `?amp=1` and the like, or a cache's."""
    if own_address(url) != url:
        return True
    try:
        parts = urlsplit(url)
        pairs = parse_qsl(parts.query, keep_blank_values=True)
        host = parts.hostname or ""
    except ValueError:
        return False
    by_query = any(value.lower() in _AMP_QUERY.get(name.lower(), ()) for name, value in pairs)
    return host.startswith("amp.") or by_query or bool(_AMP_PATH.search(parts.path))


def is_variant(url: str, canonical: str) -> bool:
    """Tell whether a page was read at another address than its own, made for small screens: as AMP, or at `m.` of the same site."""
    if without_tracking(url) == without_tracking(canonical):
        return False
    small, own = (host_name(address).partition(".")[0] for address in (url, canonical))
    return (is_amp(url) and not is_amp(canonical)) or (small in _SMALL and own not in _SMALL)


def amp_address(said: Iterable[str], url: str | None) -> str | None:
    """Take the address that a page names as that of its AMP page: on its own site, and shaped like one; None where it names none."""
    address = canonical_address(list(said)[:1], url)
    return address if address and is_amp(address) else None


def is_web(address: str) -> bool:
    """Tell whether an address names something on the web, rather than a file or a part of a message."""
    return address.lower().startswith(("http://", "https://"))


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
