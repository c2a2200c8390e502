"""The desk's pages about captions; those about photos are in `photo_admin`."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from gallery.admin.caption_bulk import CaptionBulk
from gallery.admin.caption_list import CaptionList
from gallery.admin.caption_page import CaptionPage
from gallery.admin.forms import CaptionForm
from gallery.admin.linting import LintedCaptionForm
from gallery.admin.parts import DecidedByPhotoEditors, NobodyAdds, SavedWhole, thumbnail
from gallery.desk import words
from gallery.models import Caption


@admin.display(description="Edited")
def edited(caption: Caption) -> str:
    """Say who edited a caption and when, and whether the source changed under the edit."""
    if not caption.is_edited:
        return "The source’s words"
    changed = "; the source has changed since" if caption.source_changed else ""
    return f"Edited by {caption.edited_by or 'a former editor'}, {caption.edited_at:%d %b %Y %H:%M}{changed}"


def save_words(request: HttpRequest, form: CaptionForm) -> bool:
    """Save what an editor wrote; say so, with the words, if somebody else was faster."""
    caption, written = form.instance, form.cleaned_data
    said = written["text"], written["credit"], request.user
    try:
        if getattr(form, "answers_source", False):
            words.merge_over(caption, written["opened_version"], written["opened_source"], *said)
        else:
            words.edit(caption, written["opened_version"], *said)
    except words.EditConflict:
        messages.error(request, f"Not saved, somebody else saved this caption first. You wrote: “{written['text']}” ({written['credit']})")
        return False
    return True


class CaptionAdmin(SavedWhole, CaptionPage, CaptionList, CaptionBulk, DecidedByPhotoEditors, NobodyAdds, admin.ModelAdmin):
    """Captions with their photos, the newest story's first."""

    form = CaptionForm
    actions = ["go_back_to_source", "replace", "strip", "rename", "describe"]

    def has_delete_permission(self, request: HttpRequest, obj: Caption | None = None) -> bool:
        """Refuse: the next ingest would bring it back."""
        return False

    def save_model(self, request: HttpRequest, obj: Caption, form: CaptionForm, change: bool) -> None:
        """Mark the caption as edited, if words were changed."""
        if form.words_changed:
            save_words(request, form)


class CaptionInline(NobodyAdds, admin.TabularInline):
    """A story's captions, to be corrected in place."""

    model = Caption
    form = LintedCaptionForm
    fields = ["picture", "role", "text", "credit", "opened_version", "opened_source", edited]
    readonly_fields = ["picture", "role", edited]
    extra = 0
    can_delete = False
    show_change_link = True
    ordering = ["position", "pk"]

    @admin.display(description="Photo")
    def picture(self, caption: Caption) -> SafeString | str:
        """Show the photo small."""
        return thumbnail(caption.photo)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Caption]:
        """Fetch what the rows show at once."""
        return super().get_queryset(request).select_related("photo", "edited_by", "article").defer("article__body", "article__links")
