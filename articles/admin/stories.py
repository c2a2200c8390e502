"""Stories at the desk: the list, and a story's page."""

from django.contrib import admin, messages
from django.db.models import Field, QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest

from articles import desk
from articles.admin.appearing import SaysWhereStoriesAre
from articles.admin.deciding import DecidesAboutStories
from articles.admin.deleting import DeletesStories
from articles.admin.forms import StoryForm
from articles.admin_add import AddsStories
from articles.models import Article
from gallery.admin.captions import CaptionInline, save_words
from gallery.admin.forms import CaptionForm
from gallery.admin.parts import SavedWhole
from gallery.models import Caption
from gallery.offers import progress_of


class ArticleAdmin(SavedWhole, SaysWhereStoriesAre, DecidesAboutStories, DeletesStories, AddsStories, admin.ModelAdmin):
    """Stories with their words and captions, to be corrected in place."""

    list_display = ["headline", "section", "source", "dated_at", "photos", "status"]
    list_filter = ["status", "section", "source", "kind"]
    search_fields = ["headline", "standfirst"]
    date_hierarchy = "dated_at"
    list_select_related = ["section", "source"]
    list_per_page = 50
    form = StoryForm
    fields = [
        "headline",
        "standfirst",
        "section",
        "status",
        "withdrawn_because",
        "source",
        "url",
        "dated_at",
        "changed_at",
        "fetched",
        "opened_story",
    ]
    readonly_fields = ["source", "url", "dated_at", "changed_at", "fetched"]
    inlines = [CaptionInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Article]:
        """Count the photos in the list's own query."""
        return super().get_queryset(request).annotate(photo_count=Coalesce(Caption.objects.all().counted(), 0))

    def formfield_for_dbfield(self, db_field: Field, request: HttpRequest, **said: object) -> object:
        """Choose a section here; renaming or deleting one, for all its stories, has its own page."""
        field = super().formfield_for_dbfield(db_field, request, **said)
        if db_field.name == "section":
            field.widget.can_change_related = field.widget.can_delete_related = False
        return field

    @admin.display(description="Photos", ordering="photo_count")
    def photos(self, article: Article) -> int:
        """Give the number of photos."""
        return article.photo_count

    @admin.display(description="Photos at hand")
    def fetched(self, article: Article) -> str:
        """Say how far the story's photos are."""
        return str(progress_of(article.pk))

    def save_model(self, request: HttpRequest, obj: Article, form: StoryForm, change: bool) -> None:
        """Save what was decided and nothing else."""
        if form.written:
            try:
                desk.edit(obj, form.cleaned_data["opened_story"], form.decided(), request.user)
            except desk.StoryConflict:  # since the form was checked
                messages.error(request, f"Not saved, somebody else saved this story first. You wrote: “{form.cleaned_data['headline']}”")

    def save_formset(self, request: HttpRequest, form: object, formset: object, change: bool) -> None:
        """Mark the captions whose words were changed as edited."""
        written: list[CaptionForm] = [each for each in formset.forms if each.words_changed and save_words(request, each)]
        # What the admin's own log of changes reads.
        formset.new_objects, formset.deleted_objects = [], []
        formset.changed_objects = [(each.instance, ["text", "credit"]) for each in written]
