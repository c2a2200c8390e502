"""What the desk says about photos' files that come from the network: which are awaited, which failed and why, and trying again."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from gallery import offers
from gallery.admin.parts import NobodyChanges
from gallery.models import Photo


class PictureFilter(admin.SimpleListFilter):
    """By what became of a photo's file."""

    title = "picture"
    parameter_name = "picture"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """Give the choices."""
        return [("here", "has a file"), ("awaited", "on its way"), ("failed", "picture failed"), ("never", "never offered")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Photo]) -> QuerySet[Photo]:
        """Choose."""
        if self.value() == "here":
            return queryset.filter(digest__isnull=False)
        chosen = {"awaited": offers.awaited, "failed": offers.given_up, "never": offers.never_offered}.get(self.value())
        return queryset.filter(pk__in=chosen().values("pk")) if chosen else queryset


@admin.display(description="File")
def file_of(photo: Photo) -> str:
    """Say what became of a photo's file: its size, that it is awaited, or why there is none."""
    if photo.digest:
        return f"{photo.width} × {photo.height}"
    reasons = [f"{rendition.state}: {rendition.reason}" for rendition in photo.renditions.all() if rendition.reason]
    return "; ".join(dict.fromkeys(reasons)) or ("on its way" if photo.task is not None else "–")


@admin.action(description="Fetch again", permissions=["change"])
def fetch_again(model_admin: admin.ModelAdmin, request: HttpRequest, photos: QuerySet[Photo]) -> None:
    """Let the files of the chosen photos be tried again, whatever became of them."""
    files = offers.again(photos)
    model_admin.message_user(request, f"{files} file{'' if files == 1 else 's'} will be tried again within a minute.")


class RenditionAdmin(NobodyChanges, admin.ModelAdmin):
    """Every file that a source offers, and what came of it: a record, to be read."""

    list_display = ["url", "photo", "state", "reason", "tries", "next_try"]
    list_filter = ["state"]
    search_fields = ["url", "reason"]
    list_select_related = ["photo"]
    ordering = ["-pk"]
