"""What editors decide about stories: their words, who sees them, the order of their photos, corrections."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import F

from articles.corrections import Correction
from articles.models import Article
from gallery.desk.journal import Note, deciding
from gallery.library import settle_story
from gallery.models import Decision
from gallery.races import redone

_NAMES = {
    "edited_headline": "headline",
    "edited_standfirst": "standfirst",
    "edited_section_id": "section",
    "status": "status",
    "withdrawn_because": "reason for withdrawing",
}


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
        _write(note, article, version, said)
        Article.show([article.pk])
    article.refresh_from_db()


@redone
def arrange(article: Article, version: int, photos: Sequence[int], by: AbstractBaseUser) -> None:
    """Put a story's photos, by their keys, in an editor's order, the first one as its lead; an empty order goes back to the source's.

    Raises StoryConflict as `edit` does.
    """
    said = f"Put the photos of “{article}” in order" if photos else f"Went back to the source’s order of photos in “{article}”"
    with deciding(by, Decision.Kind.STORY, said) as note:
        _write(note, article, version, {"photo_order": list(photos) or None})
        article.refresh_from_db()
        settle_story(article)
        Article.show([article.pk])


@redone
def correct(article: Article, text: str, by: AbstractBaseUser) -> Correction:
    """Tell readers what was wrong, under the story, with the time; `text` is not empty."""
    with deciding(by, Decision.Kind.STORY, f"Added a correction to “{article}”") as note:
        note.about(article)
        made = Correction.objects.create(article=article, text=text.strip(), by=by)
        note.made(made)
        Article.show([article.pk])
    return made


def _write(note: Note, article: Article, version: int, said: dict[str, Any]) -> None:
    note.watch(article)
    if not Article.objects.filter(pk=article.pk, version=version).update(version=F("version") + 1, **said):
        raise StoryConflict
