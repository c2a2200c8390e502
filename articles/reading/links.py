"""The addresses of links. Pure."""

from urllib.parse import urljoin, urlsplit


def link_address(address: str, url: str | None) -> str:
    """Make a link absolute; "" for one that is no http, https or mailto address. Never raises."""
    try:
        joined = urljoin(url or "", address.strip())
        scheme = urlsplit(joined).scheme
    except ValueError:
        return ""
    return joined if scheme in {"http", "https", "mailto"} else ""
