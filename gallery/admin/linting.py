"""What a style desk remarks, beside a caption while it is written."""

from hashlib import sha256
from typing import Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from gallery.admin.forms import WRITTEN, CaptionForm
from gallery.models import Caption
from gallery.wording.lint import LONGEST, Finding, lint

FRAGMENT = "admin/gallery/caption/_lint.html"
LONGEST_PREFIX = 60
"""Characters of what a formset puts before the names of a row's fields."""


class LintedTextarea(forms.Textarea):
    """A caption's text with what is remarked about it below; asked for again while somebody writes."""

    form: "LintedCaptionForm"

    class Media:
        css = {"all": ["caption-page.css"]}
        js = ["django_htmx/htmx-2.min.js", "desk-htmx.js"]

    def render(self, name: str, value: object, attrs: dict[str, Any] | None = None, renderer: object = None) -> SafeString:
        """Draw both."""
        form, caption = self.form, self.form.instance
        box = f"{form['text'].auto_id}-remarks"
        drawn = super().render(name, value, (attrs or {}) | {"aria-describedby": box}, renderer)
        said = remarks(caption, str(value or ""), str(form["credit"].value() or ""))
        names = [form.add_prefix(each) for each in ("text", "credit", "remarked")]
        here = {"box": box, "prefix": form.prefix, "caption": caption, "names": names}
        return drawn + render_to_string("admin/gallery/caption/_remarks.html", said | here)


class LintedCaptionForm(CaptionForm):
    """A caption's words with the style desk's remarks beside them."""

    text = forms.CharField(label="Caption", required=False, strip=True, max_length=LONGEST, widget=LintedTextarea(attrs=WRITTEN))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].widget.form = self


def remarks(caption: Caption, text: str, credit: str) -> dict[str, Any]:
    """Say what is remarked about words that may not be saved yet, with a mark by which the same remarks are known."""
    findings: list[Finding] = lint(text, credit, caption.photo.alt or "", caption.article.language)
    mark = sha256("\n".join(finding.says for finding in findings).encode()).hexdigest()[:12]
    return {"findings": findings, "mark": mark}


@require_POST
def remarks_view(request: HttpRequest, pk: int, may: object) -> HttpResponse:
    """Answer what is remarked about words as they are written; nothing where that is what stands there already."""
    caption = get_object_or_404(Caption.objects.select_related("photo").with_article(), pk=pk)
    if not may(request, caption):
        raise PermissionDenied
    prefix = request.GET.get("prefix", "")[:LONGEST_PREFIX]
    said = {name: request.POST.get(f"{prefix}-{name}" if prefix else name, "")[: LONGEST + 1] for name in ("text", "credit", "remarked")}
    answer = remarks(caption, said["text"], said["credit"])
    if answer["mark"] == said["remarked"]:
        return HttpResponse(status=204)
    return render(request, FRAGMENT, answer | {"name": f"{prefix}-remarked" if prefix else "remarked"})
