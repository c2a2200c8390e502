"""The forms of the desk: a caption's words, in the list, on its own page and on its story's; a photo and its file."""

from django import forms
from django.core.files.uploadedfile import UploadedFile

from gallery.desk import files, words
from gallery.desk.history import Words
from gallery.desk.overtaken import Overtaken, overtaken
from gallery.desk.photo_history import REVERTED
from gallery.models import Caption, Decision, Photo
from gallery.pixels.checking import LARGEST_FILE, BadPicture
from gallery.renditions import Stored, store

WRITTEN = {"rows": 3, "cols": 70, "dir": "auto"}
"""Of a box for words: they run as their own letters do."""


class CaptionForm(forms.ModelForm):
    """The words shown and the credit line shown, with the version they were opened at.

    The fields are what readers see, not the columns: whether a word is the source's or an editor's is decided on saving.
    """

    text = forms.CharField(label="Caption", required=False, strip=True, max_length=5000, widget=forms.Textarea(attrs=WRITTEN))
    credit = forms.CharField(
        label="Credit line", required=False, strip=True, max_length=500, widget=forms.TextInput(attrs={"size": 40, "dir": "auto"})
    )
    opened_version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    opened_source = forms.CharField(widget=forms.HiddenInput, required=False, max_length=16)

    class Meta:
        model = Caption
        fields = []

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.overtaken: Overtaken | None = None
        if self.prefix:  # In a table of them the column's heading labels no field.
            for name, label in (("text", "Caption"), ("credit", "Credit line")):
                self.fields[name].widget.attrs["aria-label"] = f"{label} of photo {(self.instance.position or 0) + 1}"
        said = {"text": self.instance.text, "credit": self.instance.credit}
        self.initial |= said | {"opened_version": self.instance.version, "opened_source": words.source_mark(self.instance)}

    def clean(self) -> dict[str, object]:
        """Tell the second of two editors what the first one wrote, and both what the source did; keep this one's words in the form."""
        cleaned = super().clean()
        if not self.words_changed:
            return cleaned
        current = Caption.objects.filter(pk=self.instance.pk).select_related("edited_by").first()
        if current is None:
            raise forms.ValidationError("This caption no longer exists: its photo left the story.")
        mine = Words(cleaned.get("text", ""), cleaned.get("credit", ""))
        self.overtaken = overtaken(current, cleaned.get("opened_version"), cleaned.get("opened_source"), mine)
        if self.overtaken:
            self._open_again(current, mine)
            raise forms.ValidationError(self.overtaken.says)
        return cleaned

    def _open_again(self, current: Caption, mine: Words) -> None:
        """Let the next save of these words count as one that has seen what came between; what this editor left alone is the other's."""
        self.data = self.data.copy()
        was, theirs = self.overtaken.was, self.overtaken.theirs
        for name in ("text", "credit") if was else ():
            if getattr(mine, name) == getattr(was, name):
                self.data[self.add_prefix(name)] = getattr(theirs, name)
        self.data[self.add_prefix("opened_version")] = current.version
        self.data[self.add_prefix("opened_source")] = words.source_mark(current)

    @property
    def words_changed(self) -> bool:
        """Whether the editor wrote anything; hidden fields that moved are no edit."""
        return bool({"text", "credit"} & set(self.changed_data))


def _line_by_line(said: object) -> list[str]:
    """Give what is said of a photo as it is in the row and in what a browser sends, which makes line ends two characters."""
    return ("" if said is None else str(said)).splitlines()


class PhotoForm(forms.ModelForm):
    """A photo's description and focal point, and a file to give it; a file that is refused leaves the one it has."""

    file = forms.FileField(
        label="New file",
        required=False,
        help_text="JPEG, PNG, WebP, GIF or AVIF. It takes the place of the one there is, which is kept; captions and edits stay.",
        widget=forms.FileInput(attrs={"accept": ".jpg,.jpeg,.png,.webp,.gif,.avif"}),
    )

    class Meta:
        model = Photo
        fields = ["alt", "focal_x", "focal_y"]
        labels = {"alt": "Description for those who can’t see it", "focal_x": "Kept in sight, across", "focal_y": "Down"}
        widgets = {"alt": forms.Textarea(attrs=WRITTEN)}

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name in self._said:
            # What was opened is sent along: what another editor said since is not taken for what this one changed.
            self.fields[name].show_hidden_initial = not self.is_bound or self.add_initial_prefix(name) in self.data

    @property
    def _said(self) -> list[str]:
        return [name for name in REVERTED if name in self.fields]

    @property
    def written(self) -> list[str]:
        """What the editor says of the photo that was not said already."""
        changed = set(self.changed_data)
        return [name for name in self._said if name in changed and self.fields[name].has_changed(self.initial.get(name), self[name].data)]

    def clean(self) -> dict[str, object]:
        """Tell the second of two editors what the first one said; keep this one's words in the form."""
        cleaned = super().clean()
        now = Photo.objects.get(pk=self.instance.survivor.pk)
        self.seen = {name: getattr(now, name) for name in self.written}
        if any(_line_by_line(value) != _line_by_line(self._opened(name)) for name, value in self.seen.items()):
            self._open_again(now)
            last = Decision.objects.about(now).select_related("by").first()
            raise forms.ValidationError(
                f"While you were writing, {(last and last.by) or 'somebody'} changed what is said of {now}: "
                f"“{now.alt or 'no description'}”, kept in sight {now.focal_x} per cent across and {now.focal_y} down. What you wrote is "
                f"still in the form: save again to put it in place of that{', and choose the file again' * ('file' in self.changed_data)}."
            )
        return cleaned

    def _opened(self, name: str) -> object:
        return self.data.get(self.add_initial_prefix(name), self.initial.get(name))

    def _open_again(self, now: Photo) -> None:
        """Let the next save count as one that has seen what is said `now`; what this editor left alone is shown as it is now."""
        self.data = self.data.copy()
        for name in self._said:
            value = "" if getattr(now, name) is None else getattr(now, name)
            self.data[self.add_initial_prefix(name)] = value
            if name not in self.seen:
                self.data[self.add_prefix(name)] = value

    def clean_file(self) -> Stored | None:
        """Take a file as any other picture is taken: checked under the same limits, and stored; named after its content it harms nobody."""
        uploaded: UploadedFile | None = self.cleaned_data["file"]
        if not uploaded:
            return None
        if self.instance.merged_into_id:
            raise forms.ValidationError(f"This photo became {self.instance.survivor}: give that one the file.")
        try:
            if uploaded.size > LARGEST_FILE:
                raise BadPicture(f"it is larger than {LARGEST_FILE // 1_048_576} MB")
            uploaded.seek(0)  # the form is read once more where saving it lost a race
            file = store(uploaded.read())
            files.refuse_taken(self.instance, file)
        except BadPicture as error:
            raise forms.ValidationError(f"“{uploaded.name}” can’t be shown: {error}. The photo keeps the file it has.") from error
        except files.FileTaken as error:
            raise forms.ValidationError(str(error)) from error
        return file
