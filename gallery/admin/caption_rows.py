"""One caption in the list: shown, and corrected where it stands."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods

from gallery.admin.forms import CaptionForm
from gallery.desk import words
from gallery.models import Caption
from gallery.wording.wire import taken_apart

ROW = "admin/gallery/caption/_row.html"
FORM = "admin/gallery/caption/_row_form.html"


def said_of_edit(caption: Caption) -> str:
    """Say who edited a caption and when, and whether the source changed under the edit; empty: nobody did."""
    if not caption.is_edited:
        return ""
    changed = "; the source has changed since" if caption.source_changed else ""
    return f"{caption.edited_by or 'a former editor'}, {caption.edited_at:%d %b %Y %H:%M}{changed}"


def drawn(caption: Caption, may_change: bool) -> SafeString:
    """Draw a caption's words as they stand in the list."""
    return render_to_string(ROW, _shown(caption) | {"may_change": may_change})


def _shown(caption: Caption, **more: Any) -> dict[str, Any]:
    wire = taken_apart(caption.text, caption.credit)
    scene = " · ".join(filter(None, (wire.place, wire.taken)))
    return {"caption": caption, "scene": scene, "edited": said_of_edit(caption)} | more


@require_http_methods(["GET", "HEAD", "POST"])
def row_view(request: HttpRequest, pk: int, may: object) -> HttpResponse:
    """Answer a row: its words, the form to correct them, or what became of saving it."""
    caption = get_object_or_404(Caption.objects.for_desk(), pk=pk)
    if not may(request, caption):
        raise PermissionDenied
    if request.method != "POST":
        if "edit" in request.GET:
            return _form(request, caption, CaptionForm(instance=caption, prefix=_prefix(pk)))
        return render(request, ROW, _shown(caption, may_change=True, focus=True))
    form = CaptionForm(request.POST, instance=caption, prefix=_prefix(pk))
    if not form.is_valid():
        return _form(request, caption, form)
    return _saved(request, caption, form)


def _saved(request: HttpRequest, caption: Caption, form: CaptionForm) -> HttpResponse:
    said = form.cleaned_data
    if form.words_changed:
        try:
            words.edit(caption, said["opened_version"], said["text"], said["credit"], request.user)
        except words.EditConflict:
            # Between looking and writing somebody was faster: looking again says who.
            again = CaptionForm(request.POST, instance=caption, prefix=_prefix(caption.pk))
            again.is_valid()
            return _form(request, caption, again)
    answer = _shown(Caption.objects.for_desk().get(pk=caption.pk), may_change=True, focus=True)
    return render(request, ROW, answer | {"said": "Saved" if form.words_changed else "Nothing changed"})


def _form(request: HttpRequest, caption: Caption, form: CaptionForm) -> HttpResponse:
    names = [form.add_prefix(name) for name in ("text", "credit", "opened_version", "opened_source")]
    return render(request, FORM, {"caption": caption, "form": form, "names": names})


def _prefix(pk: int) -> str:
    return f"row-{pk}"
