"""The desk's page for subscribing: one address, whatever stands there, or the list of a feed reader, with a report."""

from dataclasses import dataclass, field

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode

from articles.models import Subscription
from articles.reading.reader import MAX_BYTES
from articles.subscriptions import tending
from articles.subscriptions.adding import Added, add, add_list
from articles.subscriptions.opml import NotOpml


@dataclass(slots=True)
class Report:
    """What became of each line of a list."""

    new: list[Added] = field(default_factory=list)
    known: list[Added] = field(default_factory=list)
    left: list[Added] = field(default_factory=list)

    def note(self, added: Added) -> None:
        """Put a line where it belongs."""
        (self.left if added.problem else self.new if added.is_new else self.known).append(added)


class SubscribeForm(forms.Form):
    """An address or a file; after `is_valid` it can be subscribed to."""

    address = forms.CharField(
        label="Address",
        required=False,
        max_length=2000,
        help_text="Of a feed (RSS, Atom, JSON Feed), of a news site map, or of any page that names one: a paper’s front page will do.",
        widget=forms.TextInput(
            attrs={"autofocus": True, "class": "vURLField", "autocomplete": "off", "inputmode": "url", "spellcheck": "false"}
        ),
    )
    file = forms.FileField(
        label="or the list of your feed reader",
        required=False,
        help_text="An OPML file, which feed readers export.",
        widget=forms.FileInput(attrs={"accept": ".opml,.xml,.gz"}),
    )

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, label_suffix="", **kwargs)

    def clean_file(self) -> UploadedFile | None:
        """Refuse what is too large before it is read."""
        file = self.cleaned_data["file"]
        if file and file.size > MAX_BYTES:
            raise forms.ValidationError(f"It is larger than {MAX_BYTES // 1_000_000} MB, which no list of feeds is.")
        return file

    def clean(self) -> dict[str, object]:
        """Take one thing at a time."""
        cleaned = super().clean()
        if self.errors:
            return cleaned
        address, file = cleaned["address"], cleaned["file"]
        if address and file:
            raise forms.ValidationError("Give an address or a file, not both: nothing was subscribed to yet.")
        if not (address or file):
            raise forms.ValidationError("Give an address or a file.")
        return cleaned

    def subscribe(self) -> Added | Report | None:
        """Subscribe to what was given; None, with the reason in the form, where that can't be."""
        file = self.cleaned_data["file"]
        return self._take_list(file) if file else self._take(self.cleaned_data["address"])

    def _take(self, address: str) -> Added | None:
        added = add(address)
        if not added.problem:
            return added
        self.add_error("address", f"This can’t be subscribed to: {added.problem}. One looks like https://paper.example/")
        return None

    def _take_list(self, file: UploadedFile) -> Report | None:
        report = Report()
        try:
            for added in add_list(file.read()):
                report.note(added)
        except NotOpml as error:
            self.add_error("file", f"This can’t be read: {error}.")
            return None
        return report


class Subscribes:
    """Puts “Subscribe to a source” in the place of the stock form, which asks for every column: for the pages of sources."""

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: dict[str, object] | None = None) -> HttpResponse:
        """Take an address, and lead to its source; or a list, and report what became of each line."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = SubscribeForm(request.POST or None, request.FILES or None)
        done = form.subscribe() if form.is_valid() else None
        if isinstance(done, Added):
            return _to(request, done)
        said = {"title": "Subscribe to a source", "opts": self.opts, "form": SubscribeForm() if done else form, "report": done}
        return render(request, "admin/articles/subscribe.html", self.admin_site.each_context(request) | said)


def _to(request: HttpRequest, added: Added) -> HttpResponse:
    source = added.source
    if added.is_new:
        tending.ask_now(Subscription.objects.filter(pk=source.pk))
    else:
        messages.info(request, "This was subscribed to before. Here it is.")
    where = reverse("admin:articles_subscription_change", args=[source.pk])
    return HttpResponseRedirect(f"{where}?{urlencode({'at': added.name})}")
