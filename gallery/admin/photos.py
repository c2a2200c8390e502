"""The desk's pages about photos: the file of one, where it was seen, the files that others took the place of."""

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_POST

from gallery import caption_search
from gallery.admin.evidence import evidence
from gallery.admin.forms import PhotoForm
from gallery.admin.offers import PictureFilter, fetch_again, file_of
from gallery.admin.parts import DecidedByPhotoEditors, NobodyAdds, NobodyChanges, SavedWhole, shown, thumbnail
from gallery.admin.withdrawing import WithdrawnFilter, WithdrawsPhotos
from gallery.desk import files, photos
from gallery.models import Change, FormerFile, Photo
from gallery.posted import key_of


class FormerFileInline(NobodyChanges, admin.TabularInline):
    """Files that others took the place of."""

    model = FormerFile
    fields = ["picture", "__str__", "replaced_by"]
    readonly_fields = fields
    extra = 0

    @admin.display(description="File")
    def picture(self, former: FormerFile) -> SafeString:
        """Show the file small."""
        return shown(former, 96)


class PhotoAdmin(SavedWhole, WithdrawsPhotos, NobodyAdds, admin.ModelAdmin):
    """Photos: their file, the description for those who can't see them, and what a crop keeps in sight."""

    form = PhotoForm
    list_display = ["picture", "__str__", "alt", file_of]
    list_display_links = ["__str__"]
    list_filter = [PictureFilter, WithdrawnFilter]
    actions = [fetch_again]
    search_fields = ["alt"]
    """Any: that there is a search; `get_search_results` says in what."""
    fields = ["preview", "file", "alt", ("focal_x", "focal_y"), "size", "in_file", "why_one"]
    readonly_fields = ["preview", "size", "in_file", "why_one"]
    inlines = [FormerFileInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Photo]:
        """Read with each photo what became of its files."""
        return super().get_queryset(request).prefetch_related("renditions")

    def get_search_results(self, request: HttpRequest, queryset: QuerySet[Photo], search_term: str) -> tuple[QuerySet[Photo], bool]:
        """Search in descriptions, and in all that the captions' list searches; each photo is found once."""
        return caption_search.find_photos(queryset, search_term), False

    def get_inlines(self, request: HttpRequest, obj: Photo | None) -> list[type[admin.TabularInline]]:
        """List former files where there are any."""
        return self.inlines if obj and obj.former_files.exists() else []

    @admin.display(description="Photo")
    def picture(self, photo: Photo) -> SafeString | str:
        """Show the photo small."""
        return thumbnail(photo)

    @admin.display(description="Photo")
    def preview(self, photo: Photo) -> SafeString | str:
        """Show the photo as large as the form is wide."""
        if photo.is_withdrawn:
            return "Withdrawn"
        return shown(photo, 480) if photo.digest else "Photo not supplied"

    def get_urls(self) -> list[URLPattern]:
        """Add the page of a photo's evidence."""
        at = self.admin_site.admin_view
        own = [
            path("<int:pk>/evidence/", at(evidence), name="gallery_photo_evidence"),
            path("<int:pk>/go-back/", at(self.go_back_view), name="gallery_photo_go_back"),
        ]
        return own + super().get_urls()

    @method_decorator(require_POST)
    def go_back_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Let the photo's description and focal point be again as an earlier decision left them."""
        photo = get_object_or_404(Photo, pk=pk)
        if not self.has_change_permission(request, photo):
            raise PermissionDenied
        mine = Change.objects.filter(subject=Photo._meta.label_lower, row=pk).select_related("decision")
        step = get_object_or_404(mine, pk=key_of(request.POST.get("change", "")))
        photos.go_back_to(photo, step, request.user)
        messages.success(request, f"{photo} is again as it was then.")
        return HttpResponseRedirect(reverse("admin:gallery_photo_change", args=[pk]) + "#history")

    @admin.display(description="Its size")
    def size(self, photo: Photo) -> str:
        """Give its pixels."""
        return f"{photo.width} × {photo.height} pixels" if photo.digest else "–"

    @admin.display(description="Why it is one")
    def why_one(self, photo: Photo) -> SafeString:
        """Lead to its sightings and files, what joined them, and where it is parted or joined."""
        became = f"It became {photo.survivor}. " if photo.merged_into_id else ""
        return format_html(
            '{}<a href="{}">Evidence, joining and parting</a>', became, reverse("admin:gallery_photo_evidence", args=[photo.pk])
        )

    @admin.display(description="Its file says")
    def in_file(self, photo: Photo) -> SafeString | str:
        """Give the words in the photo's file."""
        return format_html_join(mark_safe("<br>"), "{}: {}", ((name, words) for name, words in photo.file_words.items())) or "–"

    def save_model(self, request: HttpRequest, obj: Photo, form: PhotoForm, change: bool) -> None:
        """Save what was changed and nothing else, and give the photo its new file."""
        if form.written:
            said = {name: form.cleaned_data[name] for name in form.written}
            try:
                photos.change(obj, said, request.user, opened=form.seen)
            except photos.PhotoConflict:  # since the form was checked
                messages.error(request, f"Not saved, somebody else changed this photo first. You wrote: “{form.cleaned_data['alt']}”")
        if file := form.cleaned_data.get("file"):
            try:
                files.give_file(obj, file, request.user)
            except files.FileTaken as error:  # since the form was checked
                messages.error(request, str(error))

    def construct_change_message(self, request: HttpRequest, form: PhotoForm, formsets: object, add: bool = False) -> list[dict] | str:
        """Say in the log of changes which file was given."""
        said = super().construct_change_message(request, form, formsets, add)
        file = form.cleaned_data.get("file")
        if not file:
            return said
        name = request.FILES["file"].name
        return [
            *said,
            {"changed": {"name": "file", "object": f"“{name}”, {file.width} × {file.height} pixels, {file.digest}", "fields": []}},
        ]

    def has_delete_permission(self, request: HttpRequest, obj: Photo | None = None) -> bool:
        """Refuse: captions and receipts name it."""
        return False


class FormerFileAdmin(DecidedByPhotoEditors, NobodyChanges, admin.ModelAdmin):
    """Files that others took the place of, to be put back."""

    list_display = ["picture", "photo", "__str__", "replaced_by"]
    list_display_links = None
    list_select_related = ["photo", "replaced_by"]
    actions = ["put_back"]

    @admin.display(description="File")
    def picture(self, former: FormerFile) -> SafeString:
        """Show the file small."""
        return shown(former, 96)

    @admin.action(description="Put this file back in its place", permissions=["photo"])
    def put_back(self, request: HttpRequest, chosen: QuerySet[FormerFile]) -> None:
        """Give each photo its former file again; the one it has is kept in turn."""
        for former in chosen.select_related("photo"):
            try:
                files.give_file(former.photo, former.stored, request.user)
                self.log_change(request, former.photo, f"Put its former file back: {former.digest}.")
                self.message_user(request, f"{former.photo} has its former file again.")
            except files.FileTaken as error:
                messages.error(request, str(error))
