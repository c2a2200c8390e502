"""Papers that are subscribed to: their feeds and pages, as a test writes them."""

from html import escape

from articles.subscriptions.rows import Subscription

RSS = {"Content-Type": "application/rss+xml"}
SENTENCES = [
    "The ferry to island {0} left an hour late on Monday, since a seal had settled on the gangway and would not be moved by anybody.",
    "Its captain said that in {0} years at sea he had seen storms, fog and a wedding, but never a passenger without a ticket so calm.",
    "The harbour office counted {0} people who waited, and somebody handed out tea while the animal looked at them with interest.",
    "At half past nine it slid back into the water by itself, and berth {0} was swept before the gate was opened to the first of them.",
]


def words(number, times=1):
    return [sentence.format(f"{number} {turn}".strip()) for turn in range(times) for sentence in SENTENCES]


def whole(number, times=2):
    """The HTML of a whole story."""
    return "".join(f"<p>{sentence}</p>" for sentence in words(number, times))


def entry(number, url, guid=None, title=None, content="", summary="", more=""):
    """An RSS item."""
    said = f"<guid isPermaLink='false'>{escape(guid or f'g{number}')}</guid><link>{escape(url)}</link>"
    text = f"<content:encoded>{escape(content)}</content:encoded>" if content else ""
    return (
        f"<item>{said}<title>{escape(title or f'Seal {number} keeps ferry waiting')}</title>"
        f"<description>{escape(summary or 'A seal kept people waiting.')}</description>"
        f"<pubDate>Mon, 02 Nov 2026 08:{number % 60:02}:00 GMT</pubDate>{text}{more}</item>"
    )


def rss(*entries, head=""):
    begin = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
    return f"{begin}<channel><title>The Harbour Paper</title>{head}{''.join(entries)}</channel></rss>".encode()


def page(number, title=None, canonical="", times=2):
    """The page of a story."""
    link = f'<link rel="canonical" href="{canonical}">' if canonical else ""
    heading = title or f"Seal {number} keeps ferry waiting"
    return (
        f"<!doctype html><html lang='en'><head><title>{heading}</title>{link}</head>"
        f"<body><article><h1>{heading}</h1>{whole(number, times)}</article></body></html>"
    ).encode()


def subscribe(url, **said):
    return Subscription.objects.create(url=url, **said)
