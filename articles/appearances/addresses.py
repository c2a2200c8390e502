"""Which story stands at an address: its own, or another one under which the same page was found."""

from django.db.models import QuerySet

from articles.appearances.likeness import Counted, share_of
from articles.appearances.rows import Appearance, DeletedAddress, How
from articles.given import Given
from articles.models import Article
from articles.reading.addresses import is_variant, own_address, without_tracking
from articles.reading.story import Story
from articles.search.words import text_of, words_of

LONGEST = 2000
"""Characters of an identity."""
MOVED = 0.5
"""The share of words that a page must have kept to be the one that moved: an address may be given to another story."""


def identity_of(story: Story, given: Given) -> str:
    """Name the story by where it stands, never by its words: those get corrected."""
    if address := story.canonical_url or given.url:
        return identity_at(address)
    return f"file:{story.publisher or ''}:{given.name}"[:LONGEST]


def identity_at(url: str) -> str:
    """Name the story at an address: without what only tells how somebody came there, and at its publisher's instead of a cache's."""
    return f"url:{without_tracking(own_address(url))}"[:LONGEST]


def known_as(story: Story, given: Given, stories: QuerySet[Article] | None = None) -> Article | None:
    """Give the article that a story is, by where it stands, stood before, or also stands; `stories` says how it is read."""
    return find(identity_of(story, given), stories) or _moved(story, given, stories)


def find(identity: str, stories: QuerySet[Article] | None = None) -> Article | None:
    """Give the article with an identity, or one that an address is known to be another address of."""
    stories = Article.objects.all() if stories is None else stories
    known = stories.filter(identity=identity).first()
    if known is not None:
        return known
    also = Appearance.objects.filter(identity=identity, stands=True).values("article")
    return stories.filter(pk__in=also).first()


def _moved(story: Story, given: Given, stories: QuerySet[Article] | None) -> Article | None:
    """Give the article that stood at the address asked for, which led elsewhere, where most of its words, or its headline, stand there."""
    asked = identity_at(given.asked) if given.asked else ""
    if not asked or Appearance.objects.filter(identity=identity_of(story, given)).exists():
        return None
    known = find(asked, stories)
    return known if known is None or is_still(known, story) else None


def is_still(article: Article, story: Story) -> bool:
    """Tell whether a story found elsewhere is the one that was stored: it has most of its words, or its headline."""
    if article.source_headline == story.headline:
        return True
    now, before = (Counted(tuple(words_of(text_of(body)))) for body in (story.body, article.body))
    return share_of(now, before) >= MOVED


def is_of(article: Article, identity: str) -> bool:
    """Tell whether an identity is an article's, its first one or that of another address."""
    return article.identity == identity or article.appearances.filter(identity=identity, stands=True).exists()


def is_beside(article: Article, given: Given) -> bool:
    """Tell whether a page is a poorer one of a story that was read from its own page: as AMP, or made for small screens.

    Nothing of it is stored: photos and words are those of the story's own page.
    """
    own = article.identity.removeprefix("url:")
    if not given.url or not is_variant(given.url, own):
        return False
    page = getattr(article, "page", None)
    return page is not None and not (page.url and is_variant(page.url, own))


def keep_addresses(article: Article, story: Story, given: Given) -> None:
    """Keep where else a story is, in the transaction that stores it."""
    identity = identity_of(story, given)
    if not is_of(article, identity) and given.url:
        also_at(article, identity.removeprefix("url:"), How.MOVED)
    if story.amp_url:
        also_at(article, story.amp_url, How.AMP)


def note_deleted(article: Article) -> None:
    """Keep where a story stood that an editor is about to delete, in the transaction that deletes it."""
    identities = {article.identity, *article.appearances.filter(stands=True).values_list("identity", flat=True)}
    rows = [DeletedAddress(identity=identity, story=article.pk) for identity in identities]
    DeletedAddress.objects.bulk_create(rows, update_conflicts=True, unique_fields=["identity"], update_fields=["story"])


def was_deleted(identity: str) -> bool:
    """Tell whether an editor deleted the story that stood somewhere, and nobody took it in again."""
    return DeletedAddress.objects.filter(identity=identity).exists()


def forget_deleted(article: Article) -> None:
    """Forget that a story was deleted which somebody took in again, in the transaction that stores it."""
    there = DeletedAddress.objects.filter(identity=article.identity).values_list("story", flat=True)
    DeletedAddress.objects.filter(story__in=list(there)).delete()


def also_at(article: Article, url: str, how: How) -> bool:
    """Say that a story is at another address too; tell whether it is from now on. What is known already is not written again.

    It is not where another story has that address, or an editor said that it is not this story's. In a transaction of who calls, which is
    done again where it loses a race (`races.settled`).
    """
    identity = identity_at(url)
    if Article.objects.filter(identity=identity).exists():
        return article.identity == identity
    known, _ = Appearance.objects.get_or_create(identity=identity, defaults={"article": article, "how": how})
    return known.stands and known.article_id == article.pk
