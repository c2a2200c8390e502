"""The list of captions, and a story's captions on its page."""

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from gallery.admin.caption_page import CaptionPage
from gallery.admin.forms import CaptionForm
from gallery.admin.linting import LintedCaptionForm
from gallery.admin.parts import NobodyAdds, thumbnail
from gallery.desk import words
from gallery.models import Caption


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


class CaptionAdmin(CaptionPage, BulkChanges, NobodyAdds, admin.ModelAdmin):
    """Captions with their photos, the newest story's first, corrected in their rows."""

    form = CaptionForm
    change_list_template = "admin/gallery/caption/change_list.html"
    list_display_links = None
    list_filter = [
        Look,
        Photographer,
        Agency,
        ("article__dated_at", admin.DateFieldListFilter),
        "article__section",
        "article__source",
    ]
    search_fields = ["source_text"]
    """Searched by `caption_search`; named for the search box to stand there."""
    search_help_text = "Words of captions, credit lines and headlines; “in quotation marks”: one after another."
    list_per_page = 50
    show_full_result_count = False
    ordering = ["-article__dated_at", "-article_id", "position"]
    actions = ["change_words", "go_back_to_source"]

    @admin.display(description="Photo")
    def picture(self, caption: Caption) -> SafeString | str:
        """Show the photo small."""
        return thumbnail(caption.photo)

    @admin.display(description="Story", ordering="article__dated_at")
    def story(self, caption: Caption) -> SafeString:
        """Give the story's headline, as the way to it, with section and day."""
        address = reverse("admin:articles_article_change", args=[caption.article_id])
        beside = " · ".join(filter(None, (str(caption.article.section or ""), f"{caption.article.dated_at:%d %b %Y}", caption.role)))
        return format_html('<a href="{}">{}</a><p class="row-scene">{}</p>', address, caption.article.headline, beside)

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        """Draw the words as somebody may change them."""
        may = self.has_change_permission(request)

        @admin.display(description="Caption")
        def caption_words(caption: Caption) -> SafeString:
            return drawn(caption, may)

        return ["picture", caption_words, "story"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Caption]:
        """Fetch what rows show at once."""
        return super().get_queryset(request).for_desk()

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        """Find by any piece of words, credit line or headline."""
        return find(queryset, search_term), False

    def get_urls(self) -> list[URLPattern]:
        """Add where a row asks and answers."""
        row = self.admin_site.admin_view(partial(row_view, may=self.has_change_permission))
        return [path("<int:pk>/row/", row, name="gallery_caption_row"), *super().get_urls()]

    def has_delete_permission(self, request: HttpRequest, obj: Caption | None = None) -> bool:
        """Refuse: the next ingest would bring it back."""
        return False

    def save_model(self, request: HttpRequest, obj: Caption, form: CaptionForm, change: bool) -> None:
        """Mark the caption as edited, if words were changed."""
        if form.words_changed:
            save_words(request, form)

    @admin.action(description="Go back to the source's wording", permissions=["change"])
    def go_back_to_source(self, request: HttpRequest, captions: QuerySet[Caption]) -> None:
        """Take the editors' words away from the chosen captions."""
        done = 0
        for caption in captions.exclude(edited_text=None):
            try:
                words.back_to_source(caption, caption.version, request.user)
                done += 1
            except words.EditConflict:
                messages.error(request, f"Somebody else just saved “{caption}”; it was left as it is.")
        self.message_user(request, f"{done} captions show the source's wording again.")


class CaptionInline(NobodyAdds, admin.TabularInline):
    """A story's captions, to be corrected in place."""

    model = Caption
    form = LintedCaptionForm
    fields = ["picture", "role", "text", "credit", "opened_version", "opened_source", "edited"]
    readonly_fields = ["picture", "role", "edited"]
    extra = 0
    can_delete = False
    show_change_link = True
    ordering = ["position", "pk"]

    @admin.display(description="Photo")
    def picture(self, caption: Caption) -> SafeString | str:
        """Show the photo small."""
        return thumbnail(caption.photo)

    @admin.display(description="Edited")
    def edited(self, caption: Caption) -> str:
        """Say who edited a caption and when, and whether the source changed under the edit."""
        return said_of_edit(caption) or "–"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Caption]:
        """Fetch what the rows show at once."""
        return super().get_queryset(request).select_related("photo", "edited_by", "article").defer("article__body", "article__links")
