"""The form in which an editor corrects a caption, in the list, on its own page and on its story's."""

from django import forms

from gallery.models import Caption


class CaptionForm(forms.ModelForm):
    """The words shown and the credit line shown, with the version they were opened at.

    The fields are what readers see, not the columns: whether a word is the source's or an editor's is decided on saving.
    """

    text = forms.CharField(
        label="Caption", required=False, strip=True, max_length=5000, widget=forms.Textarea(attrs={"rows": 3, "cols": 70})
    )
    credit = forms.CharField(label="Credit line", required=False, strip=True, max_length=500, widget=forms.TextInput(attrs={"size": 40}))
    opened_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Caption
        fields = []

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.initial |= {"text": self.instance.text, "credit": self.instance.credit, "opened_version": self.instance.version}

    def clean(self) -> dict[str, object]:
        """Tell the second of two editors what the first one wrote, and keep the second one's words in the form."""
        cleaned = super().clean()
        if not self.words_changed:
            return cleaned
        current = Caption.objects.filter(pk=self.instance.pk).select_related("edited_by").first()
        if current is None:
            raise forms.ValidationError("This caption no longer exists: its photo left the story.")
        if current.version != cleaned.get("opened_version"):
            self._open_again_at(current.version)
            by = current.edited_by or "somebody"
            raise forms.ValidationError(
                f"While you were writing, {by} saved: “{current.text}” ({current.credit or 'no credit'}). "
                "Your words are still in the form; save again to put them in place of these."
            )
        return cleaned

    def _open_again_at(self, version: int) -> None:
        """Let the next save of these words count as one that has seen the other editor's."""
        self.data = self.data.copy()
        self.data[self.add_prefix("opened_version")] = version

    @property
    def words_changed(self) -> bool:
        """Whether the editor wrote anything; a moved hidden version is no edit."""
        return bool({"text", "credit"} & set(self.changed_data))
