"""The desk's queue of pictures that may be one photograph: the pixels leave it open, an editor says it once and for ever."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gallery.admin import pair_page
from gallery.admin.parts import DecidedByPhotoEditors, NobodyChanges, shown, take_back, thumbnail
from gallery.desk import pairs
from gallery.desk.families import with_file
from gallery.models import Comparison, Photo


class Answered(admin.SimpleListFilter):
    """Open questions first: they are what an editor comes for."""

    title = "answer"
    parameter_name = "answer"

    def lookups(self, request: HttpRequest, model_admin: admin.ModelAdmin) -> list[tuple[str, str]]:
        """Give the choices beside the open ones."""
        return [("one", "one photograph"), ("two", "two photographs"), ("all", "all")]

    def choices(self, changelist: object) -> object:
        """Call what is shown without a choice by its name."""
        for choice in super().choices(changelist):
            yield choice | ({"display": "open"} if choice["query_string"] == "?" else {})

    def queryset(self, request: HttpRequest, queryset: QuerySet[Comparison]) -> QuerySet[Comparison]:
        """Choose."""
        if self.value() == "all":
            return queryset
        return queryset.filter(same=self.value() == "one") if self.value() else queryset.open()


class ComparisonAdmin(DecidedByPhotoEditors, NobodyChanges, admin.ModelAdmin):
    """Pairs of photos side by side, with what the pixels say of them."""

    list_display = ["first", "second", "why", "alike", "answer"]
    list_display_links = None
    list_filter = [Answered]
    list_select_related = ["left__merged_into", "right__merged_into"]
    list_per_page = 25
    ordering = ["-fine", "pk"]
    actions = ["one_photograph", "two_photographs"]

    class Media:
        css = {"all": ["desk.css"]}

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        """Ask the question in the page's own heading."""
        return super().changelist_view(request, {"title": "One photograph, or two?", **(extra_context or {})})

    def get_urls(self) -> list[URLPattern]:
        """Add the queue, one pair at a time."""
        own = [
            path("queue/", self.admin_site.admin_view(pair_page.queue), name="gallery_comparison_queue"),
            path("<int:pk>/answer/", self.admin_site.admin_view(pair_page.answer), name="gallery_comparison_answer"),
        ]
        return own + super().get_urls()

    @admin.display(description="Older photo")
    def first(self, pair: Comparison) -> SafeString | str:
        """Show the older photo."""
        return _shown(pair.left, pair.left_file)

    @admin.display(description="Younger photo")
    def second(self, pair: Comparison) -> SafeString | str:
        """Show the younger photo."""
        return _shown(pair.right, pair.right_file)

    @admin.display(description="Alike", ordering="fine")
    def alike(self, pair: Comparison) -> SafeString:
        """Give the correlation of what both show, which leads to where they are laid over each other."""
        address = reverse("admin:gallery_comparison_queue", query={"pair": pair.pk})
        return format_html('<a href="{}">{}</a>', address, f"{pair.per_cent_alike}%")

    @admin.display(description="Answer", ordering="same")
    def answer(self, pair: Comparison) -> str:
        """Say what was decided."""
        if pair.same is None:
            return "not asked any more" if pair.is_moot else "open"
        return "one photograph" if pair.same else "two photographs"

    @admin.action(description="One photograph: join them", permissions=["photo"])
    def one_photograph(self, request: HttpRequest, chosen: QuerySet[Comparison]) -> None:
        """Join the chosen pairs."""
        self._decide(request, chosen, same=True)

    @admin.action(description="Two photographs: keep them apart", permissions=["photo"])
    def two_photographs(self, request: HttpRequest, chosen: QuerySet[Comparison]) -> None:
        """Keep the chosen pairs apart for ever."""
        self._decide(request, chosen, same=False)

    def _decide(self, request: HttpRequest, chosen: QuerySet[Comparison], same: bool) -> None:
        asked = list(chosen.select_related("left", "right"))
        decision, left = pairs.decide_all(asked, same, request.user)
        for pair in asked:
            if pair in left:
                messages.error(request, f"{pair.left} and {pair.right}: {left[pair]}")
            else:
                self.log_change(request, pair.left, f"Said of it and {pair.right}: {'one photograph' if same else 'two photographs'}.")
        done = f"{len(asked) - len(left)} pair{'' if len(asked) - len(left) == 1 else 's'} decided."
        back = take_back(request, decision, reverse("admin:gallery_comparison_changelist")) if decision else ""
        self.message_user(request, format_html("{} {}", done, back))


def _shown(photo: Photo, digest: str) -> SafeString | str:
    """Show a photo with the way to its own page at the desk, where its stories and captions are."""
    file = with_file(photo, digest)
    picture = shown(file, 240) if file.digest and not file.is_withdrawn else thumbnail(file)
    size = f", {file.width} × {file.height}" if file.digest else ""
    joined = f", joined to {photo.merged_into}" if photo.merged_into_id else ""
    address = reverse("admin:gallery_photo_change", args=[photo.pk])
    return format_html('<a href="{}">{} {}</a>{}{}', address, picture, photo, size, joined)
