"""More like a story: those that share a photo with it, then those that share its rarest words. Decided in the background, kept as rows."""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log

from django.db import transaction

from articles.models import Article
from articles.search.documents import key_at
from articles.search.engines import STORIES, engine
from articles.search.questions import Question, Term
from articles.search.rows import Indexed, Like
from articles.search.words import text_of, words_of
from gallery.models import Caption

MOST = 4
WORDS_TRIED = 32
"""Words of a story that are looked up."""
COMMON, OF_FEW = 200, 20
"""A word that more stories have, or of a small paper's more than every twentieth, says nothing of any of them."""
SHORTEST = 4
"""Letters of a word that is looked up."""
SHARED_WORDS = 2
"""So many rare words make two stories alike."""
AT_ONCE = 500


def related(article: Article) -> list[Article]:
    """Give up to four published stories that are like one, the likest first."""
    others = [like.other_id for like in article.likes.order_by("place")]
    stories = {story.pk: story for story in Article.objects.published().filter(pk__in=others).for_front()} if others else {}
    return [stories[pk] for pk in others if pk in stories]


def compare_waiting(most: int = AT_ONCE) -> int:
    """Decide which stories are like those that changed, the newest first, at most so many; give their number."""
    waiting = list(Indexed.objects.filter(is_compared=False).order_by("-place")[:most])
    common = min(Indexed.objects.count() // OF_FEW, COMMON) if waiting else 0
    for row in waiting:
        _compare(row.story, common)
    return len(waiting)


def _compare(pk: int, common: int) -> None:
    """Bring one story's likes to what its photos and words say; what changes meanwhile has it compared again."""
    with transaction.atomic():
        Indexed.objects.filter(pk=pk).update(is_compared=True)
        article = Article.objects.select_for_update().published().filter(pk=pk).first()
        if article is None:
            return
        sharing = _sharing(article)
        wanted = (sharing + [other for other in _of_like_words(article, common) if other not in sharing])[:MOST]
        if list(article.likes.order_by("place").values_list("other", flat=True)) != wanted:
            article.likes.all().delete()
            Like.objects.bulk_create(Like(article=article, other_id=other, place=place) for place, other in enumerate(wanted))


def _sharing(article: Article) -> list[int]:
    """Give the newest stories that show one of a story's photos."""
    photos = list(Caption.objects.shown().filter(article=article).values_list("photo", flat=True))
    others = Caption.objects.published().filter(photo__in=photos).exclude(article=article)
    return list(dict.fromkeys(others.values_list("article", flat=True)[: MOST * MOST]))[:MOST]


def _of_like_words(article: Article, common: int) -> list[int]:
    """Give the stories that share the most and the rarest words with a story; `common` stories with a word are too many."""
    weights: Counter[int] = Counter()
    shared: Counter[int] = Counter()
    for word in telling_words(_parts(article)):
        places = engine().find(STORIES, Question((Term((word,)),)), common + 1)
        if len(places) <= common:
            shared.update(places)
            weights.update(dict.fromkeys(places, log(1 + common / len(places))) if places else {})
    alike = [place for place, number in shared.items() if number >= SHARED_WORDS and key_at(place) != article.pk]
    return [key_at(place) for place in sorted(alike, key=lambda place: (weights[place], place), reverse=True)[:MOST]]


def _parts(article: Article) -> list[list[str]]:
    captions = " · ".join(caption.text for caption in Caption.objects.shown().filter(article=article))
    return [words_of(f"{article.headline} · {article.standfirst}"), words_of(captions), words_of(text_of(article.body))]


def telling_words(parts: Sequence[Iterable[str]]) -> list[str]:
    """Choose the words that may tell what a text is about: those that most of its parts have, then the most frequent, then the longest."""
    often = Counter(word for part in parts for word in part)
    spread = Counter(word for part in parts for word in set(part))
    words = (word for word in often if len(word) >= SHORTEST and not word.isdecimal())
    return sorted(words, key=lambda word: (-spread[word], -often[word], -len(word), word))[:WORDS_TRIED]
