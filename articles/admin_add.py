"""The desk's pages for adding a story: what is given, what would come of it, and storing it."""

from typing import Any

from django.conf import settings
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_safe
from django_htmx.http import HttpResponseClientRefresh

from articles import desk_tasks, drafting, drafts, visits
from articles.add_form import AddForm
from articles.drafts import Draft
from articles.models import Article
from articles.workers import is_any_alive
from gallery.posted import key_of
from gallery.renditions import photos, sources

SHOWN_WIDTH = 640
TITLES = {
    Draft.State.READY: "Preview",
    Draft.State.REFUSED: "Nothing stored",
    Draft.State.STORING: "Storing",
    Draft.State.STORED: "Stored",
}
RULES_CHANGED = "The reading rules were changed since you looked: this is what would come of it now. Nothing was stored yet."


class AddsStories:
    """Puts “Add a story” in the place of the stock form, which asks for every column: for the pages of stories."""

    def get_urls(self) -> list[URLPattern]:
        """Give the pages' addresses before the stock ones."""
        guarded = self.admin_site.admin_view
        return [
            path("add/", guarded(add), name="articles_article_add"),
            path("add/<int:pk>/", guarded(draft), name="articles_draft"),
            path("add/<int:pk>/<str:digest>.jpg", guarded(picture), name="articles_draft_picture"),
            *super().get_urls(),
        ]


def _allowed(request: HttpRequest) -> None:
    if not request.user.has_perm("articles.add_article"):
        raise PermissionDenied


def _page(request: HttpRequest, template: str, title: str, **said: Any) -> HttpResponse:
    return render(request, f"admin/articles/{template}", admin.site.each_context(request) | {"title": title, **said})


def add(request: HttpRequest) -> HttpResponse:
    """Take what somebody gives. A text is read at once; whatever needs the network, or has pictures, is a worker's."""
    _allowed(request)
    mine = Draft.objects.open().filter(by=request.user)
    if request.method == "POST":
        form = AddForm(request.POST, request.FILES, user=request.user)
        if form.is_valid() and (kept := _looked_at(form)):
            return redirect("admin:articles_draft", kept.pk)
    else:
        again = mine.filter(pk=key_of(request.GET.get("again", ""))).first()
        form = AddForm(initial={"url": again.url} if again else {}, user=request.user)
    return _page(request, "add_story.html", "Add a story", form=form, drafts=mine)


def _looked_at(form: AddForm) -> Draft | None:
    """Keep what was given and have it read; None, with the reason in the form, where it was read at once and is no article."""
    kept = form.keep()
    if not kept.size or kept.files:
        desk_tasks.look_at_draft.enqueue(kept.pk)
        return kept
    drafting.look(kept.pk)
    kept.refresh_from_db()
    if kept.state != Draft.State.REFUSED:
        return kept
    form.refuse(f"Nothing can be made of this: {kept.problem}.")
    drafts.forget(kept)
    return None


def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far a draft is, or what would come of it; store it, read it again, throw it away."""
    _allowed(request)
    shown = get_object_or_404(Draft.objects.seen_by(request.user).select_related("article"), pk=pk)
    if request.method == "POST":
        return _do(request, shown)
    busy = {"draft": shown, "alive": not shown.is_busy or is_any_alive()}
    if request.htmx and "state" in request.GET:
        return render(request, "admin/articles/_draft_state.html", busy) if shown.is_busy else HttpResponseClientRefresh()
    pictured = [{**photo, "src": _source(shown, photo)} for photo in shown.preview.get("photos", [])]
    as_draft = settings.CUTLINE_NEW_STORIES == Article.Status.DRAFT
    return _page(
        request, "draft.html", TITLES.get(shown.state, "Reading"), **busy, preview=shown.preview, photos=pictured, as_draft=as_draft
    )


def _source(shown: Draft, photo: dict[str, Any]) -> str:
    """Give the address of a photo's picture: the library's, or one made for the preview; "" where none is at hand."""
    digest = photo["digest"]
    if digest in shown.preview["pictures"]:
        return reverse("admin:articles_draft_picture", args=[shown.pk, digest])
    if not digest:
        return ""
    files = sources(digest, photo["width"], photo["height"])
    return photos().url(next((file for file in files if file.width >= SHOWN_WIDTH), files[-1]).jpeg)


def _do(request: HttpRequest, shown: Draft) -> HttpResponse:
    wish = request.POST.get("wish")
    if wish == "store" and shown.rules != visits.rules() and drafting.begin_again(shown):
        messages.warning(request, RULES_CHANGED)
        desk_tasks.look_at_draft.enqueue(shown.pk)
    elif wish == "store" and drafting.begin_storing(shown):
        # Pictures are decoded first, which may take long; words are stored at once.
        work = desk_tasks.store_draft.enqueue if shown.files else drafting.store_draft
        work(shown.pk)
    elif wish == "again" and drafting.begin_again(shown):
        desk_tasks.look_at_draft.enqueue(shown.pk)
    elif wish == "discard" and drafting.discard(shown):
        messages.info(request, f"“{shown}” was thrown away; nothing of it was stored.")
        return redirect("admin:articles_article_add")
    return redirect("admin:articles_draft", shown.pk)


@require_safe
def picture(request: HttpRequest, pk: int, digest: str) -> HttpResponseBase:
    """Give a picture of a draft, made here for the preview: what was uploaded itself is served to nobody."""
    _allowed(request)
    shown = get_object_or_404(Draft.objects.seen_by(request.user), pk=pk)
    if digest not in shown.preview.get("pictures", []):
        raise Http404
    try:
        answer = FileResponse(shown.open(f"{digest}.jpg"), content_type="image/jpeg")
    except OSError as error:
        raise Http404 from error
    answer["Cache-Control"] = "private, max-age=3600"
    return answer
