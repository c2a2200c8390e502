"""Of a story's page: the order of its photos, corrections, the source's words again, its history, and a look at it as readers see it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST, require_safe

from articles import desk
from articles.appearances.finding import places_of
from articles.models import SHOWN, Article
from articles.views import story_page
from gallery.models import Decision

LONGEST_CORRECTION = 5000
HISTORY = 50
"""Decisions shown on a story's page, the newest."""
FASTER = "Not saved: somebody else changed this story since you opened it. Here it is as it is now."


class DecidesAboutStories:
    """Adds to a story's page what is decided there beside its words; for the pages of stories."""

    change_form_template = "admin/articles/article/change_form.html"

    def get_urls(self) -> list[URLPattern]:
        """Add the addresses of the page's own forms."""
        guarded = self.admin_site.admin_view
        views = ((name, getattr(self, f"{name}_view")) for name in ("arrange", "correct", "reword", "source", "preview"))
        own = [path(f"<int:pk>/{name}/", guarded(view), name=f"articles_article_{name}") for name, view in views]
        return own + super().get_urls()

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the story with its photos in order, its corrections and its history."""
        article = self.get_object(request, object_id)
        more = _about(article) if article else {}
        return super().change_view(request, object_id, form_url, more | (extra_context or {}))

    def _mine(self, request: HttpRequest, pk: int) -> Article:
        article = get_object_or_404(Article, pk=pk)
        if not self.has_change_permission(request, article):
            raise PermissionDenied
        return article

    @method_decorator(require_POST)
    def arrange_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Put the photos in the order of the numbers given, or back in the source's."""
        article = self._mine(request, pk)
        shown = list(article.captions.in_order().values_list("photo", flat=True))
        places = {photo: _number(request.POST.get(f"place-{photo}"), place) for place, photo in enumerate(shown, 1)}
        wanted = [] if "source" in request.POST else sorted(shown, key=lambda photo: places[photo])
        try:
            desk.arrange(article, _number(request.POST.get("version"), 0), wanted, request.user)
            messages.success(request, "The photos stand in the source’s order again." if not wanted else "The photos stand in this order.")
        except desk.StoryConflict:
            messages.error(request, FASTER)
        return _to(article, "photos")

    @method_decorator(require_POST)
    def correct_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Add a correction."""
        article = self._mine(request, pk)
        if text := _correction(request, "added"):
            desk.correct(article, text, request.user)
            messages.success(request, "The correction stands under the story.")
        return _to(article, "corrections")

    @method_decorator(require_POST)
    def reword_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Put a correction in other words."""
        article = self._mine(request, pk)
        correction = get_object_or_404(article.corrections, pk=_number(request.POST.get("correction"), 0))
        if text := _correction(request, "changed"):
            try:
                desk.reword(correction, _lines(request.POST.get("was", "")), text, request.user)
                messages.success(request, "The correction stands in these words, under the time at which it was made.")
            except desk.StoryConflict:
                messages.error(request, f"Not changed: somebody else reworded or took back this correction. You wrote: “{text}”")
        return _to(article, "corrections")

    @method_decorator(require_POST)
    def source_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep an editor's headline, standfirst or section over the source's, or go back to that."""
        article = self._mine(request, pk)
        name, keep = request.POST.get("field", ""), request.POST.get("answer") == "keep"
        if name in desk.COLUMNS:
            version, seen = _number(request.POST.get("version"), 0), _lines(request.POST.get("seen", ""))
            try:
                desk.answer(article, version, name, keep, seen, request.user)
                messages.success(request, "The editor’s words stay." if keep else "The source’s words are shown again.")
            except desk.StoryConflict:
                messages.error(request, FASTER)
        return _to(article, "source-says")

    @method_decorator(require_safe)
    def preview_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show a story as readers will see it, whatever its status."""
        article = get_object_or_404(Article.objects.with_gallery(), pk=pk)
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        return render(request, "articles/story.html", story_page(article))


def _about(article: Article) -> dict[str, Any]:
    written = zip(SHOWN, desk.COLUMNS, strict=True)
    return {
        "title": str(article),
        "subtitle": None,
        "show_save_and_add_another": False,  # a story is added from its page, not filled in
        "article": article,
        "places": places_of(article),
        "plates": list(article.captions.in_order().select_related("photo")),
        "corrections": list(article.corrections.select_related("by")),
        "source_says": [_written_over(article, name, column) for name, column in written if getattr(article, f"edited_{name}") is not None],
        "history": Decision.objects.about(article).select_related("by")[:HISTORY],
    }


def _written_over(article: Article, name: str, column: str) -> dict[str, Any]:
    """Give a word of a story that an editor wrote over the source's: what that was then, is now, and what the editor wrote."""
    was, now, yours = (str(getattr(article, f"{of}_{name}") or "") for of in ("basis", "source", "edited"))
    changed = getattr(article, f"basis_{column}") != getattr(article, f"source_{column}")
    return {
        "name": name,
        "column": column,
        "seen": desk.source_mark(article, column),
        "was": was,
        "now": now,
        "yours": yours,
        "changed": changed,
    }


def _correction(request: HttpRequest, done: str) -> str:
    """Give the correction that was written; "" with a message where it is none, and nothing was `done`."""
    text = _lines(request.POST.get("text", "")).strip()
    if 0 < len(text) <= LONGEST_CORRECTION:
        return text
    messages.error(
        request, f"Nothing was {done}: a correction has between 1 and {LONGEST_CORRECTION} characters, and this has {len(text)}."
    )
    return ""


def _lines(text: str) -> str:
    """Give a text as it was before a browser's form made its line ends two characters."""
    return text.replace("\r\n", "\n")


def _number(said: str | None, otherwise: int) -> int:
    return int(said) if said and said.isascii() and said.isdecimal() and len(said) < 10 else otherwise


def _to(article: Article, place: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('admin:articles_article_change', args=[article.pk])}#{place}")
