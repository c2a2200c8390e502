"""The page of one caption: its words with remarks, what its source changed under them, their history, and where the photo is used."""

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from gallery.admin.linting import LintedCaptionForm, remarks_view
from gallery.admin.parts import shown
from gallery.desk import words
from gallery.desk.history import Words, history_of, words_after
from gallery.desk.overtaken import merged
from gallery.models import Caption
from gallery.posted import key_of

USES = 50
"""Other stories with the same photo that are shown."""


class CaptionPageForm(LintedCaptionForm):
    """A caption's words on its own page. Where the source changed under an edit, it proposes both changes merged; saving answers that."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.source_changed and not self.is_bound:
            text, credit = _both(self.instance)
            self.initial |= {"text": text.text, "credit": credit.text}

    @property
    def answers_source(self) -> bool:
        """Whether these words answer what the source changed: they were written with that in view."""
        return self.is_bound and self.instance.source_changed and bool(self.data.get(self.add_prefix("opened_source")))

    @property
    def words_changed(self) -> bool:
        """Whether there is anything to save; the same words may be an answer."""
        return self.answers_source or super().words_changed


def _both(caption: Caption) -> tuple[Any, Any]:
    was = Words(caption.basis_text or "", caption.basis_credit or "")
    return merged(was, Words(caption.source_text, caption.source_credit), Words(caption.text, caption.credit))


class CaptionPage:
    """What makes a caption's page of the admin's: for the class that lists captions."""

    change_form_template = "admin/gallery/caption/change_form.html"
    fields = ["large", "text", "credit", "opened_version", "opened_source"]
    readonly_fields = ["large"]

    @admin.display(description="Photo")
    def large(self, caption: Caption) -> SafeString | str:
        """Show the photo as large as it takes to see what is said of it."""
        if caption.photo.is_withdrawn:
            return "Withdrawn: readers get neither the photo nor these words."
        return shown(caption.photo, 360) if caption.photo.digest else "Photo not supplied"

    def get_form(self, request: HttpRequest, obj: Caption | None = None, change: bool = False, **options: object) -> type:
        """Take the page's own form."""
        return super().get_form(request, obj, change, **({"form": CaptionPageForm} | options))

    def get_fields(self, request: HttpRequest, obj: Caption | None = None) -> list[str]:
        """Leave out what only a form needs, for those who may only look."""
        return self.fields if self.has_change_permission(request, obj) else ["large", "text", "credit"]

    def get_urls(self) -> list[URLPattern]:
        """Add where a caption's page asks and answers."""
        at = self.admin_site.admin_view
        own = [
            path("<int:pk>/remarks/", at(partial(remarks_view, may=self.has_change_permission)), name="gallery_caption_remarks"),
            path("<int:pk>/answer/", at(self.answer_view), name="gallery_caption_answer"),
            path("<int:pk>/go-back/", at(self.go_back_view), name="gallery_caption_go_back"),
        ]
        return own + super().get_urls()

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, obj: Caption | None = None, **more: Any) -> Any:
        """Show beside the form what the caption's page shows."""
        if obj is not None:
            may = self.has_change_permission(request, obj)
            context |= _beside(obj) | {"title": f"A caption of “{obj.article}”", "subtitle": None, "may_change": may}
            if context["adminform"].form.overtaken:
                # What came between is shown with the words themselves; there is nothing to correct.
                context |= {"errors": None, "title": f"Not saved yet: {context['title']}"}
        return super().render_change_form(request, context, *args, obj=obj, **more)

    @method_decorator(require_POST)
    def answer_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Answer what the source changed under an edit: keep the desk's words, or take the source's."""
        caption = self._mine(request, pk)
        answer = {"keep": words.keep_over, "take": words.take_source}.get(request.POST.get("answer", ""))
        if answer:
            done = {"keep": "The desk’s words stay.", "take": "The source’s words are shown."}[request.POST["answer"]]
            self._try(request, done, lambda: answer(caption, _number(request, "version"), request.POST.get("source", ""), request.user))
        return _back(caption)

    @method_decorator(require_POST)
    def go_back_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the source's words again, or those that an earlier decision left."""
        caption, version = self._mine(request, pk), _number(request, "version")
        if "change" not in request.POST:
            self._try(request, "The source’s words are shown.", lambda: words.back_to_source(caption, version, request.user))
        elif found := words_after(caption, _number(request, "change")):
            said, decision = found
            self._try(request, "The earlier words are shown.", lambda: words.go_back_to(caption, version, *said, decision.at, request.user))
        return _back(caption)

    def _mine(self, request: HttpRequest, pk: int) -> Caption:
        caption = get_object_or_404(Caption.objects.with_article(), pk=pk)
        if not self.has_change_permission(request, caption):
            raise PermissionDenied
        return caption

    def _try(self, request: HttpRequest, done: str, act: Any) -> None:
        try:
            act()
        except words.SourceMoved:
            messages.error(request, "The source changed its words again since you looked. Nothing was written: see what it says now.")
        except words.EditConflict:
            messages.error(request, "Somebody else saved this caption since you looked. Nothing was written: see what it says now.")
        else:
            messages.success(request, done)


def _beside(caption: Caption) -> dict[str, Any]:
    text, credit = _both(caption) if caption.source_changed else (None, None)
    others = Caption.objects.filter(photo=caption.photo_id).exclude(pk=caption.pk).with_article().order_by("-article__dated_at", "pk")
    uses = list(others[: USES + 1])
    return {
        "caption": caption,
        "source_mark": words.source_mark(caption),
        "merged_text": text,
        "merged_credit": credit,
        "history": history_of(caption),
        "uses": uses[:USES],
        "more_uses": len(uses) > USES,
        "names": list(caption.names.all()),
    }


def _number(request: HttpRequest, name: str) -> int:
    return key_of(request.POST.get(name, ""))


def _back(caption: Caption) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:gallery_caption_change", args=[caption.pk]))
