"""Each story as it stands in a feed, kept under the version of what it says: one that changes is told anew, and no other.

They are kept in the database, as the stories are: telling one takes five times as long as reading what was told, and neither a start
of the server nor another process does it again. They are kept for whoever asks: where the paper stands and a reader’s key are put
in as they are handed out, in place of words that only this paper’s secret key makes.
"""

from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256

from django.db import DatabaseError, transaction
from django.utils.crypto import salted_hmac

from articles.feeds.channels import Row, edge
from articles.feeds.entry import Entry, Site
from articles.feeds.piece_rows import Piece
from articles.feeds.reading import stories
from articles.feeds.telling import addresses, entry_of
from articles.release import edition

RECENT = 1000
"""Of so many stories, by their numbers, they are kept: feed readers ask for the newest, an archive's document hardly ever."""


def pieces(rows: Sequence[Row], form: str, site: Site, write: Callable[[Entry], str]) -> list[str]:
    """Give the stories of these rows in a form, in their order; those that are gone meanwhile are left out."""
    anyone = _anyone(has_key=bool(site.key))
    told_by = form, anyone, edition()
    versions = {row[0]: sha256(repr((told_by, row)).encode()).hexdigest() for row in rows}
    found = Piece.objects.filter(form=form, story__in=versions).values_list("story", "version", "text")
    told = {story: text for story, version, text in found if versions[story] == version}
    missing = [story for story in versions if story not in told]
    if missing:
        address = addresses(anyone)
        made = {story.pk: write(entry_of(story, anyone, address)) for story in stories(missing)}
        _keep(form, made, versions)
        told |= made
    return [_handed_out(told[story], anyone, site) for story in versions if story in told]


def _anyone(has_key: bool) -> Site:
    """Give a place and a key that stand for any: nobody can write them into a story, and be handed a reader's key there."""
    word = salted_hmac("articles.feeds.pieces", "anyone", algorithm="sha256").hexdigest()[:32]
    return Site(f"https://{word}.invalid/", f"key-{word}" if has_key else "")


def _handed_out(text: str, anyone: Site, site: Site) -> str:
    placed = text.replace(anyone.root, site.root)
    return placed.replace(anyone.key, site.key) if site.key else placed


def _keep(form: str, made: Mapping[int, str], versions: Mapping[int, str]) -> None:
    """Keep what was told of the newest stories, and of no older ones any longer; a database that can't now is no reason to fail."""
    oldest = edge()[0] - RECENT
    kept = [Piece(story=story, form=form, version=versions[story], text=made[story]) for story in sorted(made) if story > oldest]
    try:
        with transaction.atomic():
            Piece.objects.filter(story__lte=oldest).delete()
            Piece.objects.bulk_create(kept, update_conflicts=True, unique_fields=["story", "form"], update_fields=["version", "text"])
    except DatabaseError:
        return
