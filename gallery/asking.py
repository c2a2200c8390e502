"""Which pairs of photos an editor is asked about: a doubt outlives the joining of one of its photos to a third, until that answers it."""

from collections.abc import Iterable

from django.db.models import Q

from gallery.kin import verdicts_between
from gallery.models import Comparison


def ask(photos: Iterable[int]) -> None:
    """Bring the questions about photos, given with all that are joined to them, to what is decided now.

    What was asked of a photo that is joined is asked of the one it became. It is moot where both became one, where an editor kept those
    two apart, and where they are asked about anyway: by their own pair, else by the likeliest. A photo's own pair is never moot.
    """
    keys = list(photos)
    pairs = Comparison.objects.with_photos().filter(Q(left__in=keys) | Q(right__in=keys), same=None)
    asked: set[frozenset[int]] = set()
    for pair in sorted(pairs, key=lambda each: (each.is_handed_on, -each.fine, each.pk)):
        heads = frozenset((pair.left.survivor.pk, pair.right.survivor.pk))
        is_moot = pair.is_handed_on and (len(heads) == 1 or heads in asked or _are_kept_apart(pair))
        if not is_moot:
            asked.add(heads)
        if pair.is_moot != is_moot:
            Comparison.objects.filter(pk=pair.pk).update(is_moot=is_moot)


def _are_kept_apart(pair: Comparison) -> bool:
    return verdicts_between(pair.left.survivor, pair.right.survivor).filter(same=False).exists()
