"""What editors decide about stories: their words, who sees them, the order of their photos, corrections; and deleting them."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import F

from articles import kept_pages
from articles.appearances.addresses import note_deleted
from articles.appearances.joining import free_copies
from articles.corrections import Correction
from articles.kept_pages import Page
from articles.models import Article
from gallery.desk.journal import Note, deciding
from gallery.library import forget_story, settle_story
from gallery.models import Caption, Decision
from gallery.races import redone
from gallery.story_captions import births_in

_NAMES = {
    "edited_headline": "headline",
    "edited_standfirst": "standfirst",
    "edited_section_id": "section",
    "status": "status",
    "withdrawn_because": "reason for withdrawing",
}

COLUMNS = ("headline", "standfirst", "section_id")
"""What editors write over the source's: of each there is `edited_`, `source_` and `basis_`, what the source said then."""


class StoryConflict(Exception):
    """Somebody else decided about this story since the editor opened it; nothing was written."""


@redone
def edit(article: Article, version: int, said: dict[str, Any], by: AbstractBaseUser) -> None:
    """Write what an editor says of a story, if nobody else has since `version`; raises StoryConflict otherwise.

    `said` may name `edited_headline`, `edited_standfirst`, `edited_section_id` (None: back to the source's), `status` and
    `withdrawn_because`.
    """
    what = ", ".join(_NAMES[name] for name in said)
    with deciding(by, Decision.Kind.STORY, f"Changed the {what} of “{article}”") as note:
        note.watch(article)  # and keep ingests from changing what its source says
        _write(note, article, version, said | _basis(Article.objects.get(pk=article.pk), said))
        if not set(said) <= set(Article.UNSEEN):
            Article.show([article.pk])
    article.refresh_from_db()


def _basis(now: Article, said: dict[str, Any]) -> dict[str, Any]:
    """Give what the source says of what an editor writes over for the first time; later corrections keep what it said then."""
    found = {}
    for name in filter(lambda name: f"edited_{name}" in said, COLUMNS):
        if said[f"edited_{name}"] is None:
            found[f"basis_{name}"] = None
        elif getattr(now, f"edited_{name}") is None:
            found[f"basis_{name}"] = getattr(now, f"source_{name}")
    return found


@redone
def answer(article: Article, version: int, name: str, keep: bool, seen: str, by: AbstractBaseUser) -> None:
    """Keep what an editor wrote over the source's headline, standfirst or section, whatever the source says now, or go back to that.

    `name` is one of COLUMNS, `seen` what the source said when the editor looked, as `source_mark` gives it; raises StoryConflict where
    it says something else by now, and as `edit` does.
    """
    word = _NAMES[f"edited_{name}"]
    said = f"Kept the {word} of “{article}” over the source’s" if keep else f"Went back to the source’s {word} of “{article}”"
    with deciding(by, Decision.Kind.STORY, said) as note:
        note.watch(article)
        now = Article.objects.get(pk=article.pk)
        if source_mark(now, name) != seen:
            raise StoryConflict
        source = getattr(now, f"source_{name}")
        _write(note, article, version, {f"basis_{name}": source} if keep else {f"edited_{name}": None, f"basis_{name}": None})
        if not keep:
            Article.show([article.pk])


def source_mark(article: Article, name: str) -> str:
    """Name what the source says of one of COLUMNS: the words, a section by its key."""
    said = getattr(article, f"source_{name}")
    return "" if said is None else str(said)


@redone
def arrange(article: Article, version: int, photos: Sequence[int], by: AbstractBaseUser) -> None:
    """Put a story's photos, by their keys, in an editor's order, the first one as its lead; an empty order goes back to the source's.

    It is kept by what the story's pictures are by themselves: joined or parted since, they keep their places. Raises StoryConflict as
    `edit` does.
    """
    said = f"Put the photos of “{article}” in order" if photos else f"Went back to the source’s order of photos in “{article}”"
    with deciding(by, Decision.Kind.STORY, said) as note:
        note.watch(article)  # and keep others from joining its photos
        births = births_in(article)
        order = list(dict.fromkeys(birth for photo in photos for birth in births.get(photo, [photo])))
        _write(note, article, version, {"photo_order": order or None})
        article.refresh_from_db()
        settle_story(article)
        Article.show([article.pk])


@redone
def correct(article: Article, text: str, by: AbstractBaseUser) -> Correction:
    """Tell readers what was wrong, under the story, with the time; `text` is not empty. The same words sent twice stand there once."""
    with deciding(by, Decision.Kind.STORY, f"Added a correction to “{article}”") as note:
        note.watch(article)  # and keep a second sending waiting
        if known := article.corrections.filter(text=text.strip()).first():
            return known
        note.about(article)
        made = Correction.objects.create(article=article, text=text.strip(), by=by)
        note.made(made)
        Article.show([article.pk])
    return made


@redone
def reword(correction: Correction, was: str, text: str, by: AbstractBaseUser) -> None:
    """Tell readers in other words what was wrong; the time told to them stays, and `text` is not empty.

    `was` are the words that the editor saw; raises StoryConflict where somebody else reworded them since.
    """
    article = correction.article
    with deciding(by, Decision.Kind.STORY, f"Reworded a correction of “{article}”") as note:
        note.watch(correction)
        if not Correction.objects.filter(pk=correction.pk, text=was).update(text=text):
            raise StoryConflict
        if text != was:
            note.about(article)
            Article.show([article.pk])


@redone
def delete(article: Article, by: AbstractBaseUser) -> None:
    """Take a story out for good, with its captions, corrections and the page that was kept of it; its photos stay in the library.

    What editors wrote stays in the log of decisions. Only taking the story in by its address makes it again: no feed's items
    do, those it came with or others. Copies that were joined to it are stories by themselves again.
    """
    article = Article.objects.select_for_update().get(pk=article.pk)
    pages = list(Page.objects.filter(article=article).values_list("digest", flat=True))
    with deciding(by, Decision.Kind.STORY, f"Deleted the story “{article}”") as note:
        free_copies(note, article)
        note.about(article, *article.corrections.all())
        note.watch_rows(Caption, Caption.everything.filter(article=article).values_list("pk", flat=True))
        forget_story(article)
        article.feed_items.let_be()
        note_deleted(article)
        article.delete()
    transaction.on_commit(partial(kept_pages.forget, pages))


def _write(note: Note, article: Article, version: int, said: dict[str, Any]) -> None:
    note.watch(article)
    if not Article.objects.filter(pk=article.pk, version=version).update(version=F("version") + 1, **said):
        raise StoryConflict
