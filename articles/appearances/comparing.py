"""A story held against those of its days: what is it by others' words or by their names of it, and what is done then.

Each story is compared once it is stored, in a transaction of its own. Of two that are stored at the same moment, whoever is done later
sees the other; who is stopped before it leaves a row that says so, and a worker does it.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from functools import partial
from hashlib import sha256

from django.db.models import Count, Q

from articles.appearances import joining
from articles.appearances.likeness import APART, Answer, Likeness, Told, compare, sketch_of
from articles.appearances.rows import Shingle, Wording
from articles.models import Article
from articles.reading.addresses import host_name, site
from articles.search.words import text_of, words_of
from gallery.races import settled

CANDIDATES = 24
"""Stories that are compared word by word: those that share the most with the sketch."""
LONGEST = 20_000
"""Words of a story that are compared."""
AT_ONCE = 100
FROM_BEFORE = ""
"""The digest of a story that was here before any was compared: its words are still to be kept."""
READ = ("kind", "body", "language", "dated_at", "identity", "url", "source", "wording")


def told_of(article: Article, original: str) -> Told:
    """Give what is compared of a story; `original` is the identity of the story that it names as its original, or empty."""
    names = {f"name:{article.source.name.casefold()}"} if article.source else set()
    sites = {f"site:{site(host)}"} if (host := host_name(article.url)) else set()
    return Told(
        words=tuple(words_of(text_of(article.body))[:LONGEST]),
        dated=article.dated_at,
        kind=article.kind,
        language=article.language,
        publishers=frozenset(names | sites),
        identity=article.identity,
        original=original,
    )


def keep_words(article: Article, original: str) -> None:
    """Keep what a story is found and compared by, in the transaction that stores it; the same again writes nothing.

    Stories from before there were copies are found, but not held against each other until their words change: nothing that readers had
    for long goes away by itself.
    """
    told = told_of(article, original)
    said = (told.words, told.dated.isoformat(), told.kind, told.language, sorted(told.publishers), told.original)
    digest = sha256(repr(said).encode()).hexdigest()
    before = Wording.objects.filter(article=article).values_list("digest", flat=True).first()
    if before == digest:
        return
    now = {"digest": digest, "original": original, "is_compared": before == FROM_BEFORE}
    Wording.objects.update_or_create(article=article, defaults=now)
    Shingle.objects.filter(article=article).delete()
    Shingle.objects.bulk_create(Shingle(article=article, number=number, dated_at=article.dated_at) for number in sketch_of(told))


def hold_against_others(pk: int) -> None:
    """Compare a story with those that it may be one with, unless that was done since its words last changed."""
    waiting = Wording.objects.filter(article=pk, is_compared=False).first()
    if waiting is None:
        return
    if waiting.digest == FROM_BEFORE:
        settled(partial(_keep_from_before, pk))
        return
    article = Article.objects.select_related("source", "wording").only("source__name", *READ).filter(pk=pk).first()
    if article is not None:
        # Comparing takes long for long texts: nobody waits for it.
        settled(partial(_settle, pk, article.wording.digest, list(_alike(article))))


def _keep_from_before(pk: int) -> None:
    if article := Article.objects.select_for_update().filter(pk=pk).first():
        keep_words(article, "")


def compare_waiting(most: int = AT_ONCE) -> int:
    """Compare stories that nobody came to compare, at most so many; give their number."""
    waiting = list(Wording.objects.filter(is_compared=False).order_by("article").values_list("article", flat=True)[:most])
    for pk in waiting:
        hold_against_others(pk)
    return len(waiting)


def _settle(pk: int, digest: str, found: list[tuple[int, Likeness]]) -> None:
    """Do what comparing a story's words, as they were then, has found; nothing where they changed since, or another did it."""
    if not Wording.objects.filter(article=pk, digest=digest, is_compared=False).update(is_compared=True):
        return
    there = set(Article.objects.filter(pk__in=[other for other, _ in found]).values_list("pk", flat=True))
    for other, likeness in found:
        if other in there:
            joining.settle_pair(pk, other, likeness)


def _alike(article: Article) -> Iterator[tuple[int, Likeness]]:
    """Give the stories that one is, or may be, one with; those that are come first, so that no question is asked about them."""
    mine = told_of(article, article.wording.original)
    found = [(other.pk, compare(mine, told_of(other, other.wording.original))) for other in _candidates(article, mine)]
    order = {Answer.ONE: 0, Answer.DOUBTFUL: 1}
    yield from sorted((each for each in found if each[1].answer in order), key=lambda each: (order[each[1].answer], each[0]))


def _candidates(article: Article, mine: Told) -> Iterable[Article]:
    """Give the stories that share some of a story's sketch and were published about then, and those that name it or are named by it."""
    named = Q(wording__original=article.identity) | (Q(identity=mine.original) if mine.original else Q())
    sketch = sketch_of(mine)
    near = _sharing(article, sketch) if sketch else []
    others = Article.objects.filter(Q(pk__in=near) | Q(pk__in=_keys(named))).exclude(pk=article.pk).filter(wording__isnull=False)
    return others.order_by("pk").select_related("source", "wording").only("source__name", *READ)


def _keys(named: Q) -> list[int]:
    return list(Article.objects.filter(named).order_by("pk").values_list("pk", flat=True)[:CANDIDATES])


def _sharing(article: Article, sketch: Iterable[int]) -> list[int]:
    about = (article.dated_at - APART - timedelta(seconds=1), article.dated_at + APART)
    shared = Shingle.objects.filter(number__in=sketch, dated_at__range=about).exclude(article=article)
    counted = shared.values("article").annotate(shared=Count("pk")).order_by("-shared", "article")
    return [row["article"] for row in counted[:CANDIDATES]]
