"""Which pairs of photos an editor is asked about: a doubt outlives the joining of one of its photos to a third, until that answers it."""

from collections.abc import Iterable

from django.db.models import Q

from gallery.comparisons import DISPUTED
from gallery.kin import Pair, kept_apart, together
from gallery.models import Comparison


def ask_of(*shown: int) -> None:
    """Bring the questions about photos that are shown, by their keys, to what is decided now."""
    ask(photo.pk for photo in together(*shown))


def ask(photos: Iterable[int]) -> None:
    """Bring the questions about photos, given with all that are joined to them, to what is decided now.

    What was asked of a photo that is joined is asked of the one it became. It is moot where both became one, where an editor kept those
    two apart, and where they are asked about anyway: by their own pair, else by the likeliest.
    """
    keys = list(photos)
    about = Comparison.objects.filter(Q(left__in=keys) | Q(right__in=keys), same=None)
    # Of two who join one photo each of the same pairs the second one sees what the first one did.
    locked = list(about.select_for_update().order_by("pk").values_list("pk", flat=True))
    doubts = list(Comparison.objects.with_photos().filter(pk__in=locked)) if locked else []
    apart = kept_apart({heads for pair in doubts if len(heads := _heads(pair)) == 2}) if doubts else set()
    asked: set[Pair] = set()
    for pair in sorted(doubts, key=lambda each: (each.is_handed_on, -each.fine, each.pk)):
        heads = _heads(pair)
        is_moot = len(heads) == 1 or heads in asked or (heads in apart and pair.why != DISPUTED)
        if not is_moot:
            asked.add(heads)
        if pair.is_moot != is_moot:
            Comparison.objects.filter(pk=pair.pk).update(is_moot=is_moot)


def _heads(pair: Comparison) -> Pair:
    return frozenset(photo.merged_into_id or photo.pk for photo in (pair.left, pair.right))
