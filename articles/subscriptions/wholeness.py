"""Whether a feed gives a story or only its beginning, and which of two readings of one item is kept. Pure.

Doubt costs one question to the publisher's page, so a teaser is suspected early; the page then has to show that it has more.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from articles.appearances.likeness import Counted, share_of
from articles.reading.languages import width
from articles.reading.story import STORED_KINDS, Kind, Story
from articles.reading.walls import offers_the_rest
from articles.search.words import words_of
from articles.subscriptions.feed import Item
from articles.subscriptions.words import bare, lines_of, links_of, text_of, without_maker_s_line
from gallery.collapse import collapse

SHORT = 1_000
"""Width (see `languages.width`) of a text below which it may be a teaser however it ends; some 160 words."""
SHORT_SUMMARY = 2_000
"""The same where all that the item gives is called a summary."""
LONG = 6_000
"""Width of a text that a link to its own page does not make a teaser."""
END = 250
"""Characters in which a text's end is looked for; no offer to read on is longer."""
LEAST_COMPARED = 100
"""Words of a feed's text that must stand on the page as well; a shorter text may be a summary in other words."""
SAME, KIN = 0.3, 0.4
"""The share of the shorter text's stretches of words that both have, and of a summary's telling words that stand on the page."""
MORE, FEWEST_MORE = 1.25, 15
"""How many times as many words, and how many words at least, are clearly more."""
TELLING = 5
"""Letters of a word that tells what a text is about."""

_CUT_OFF = re.compile(r"(?:…|\.\.\.|\. \. \.|⋯|[\[(]\s*(?:…|\.{2,}|⋯)\s*[\])])\W*\Z")
_READ_ON = (
    r"(?:read|learn|see|find out) more|(?:continue|keep) reading|read (?:on\b|the (?:full|whole|rest|entire|original))|"
    r"(?:full|more) (?:story|article)|click here to|view (?:the )?(?:full|original)|weiterlesen|mehr (?:lesen|erfahren)|"
    r"zum (?:ganzen )?artikel|lire (?:la suite|plus|l.article)|en savoir plus|(?:leer|lea|ver) más|segu?ir leyendo|sigue leyendo|"
    r"leggi (?:tutto|di più|l.articolo|la notizia)|continua a leggere|leia (?:mais|na íntegra)|continu(?:e|ar) (?:lendo|a ler)|"
    r"le[ae]s (?:meer|verder|het hele)|verder lezen|läs (?:mer|vidare|hela)|les (?:mer|videre|hele)|læs (?:mere|videre|hele)|"
    r"lue (?:lisää|koko)|czytaj (?:więcej|dalej|całość)|číst (?:dále?|více|celý)|tovább|citește (?:mai|tot)|"
    r"читать (?:далее|дальше|полностью)|читати (?:далі|більше)|подробнее|διαβάστε|devamını? oku|devamı için|baca selengkapnya|"
    r"xem (?:thêm|tiếp)|続きを読む|もっと読む|記事全文|전문 ?보기|더 ?(?:보기|읽기)|(?:阅读|閱讀)(?:更多|全文|原文)|"
    r"(?:继续|繼續)(?:阅读|閱讀)|اقرأ المزيد|لقراءة المزيد|קרא(?:ו)? עוד|להמשך קריאה"
)
_OFFERS_PAGE = re.compile(rf"\W*(?:{_READ_ON})", re.I)
_ENDS_IN_OFFER = re.compile(rf"(?:{_READ_ON})\W*\Z", re.I)


def why_teaser(item: Item) -> tuple[str, ...]:
    """Say why an item may be only the beginning of its story, each reason a sentence; none where it looks whole."""
    said = without_maker_s_line(item.content or item.summary, item.url)
    lines = lines_of(said)
    text = " ".join(lines)
    if not text:
        return ("It gives no text.",)
    is_summary = not item.content or words_of(text) == words_of(text_of(item.summary))
    reasons = {
        "All it gives is a summary.": is_summary and width(text) < SHORT_SUMMARY,
        "It is short.": width(text) < SHORT,
        "It is cut off.": _is_cut_off(lines),
        "It asks to read on at its page.": _asks_to_read_on(said, lines, text, item.url),
        "It offers the rest for a subscription or an account.": offers_the_rest(text[-END:]),
    }
    return tuple(reason for reason, is_so in reasons.items() if is_so)


def is_teaser(item: Item) -> bool:
    """Say whether an item may be only the beginning of its story, so that its page is worth a question."""
    return bool(why_teaser(item))


def _is_cut_off(lines: Sequence[str]) -> bool:
    """Look at the last line that is no offer: `… […]`, then `Read more`."""
    told = [line for line in lines[-3:] if not _OFFERS_PAGE.match(line)]
    return bool(told) and bool(_CUT_OFF.search(_ENDS_IN_OFFER.sub("", told[-1]).rstrip(" >»→")[-END:]))


def _asks_to_read_on(html: str, lines: Sequence[str], text: str, url: str) -> bool:
    last = lines[-1]
    if (len(last) <= END and _OFFERS_PAGE.match(last)) or _ENDS_IN_OFFER.search(text[-END:]):
        return True
    link = html.lower().rfind("<a")
    if link < 0 or len(html) - link > 2 * END or width(text) >= LONG:
        return False
    after = html[link:].lower().rpartition("</a")[2].partition(">")[2]
    leads = [bare(address) for address in links_of(html[link:]) if "#comment" not in address and "#respond" not in address]
    return not words_of(text_of(after)) and bool(url) and leads == [bare(url)]


@dataclass(frozen=True, slots=True)
class Chosen:
    """The reading that is kept, and in a sentence why."""

    story: Story
    why: str


@dataclass(frozen=True, slots=True)
class _Weight:
    """What is compared of a reading."""

    words: int
    photos: int
    captions: int


def better(from_feed: Story, from_page: Story) -> Story:
    """Give the better of two readings of one item, see `choose`."""
    return choose(from_feed, from_page).story


def choose(from_feed: Story, from_page: Story) -> Chosen:
    """Choose between what a feed gave of an item and what its page gives; in doubt the feed's own words are kept.

    A page that is none to be stored, or another text, is never chosen over a story. Then the clearly longer text is kept; of two as
    long the one with more photos, then with more captions.
    """
    if from_page.kind not in STORED_KINDS:
        # Where neither is one, the page says the better reason: that it is sold, gone, a list.
        return Chosen(from_feed if from_feed.kind in STORED_KINDS else from_page, "The page is no story.")
    if not _is_same_story(from_feed, from_page):
        return Chosen(from_feed, "The page has another text.")
    if from_feed.kind not in STORED_KINDS:
        return Chosen(from_page, "The feed gives no story.")
    if from_page.headline and not from_feed.headline:
        return Chosen(from_page, "The feed gives no headline.")
    feed, page = _weight(from_feed), _weight(from_page)
    if from_page.kind is Kind.GALLERY and page.photos > feed.photos and feed.words < LEAST_COMPARED:
        return Chosen(from_page, "The page has more photos.")
    if _is_more(page.words, feed.words):
        return Chosen(from_page, "The page has more of the text.")
    if _is_more(feed.words, page.words):
        return Chosen(from_feed, "The feed has more of the text.")
    if (page.photos, page.captions) > (feed.photos, feed.captions):
        return Chosen(from_page, "The page has more photos or captions.")
    return Chosen(from_feed, "The page has no more than the feed.")


def _is_more(many: int, few: int) -> bool:
    return many >= few * MORE and many - few >= FEWEST_MORE


def _weight(story: Story) -> _Weight:
    photos = collapse(story.sightings).photos
    return _Weight(len(words_of(text_of(story.body))), len(photos), sum(bool(photo.caption) for photo in photos))


def _is_same_story(from_feed: Story, from_page: Story) -> bool:
    """Tell by their words whether a page has the story of a feed's item: a text stands there, of a summary its telling words do."""
    body, there = tuple(words_of(text_of(from_feed.body))), tuple(words_of(text_of(from_page.body)))
    if share_of(Counted(body), Counted(there)) >= SAME:
        return True
    if len(body) >= LEAST_COMPARED:
        return False
    about = _telling([*words_of(f"{from_feed.headline or ''} {from_feed.standfirst or ''}"), *body])
    told = _telling([*words_of(f"{from_page.headline or ''} {from_page.standfirst or ''}"), *there])
    return bool(about) and len(about & told) / len(about) >= KIN


def _telling(words: Sequence[str]) -> set[str]:
    """Give the words that tell what a text is about: long ones and numbers; where each letter is a word, two in a row."""
    pairs = {f"{one}{two}" for one, two in pairwise(words) if len(one) == len(two) == 1 and not one.isascii()}
    return pairs | {word for word in words if len(word) >= TELLING or any(map(str.isdecimal, word))}
