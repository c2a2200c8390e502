"""Stories deleted at the desk, with all that is theirs: their parts have no doors of their own to be deleted by."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from articles import desk
from articles.models import Article
from gallery.models import Caption


class DeletesStories:
    """Lets those delete stories whose role may, whatever they hold; for the pages of stories."""

    def get_deleted_objects(self, objs: Iterable[Article], request: HttpRequest) -> tuple[list[Any], dict[str, int], set[str], list[Any]]:
        """Say, before it is done, what goes with each story and what stays."""
        stories = list(objs)
        captions = [list(Caption.everything.filter(article=story).values_list("edited_at", flat=True)) for story in stories]
        corrections = [story.corrections.count() for story in stories]
        named: list[Any] = []
        for story, some, corrected in zip(stories, captions, corrections, strict=True):
            edited = sum(each is not None for each in some)
            named += [f"Story “{story}”", [*_counted(len(some), "caption", edited), *_counted(corrected, "correction"), STAYS]]
            named[-1] += _counted(story.copies.count(), "copy by another publisher", plural="copies by other publishers, which come back")
        counts = {"stories": len(stories), "captions": sum(map(len, captions)), "corrections": sum(corrections)}
        lacking = set() if all(self.has_delete_permission(request, story) for story in stories) else {"story"}
        return named, {name: count for name, count in counts.items() if count}, lacking, []

    def delete_model(self, request: HttpRequest, obj: Article) -> None:
        """Delete one, noted as a decision."""
        desk.delete(obj, request.user)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Article]) -> None:
        """Delete those that were chosen in the list."""
        for story in queryset.order_by("pk"):
            desk.delete(story, request.user)


STAYS = (
    "Its photos stay in the library, and what editors wrote in the log of decisions. "
    "No feed brings it back; taken in again by its address, it is a new story."
)


def _counted(number: int, name: str, edited: int = 0, plural: str = "") -> list[str]:
    said = f"{number} {name if number == 1 else plural or f'{name}s'}"
    return [f"{said}, {edited} of them in an editor’s words" if edited else said] if number else []
