"""The desk's pages about stories."""

from django.contrib import admin
from django.db.models import Count, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from articles.admin_add import AddsStories
from articles.admin_reread import RereadAdmin
from articles.models import Article, Reread, Section, Source
from gallery.admin.captions import CaptionInline, save_words
from gallery.admin.forms import CaptionForm
from gallery.offers import progress_of

admin.site.site_header = "Cutline desk"
admin.site.site_title = "Cutline desk"
admin.site.index_title = "Stories, captions and photos"
admin.site.register([Section, Source])
admin.site.register(Reread, RereadAdmin)


@admin.register(Article)
class ArticleAdmin(AddsStories, admin.ModelAdmin):
    """Stories as their sources gave them, with their captions to be corrected in place."""

    list_display = ["headline", "section", "source", "dated_at", "photos", "status"]
    list_filter = ["status", "section", "source", "kind"]
    search_fields = ["headline", "standfirst"]
    date_hierarchy = "dated_at"
    list_select_related = ["section", "source"]
    list_per_page = 50
    fields = ["status", "headline", "standfirst", "section", "source", "url", "dated_at", "changed_at", "guid", "fetched"]
    readonly_fields = ["headline", "standfirst", "section", "source", "url", "dated_at", "changed_at", "guid", "fetched"]
    inlines = [CaptionInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        """Count the photos in the list's own query."""
        return super().get_queryset(request).annotate(photo_count=Count("captions"))

    @admin.display(description="Photos", ordering="photo_count")
    def photos(self, article: Article) -> int:
        """Give the number of photos."""
        return article.photo_count

    @admin.display(description="Photos at hand")
    def fetched(self, article: Article) -> str:
        """Say how far the story's photos are."""
        return str(progress_of(article.pk))

    def save_model(self, request: HttpRequest, obj: Article, form: object, change: bool) -> None:
        """A change of status is a change for readers and feeds."""
        if form.changed_data:
            obj.changed_at = timezone.now()
            obj.save(update_fields=["status", "changed_at"])

    def save_formset(self, request: HttpRequest, form: object, formset: object, change: bool) -> None:
        """Mark the captions whose words were changed as edited."""
        written: list[CaptionForm] = [each for each in formset.forms if each.words_changed and save_words(request, each)]
        # What the admin's own log of changes reads.
        formset.new_objects, formset.deleted_objects = [], []
        formset.changed_objects = [(each.instance, ["text", "credit"]) for each in written]
