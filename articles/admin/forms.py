"""The form of a story at the desk: the words that readers see, and who sees it."""

from typing import Any

from django import forms

from articles.models import Article
from gallery.models import Decision

WRITTEN = {"rows": 3, "cols": 70, "dir": "auto"}
_WORDS = ("headline", "standfirst", "section")


class StoryForm(forms.ModelForm):
    """A story's words and status, with the version they were opened at; whether a word is the source's is decided on saving."""

    headline = forms.CharField(max_length=500, strip=True, widget=forms.TextInput(attrs={"class": "vTextField", "dir": "auto"}))
    standfirst = forms.CharField(required=False, max_length=5000, strip=True, widget=forms.Textarea(attrs=WRITTEN))
    withdrawn_because = forms.CharField(
        label="Why withdrawn",
        required=False,
        max_length=1000,
        help_text="Kept for the desk; readers are told only that the story was withdrawn.",
        widget=forms.TextInput(attrs={"class": "vTextField"}),
    )
    opened_story = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Article
        fields = ["section", "status"]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        names = ("headline", "standfirst", "withdrawn_because")
        self.initial |= {name: getattr(self.instance, name) for name in names} | {"opened_story": self.instance.version}
        self._choose_status()
        for name, field in self.fields.items():
            # What was opened is sent along: a word that another editor wrote since is not taken for one that this editor changed.
            field.show_hidden_initial = name != "opened_story" and (not self.is_bound or self.add_initial_prefix("headline") in self.data)

    def _choose_status(self) -> None:
        """Leave it to where stories are joined and parted that one is joined."""
        joined, status = Article.Status.JOINED, self.fields.get("status")
        if status and self.instance.status == joined:
            status.disabled, status.help_text = True, "Readers get the story that it is joined to; see below."
        elif status:
            status.choices = [choice for choice in status.choices if choice[0] != joined]

    def clean(self) -> dict[str, Any]:
        """Tell the second of two editors what the first one left; keep this one's words in the form."""
        cleaned = super().clean()
        if cleaned.get("status") == Article.Status.WITHDRAWN and not cleaned.get("withdrawn_because"):
            self.add_error("withdrawn_because", "Say why it is withdrawn.")
        now = Article.objects.filter(pk=self.instance.pk).select_related("section").first()
        if self.written and now and cleaned.get("opened_story") != now.version:
            self._open_again(now)
            last = Decision.objects.about(now).select_related("by").first()
            raise forms.ValidationError(
                f"While you were writing, {(last and last.by) or 'somebody'} changed this story. It now says “{now.headline}” – "
                f"“{now.standfirst}”, in {now.section or 'no section'}, {now.get_status_display().lower()}. What you wrote is still in "
                "the form: save again to put it in place of that."
            )
        return cleaned

    def _open_again(self, now: Article) -> None:
        """Let the next save count as one that has seen the story as it is `now`; what this editor left alone is shown as it is now."""
        self.data = self.data.copy()
        self.data[self.add_prefix("opened_story")] = now.version
        for name in set(self.fields) - set(self.written) - {"opened_story"}:
            value = now.section_id if name == "section" else getattr(now, name)
            self.data[self.add_prefix(name)] = self.data[self.add_initial_prefix(name)] = "" if value is None else value

    @property
    def written(self) -> list[str]:
        """The fields that the editor changed since opening the page, and that don't say so already."""
        changed = (name for name in self.changed_data if name != "opened_story")
        return [name for name in changed if self.fields[name].has_changed(self.initial.get(name), self[name].data)]

    def decided(self) -> dict[str, Any]:
        """Give what the editor decided, as `desk.edit` takes it: words that are the source's are nobody's."""
        story, said = self.instance, {}
        for name in self.written:
            value = self.cleaned_data[name]
            if name not in _WORDS:
                said[name] = value
            elif name == "section":
                said["edited_section_id"] = None if value is None or value.pk == story.source_section_id else value.pk
            else:
                said[f"edited_{name}"] = None if value == getattr(story, f"source_{name}") else value
        return said
