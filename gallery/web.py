"""Addresses on the web, as pages name them. Pure."""

from urllib.parse import urljoin, urlsplit


def web_address(url: str) -> str:
    """Give an address only if a link to it leads to the web: what a source says may be anything."""
    return url if host(url) else ""


def host(url: str) -> str:
    """Give the host's name of a web address without `www.`; empty when it is none."""
    try:
        parts = urlsplit(url)
        name = parts.hostname or ""
    except (ValueError, AttributeError):
        return ""
    return name.removeprefix("www.") if parts.scheme in {"http", "https"} else ""


def absolute(url: str, root: str) -> str:
    """Give an address as it stands outside the site, which is at `root`: `https://paper.example/`."""
    return root[:-1] + url if url.startswith("/") and not url.startswith("//") else urljoin(root, url)
