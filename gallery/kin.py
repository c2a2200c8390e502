"""Photos that are one with others: all of them, the names they go by in an editor's word, and what was said of two."""

from collections import defaultdict
from collections.abc import Collection, Iterable

from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce

from gallery.models import Photo, Rendition, Verdict
from gallery.verdicts import name_in

type Pair = frozenset[int]
"""Two photos that are shown, by their keys."""


def together(*photos: int) -> list[Photo]:
    """Give photos that are shown, by their keys, and all that are joined to them, the oldest first."""
    return list(Photo.objects.filter(Q(pk__in=photos) | Q(merged_into__in=photos)).order_by("pk"))


def names_apart(one: Photo, other: Photo) -> tuple[str, str] | None:
    """Give the names under which an editor's word about two photos is kept, the one that sorts first on the left.

    They survive joining and reading again. A photo that was joined to another is named by what came with itself, so that the word
    still holds when the two are parted; by what came with the other only where it has nothing. Photos whose addresses differ in their
    sizes alone are told apart by the very addresses. None where nothing tells them apart.
    """
    heads = dict(Photo.objects.filter(pk__in=(one.pk, other.pk)).values_list("pk", Coalesce("merged_into", "pk")))
    named = _names_of(set(heads.values()))
    left, right = (named[heads[photo.pk]] for photo in (one, other))
    first = min((name for name in left if name not in right), key=lambda name: left[name] != one.pk, default=None)
    second = min((name for name in right if name not in left), key=lambda name: right[name] != other.pk, default=None)
    return (min(first, second), max(first, second)) if first and second else None


def verdicts_between(one: Photo, other: Photo) -> QuerySet[Verdict]:
    """Give what editors have said of two photos that are shown."""
    named = _names_of({one.pk, other.pk})
    left, right = (named[photo.pk].keys() for photo in (one, other))
    left, right = left - right, right - left
    return Verdict.objects.filter(Q(left__in=left, right__in=right) | Q(left__in=right, right__in=left))


def kept_apart(pairs: Collection[Pair]) -> set[Pair]:
    """Give those pairs of which an editor said that they are two photographs."""
    named = _names_of({head for pair in pairs for head in pair})
    owners: dict[str, set[int]] = defaultdict(set)
    for head, names in named.items():
        for name in names:
            owners[name].add(head)
    said = Verdict.objects.filter(same=False, left__in=owners, right__in=owners).values_list("left", "right")
    # A name that both have tells nothing of the two.
    found = (
        frozenset((one, other))
        for left, right in said
        for one in owners[left]
        for other in owners[right]
        if one not in owners[right] and other not in owners[left]
    )
    return set(pairs) & set(found)


def _names_of(heads: Iterable[int]) -> dict[int, dict[str, int]]:
    """Give the names of photos that are shown, each with the photo it came with: the renditions' normalised addresses first, then the
    very ones; a photo without any is known by its words or its file."""
    offered = list(Rendition.objects.filter(photo__in=heads).order_by("pk").values_list("photo", "born", "key", "url"))
    family = together(*heads)
    named = [
        *((head, key, born) for head, born, key, _ in offered),
        *((head, url, born) for head, born, _, url in offered),
        *((each.merged_into_id or each.pk, name_in(each.words, each.article_id), each.pk) for each in family if each.words),
        *((each.merged_into_id or each.pk, f"file:{each.own_digest}", each.pk) for each in family if each.own_digest),
    ]
    found: dict[int, dict[str, int]] = {head: {} for head in heads}
    for head, name, born in named:
        if name:
            found[head].setdefault(name, born)
    return found
