"""What on a page is not the story: navigation, adverts, teasers, icons, told by tags and by the words in class names. Pure.

No rule knows a site; the words are those page makers in several languages use. They say something only below the story's own
region: whole pages stand in elements called "ad-enabled" or "share".
"""

import re
from functools import lru_cache

from lxml.html import HtmlElement

from articles.reading.dom import Outline

TAGS = frozenset({"nav", "footer", "aside", "form", "dialog", "menu"})

_REGION = re.compile(
    r" (?<!\bhas )(?<!\bwith )(?<!\bwithout )(?<!\bno )"
    r"(?:relateds?|relevant|recommend\w*|recirc\w*|read more|readmore|more (?:on|from|stories|news|articles)|see also|also read|"
    r"further reading|"
    r"teasers?|promos?|promoted|newsletters?|subscri\w*|signup|sign up|sidebar|side bar|rail|comments?|disqus|"
    r"popular|trending|most (?:read|viewed|popular|recent)|latest|read next|up next|next up|next article|previous article|prev next|"
    r"social|share|sharing|shares|sharebar|outbrain|taboola|sponsor\w*|advert\w*|ads?|adv|banner|dfp|commercial|"
    r"nav\w*|menu|breadcrumbs?|footer|masthead|site header|topbar|ticker|cookies?|consent|"
    r"authors?|bylines?|author (?:box|card|bio|info)|biography|contributors?|profile|"
    r"weiterlesen|mehr zum thema|lesen sie auch|empfehlung\w*|verwandt\w*|themen|meistgelesen|anzeige\w*|werbung|autor\w*|"
    r"a lire aussi|lire aussi|articles lies|sur le meme|correlat\w*|leggi anche|potrebbe|notizie|relacionad\w*|lea tambien|"
    r"te puede|mas leid\w*|podcasts?|shop|shopping|affiliate|e ?commerce|app store|download)\b"
)
_SURELY = re.compile(
    r" (?:related|recommend\w*|recirc\w*|comments?|disqus|footer|side ?bar|cookies?|consent|cmp|gdpr|modal|popup|overlay|dialog|"
    r"newsletters?|most (?:read|viewed|popular)|trending|outbrain|taboola|breadcrumbs?|paywall (?:offer|modal|message)|donat\w+|"
    r"log ?in\w*|sign ?in|sign ?up|password\w*|"
    r"meistgelesen)\b"
)
"""Names that no maker gives what a whole story stands in."""
_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_HIDDEN_CLASS = re.compile(
    r"(?:^|\s)(?:hidden|hide|is-hidden|d-none|visually-?hidden|sr-only|screen-reader(?:-text)?|u-hidden|invisible)(?:\s|$)", re.I
)
_SLUG_DASHES = 6
_LETTERS = re.compile(r"[a-z]+")
_GALLERY = re.compile(
    r" (?:galler\w*|galer\w*|slide ?shows?|slides?|sliders?|swiper|slick|carousel|carrousel|karussell|lightbox|photo ?swipe|glide|"
    r"splide|flickity|fotostrecke|bilderstrecke|bildergalerie|diaporama|fotogalerie|fotogaleria|photo ?essay|fancybox|mosaic)\b"
)
_AVATAR = re.compile(
    r"\b(?:avatars?|gravatars?|headshots?|mugshots?|author\w*|bylines?|profile|autor\w*|auteur\w*|signatures?|columnist\w*|writer\w*|journalist\w*)\b"
)
_LOGO = re.compile(r"\b(?:logos?|logotype|brand|wordmark|masthead)\b")
_ICON = re.compile(r"\b(?:icons?|ico|emojis?|smileys?|sprites?|flags?|badges?|arrow|chevron|play button|svg)\b")
_VIDEO = re.compile(r"(?<! aspect)(?<! ratio) (?:video\w*|players?|jw ?player|brightcove|youtube|vimeo|play (?:icon|overlay))\b")
_PLAYER = re.compile(
    r" (?:video (?:player|embed|wrapper|container|box|fallback|js)|(?:jw|featured|embedded) ?(?:player|video)|brightcove)\b"
)
_OFFER = re.compile(r" (?:(?:pay|reg|register|registration) ?walls?|upsell|cta|premium (?:box|offer)|abo (?:box|hinweis))\b")
_BOXES = frozenset({"div", "section", "aside", "form"})
_ADVERT = re.compile(
    r"\b(?:ads?|advert\w*|advertising|sponsor\w*|dfp|adslot|adunit|banner|anzeige\w*|werbung|commercial|promo|affiliate)\b"
)


def is_furniture(outline: Outline, element: HtmlElement) -> bool:
    """Tell whether an element below the story's region stands apart from the story."""
    return element.tag in TAGS or _is_region(_without_slug(outline.names(element), element.get("id") or ""))


@lru_cache(maxsize=4096)
def _is_region(called: str) -> bool:
    return bool(_REGION.search(called))


def _without_slug(called: str, slug: str) -> str:
    """What the element is called, without an id made from a headline: its words are the story's, not the page maker's."""
    return called.replace(" ".join(_LETTERS.findall(slug.lower())), " ") if slug.count("-") >= _SLUG_DASHES else called


def is_hidden(element: HtmlElement) -> bool:
    """Tell whether a page keeps an element from its readers: a wall for others, a dialog, words for screen readers."""
    return element.get("aria-hidden") == "true" or is_unseen(element)


def is_unseen(element: HtmlElement) -> bool:
    """Tell whether an element is not to be seen; what is hidden from screen readers alone may be (the letter that begins a story)."""
    return (
        element.get("hidden") is not None
        or bool((style := element.get("style")) and _HIDDEN_STYLE.search(style))
        or bool((called := element.get("class")) and _is_hidden_class(called))
    )


@lru_cache(maxsize=4096)
def _is_hidden_class(called: str) -> bool:
    return bool(_HIDDEN_CLASS.search(called))


def is_surely_furniture(outline: Outline, element: HtmlElement) -> bool:
    """Tell whether an element stands apart from any story, wherever it stands."""
    return element.tag in TAGS or _is_surely(outline.names(element))


@lru_cache(maxsize=4096)
def _is_surely(called: str) -> bool:
    return bool(_SURELY.search(called))


@lru_cache(maxsize=4096)
def is_gallery(called: str) -> bool:
    """Tell from an element's names that it is a carousel, a slideshow or a lightbox."""
    return bool(_GALLERY.search(called))


def is_avatar(words: str) -> bool:
    """Tell from an element's words, or a file's, that it shows a writer."""
    return bool(_AVATAR.search(words))


def is_logo(words: str) -> bool:
    """Tell from an element's words, or a file's, that it shows a logo."""
    return bool(_LOGO.search(words))


def is_icon(words: str) -> bool:
    """Tell from an element's words, or a file's, that it shows an icon."""
    return bool(_ICON.search(words))


def is_advert(words: str) -> bool:
    """Tell from an element's words that it is an advert."""
    return bool(_ADVERT.search(words))


def is_offer(outline: Outline, element: HtmlElement) -> bool:
    """Tell whether an element is a box that sells the rest of a text: called so, with something to press in it."""
    if element.tag not in _BOXES or not _OFFER.search(outline.names(element)):
        return False
    return next(element.iter("a", "button", "input"), None) is not None


def is_player(outline: Outline, element: HtmlElement) -> bool:
    """Tell whether an element is a video's frame, with the words a player says when it can't play."""
    return bool(_PLAYER.search(outline.names(element))) and next(element.iter("blockquote"), None) is None


@lru_cache(maxsize=4096)
def is_video(called: str) -> bool:
    """Tell from an element's names, its tag among them, that it plays a video."""
    return bool(_VIDEO.search(called))
