"""What follows from which photos are joined to which: who is shown for whom, with which file and description, in which stories.

`joined_to`, `born` and `own_digest` say what was found and decided; everything else is made from them and from the stories' own
receipts, here alone. So what is taken back leaves no trace, and reading the same pages again changes nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import batched

from django.db.models import Exists, OuterRef, Q

from gallery import stories
from gallery.asking import ask
from gallery.files import FormerFile
from gallery.lending import lend, lend_and_touch
from gallery.library import settle_story
from gallery.models import Caption, Fingerprint, Photo, Rendition, Sighting
from gallery.rows import BATCH
from gallery.withdrawn import follow

LARGER = 1.2
"""Times as many pixels: then the larger file is shown, wherever it came from."""
FILE = ("digest", "original", "width", "height", "colour", "has_avif", "file_words")
_NO_FILE = {"digest": None, "original": "", "width": None, "height": None, "colour": "", "has_avif": None, "file_words": {}}

type Families = dict[int, list[Photo]]
"""By the photo that is shown: itself and all that are joined to it, the oldest first."""


def settle(photos: Iterable[int]) -> None:
    """Bring photos, all that are or were joined to them, and the stories that show them to what is decided now.

    Who calls has locked the stories and then the photos.
    """
    members = _connected(photos)
    before = _as_seen(members)
    families = _families(members)
    _write_heads(families)
    _deal_files(members, families)
    follow(families.values())
    # Before the stories: what a page says of a photo without a description is a description.
    lend(families)
    naming = list(stories.with_photos(members))
    changed = [story.pk for story in naming if settle_story(story)]
    # After the stories: by what they name a photo is known, too.
    ask(members)
    stories.touch(changed if _as_seen(members) == before else (story.pk for story in naming))


def _as_seen(members: Iterable[int]) -> list[tuple[object, ...]]:
    """Read what readers see of photos themselves."""
    return list(Photo.objects.filter(pk__in=list(members)).order_by("pk").values_list("pk", "merged_into", "digest", "alt", "is_withdrawn"))


def settle_captions(captions: Iterable[int]) -> None:
    """Bring what follows from captions' words up to date, after they were written or taken away.

    A caption comes back to its story, or leaves it: it stands only for its editor's words where the source doesn't show its photo. And what
    is lent to a photo says something else than its captions.
    """
    unseen = ~Exists(Sighting.objects.filter(article=OuterRef("article"), photo=OuterRef("photo")))
    moving: set[int] = set()
    shown: set[int] = set()
    for pks in batched(captions, BATCH):
        some = Caption.everything.filter(pk__in=pks)
        coming = some.filter(stands=False, edited_text__isnull=False)
        going = some.filter(unseen, stands=True, edited_text=None)
        shown.update(some.values_list("photo", flat=True))
        moving.update(coming.values_list("article", flat=True), going.values_list("article", flat=True))
    for story in stories.in_order(moving):
        settle_story(story)
    for photos in batched(shown, BATCH):
        lend_and_touch(photos)


def _connected(photos: Iterable[int]) -> dict[int, Photo]:
    """Read all photos that are, or were until now, one with any of these."""
    found: dict[int, Photo] = {}
    wanted = set(photos)
    while wanted:
        fresh = {photo.pk: photo for photo in Photo.objects.filter(pk__in=wanted)}
        found |= fresh
        up = {pk for photo in fresh.values() for pk in (photo.joined_to_id, photo.merged_into_id) if pk}
        down = set(Photo.objects.filter(Q(joined_to__in=fresh) | Q(merged_into__in=fresh)).values_list("pk", flat=True))
        wanted = (up | down) - set(found)
    return dict(sorted(found.items()))


def _families(members: Mapping[int, Photo]) -> Families:
    found: Families = defaultdict(list)
    for photo in members.values():
        head, passed = photo, set()
        while head.joined_to_id and head.pk not in passed:
            passed.add(head.pk)
            head = members[head.joined_to_id]
        found[head.pk].append(photo)
    return dict(found)


def _write_heads(families: Families) -> None:
    for head, photos in families.items():
        for photo in photos:
            shown = None if photo.pk == head else head
            if photo.merged_into_id != shown:
                photo.merged_into_id = shown
                # A tombstone wants nothing; a photo that is shown again is seen to like any other.
                Photo.objects.filter(pk=photo.pk).update(merged_into=shown, task=None)
        Rendition.objects.filter(born__in=photos).exclude(photo=head).update(photo=head)


def own_files(photo: Photo) -> None:
    """Let a photo, and those joined to it, each have the file that came to it, before another is put in its place."""
    members = _connected([photo.pk])
    _deal_files(members, {pk: [member] for pk, member in members.items()})
    photo.refresh_from_db()


def _deal_files(members: Mapping[int, Photo], families: Families) -> None:
    """Give every photo its own file; then let the one that is shown change with the one whose file is better."""
    files = {row["digest"]: row for row in Photo.objects.filter(pk__in=members, digest__isnull=False).values(*FILE)}
    # What is to be a photo's own again, since a change of files was taken back, lies among the former ones.
    own = {photo.own_digest for photo in members.values()}
    former = {each.digest: each for each in FormerFile.objects.filter(digest__in=own.difference(files))}
    files |= {digest: each.row for digest, each in former.items()}
    dealt = {photo.pk: photo.own_digest for photo in members.values()}
    for head, photos in families.items():
        best = _best(members[head], photos, files)
        if best is not None and best.pk != head:
            dealt[head], dealt[best.pk] = dealt[best.pk], dealt[head]
    moved = {pk: digest for pk, digest in dealt.items() if members[pk].digest != digest}
    prints = {row.photo_id: row for row in Fingerprint.objects.filter(photo__in=moved)}
    of_file = {members[pk].digest: row for pk, row in prints.items()}
    Fingerprint.objects.filter(photo__in=moved).delete()
    Photo.objects.filter(pk__in=moved).update(digest=None)
    for pk, digest in moved.items():
        Photo.objects.filter(pk=pk).update(**(files[digest] if digest else _NO_FILE))
        if digest in of_file:
            Fingerprint.objects.create(photo_id=pk, hashes=of_file[digest].hashes, compared=of_file[digest].compared)
        elif digest in former and former[digest].fingerprint:
            Fingerprint.objects.create(photo_id=pk, hashes=former[digest].fingerprint)


def _best(head: Photo, photos: Iterable[Photo], files: Mapping[str, dict]) -> Photo | None:
    """Find whose file is shown: the one an editor chose, else a clearly larger one than the photo's own."""
    having = sorted((photo for photo in photos if photo.own_digest in files), key=lambda photo: (photo.pk != head.pk, photo.pk))
    chosen = next((photo for photo in having if photo.file_chosen), None)
    if chosen is not None or not having:
        return chosen

    def pixels(photo: Photo) -> int:
        return files[photo.own_digest]["width"] * files[photo.own_digest]["height"]

    largest = max(having, key=pixels)
    return largest if pixels(largest) > LARGER * pixels(having[0]) else having[0]
