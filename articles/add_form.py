"""The form by which a story is added: an address, what stands there, or files."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import URLValidator

from articles import drafts
from articles.archive_uploads import archive_in
from articles.drafts import Draft
from articles.uploads import LARGEST_UPLOAD, BadUpload, Upload, upload_of


class ManyFiles(forms.ClearableFileInput):
    """Several files at once."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Several files; gives a list of them."""

    widget = ManyFiles(attrs={"accept": ".html,.htm,.xhtml,.txt,.gz,.zip,.mhtml,.mht,.warc,.jpg,.jpeg,.png,.webp,.gif,.avif"})

    def clean(self, data: object, initial: object = None) -> list[UploadedFile]:
        """Check each as one file is checked."""
        given = data if isinstance(data, list | tuple) else [data]
        return [file for each in given if each and (file := super(ManyFilesField, self).clean(each, initial))]


class AddForm(forms.Form):
    """What somebody gives to make a story of; after `is_valid` it can be kept as a draft."""

    url = forms.URLField(
        label="Address of the page",
        required=False,
        max_length=2000,
        assume_scheme="https",
        validators=[URLValidator(schemes=["http", "https"])],
        help_text="It is fetched from there, unless you give its text or a file below. Then the address says where it stood.",
        widget=forms.URLInput(attrs={"autofocus": True, "class": "vURLField", "autocomplete": "off"}),
    )
    pasted = forms.CharField(
        label="or its text or HTML",
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 12, "class": "vLargeTextField", "spellcheck": "false"}),
    )
    files = ManyFilesField(
        label="or files",
        required=False,
        help_text="A page (HTML or text), with its pictures if you have them: choose all at once, or pack page and folder into a zip file. "
        "Or a web archive (MHTML, WARC).",
    )

    def __init__(self, *args: object, user: object, **kwargs: object) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        self._user = user
        self._upload: Upload | None = None

    def clean_files(self) -> list[UploadedFile]:
        """Unpack them, within limits."""
        files = self.cleaned_data["files"]
        if not files:
            return files
        if sum(file.size for file in files) > LARGEST_UPLOAD:
            raise forms.ValidationError(f"They are larger than {LARGEST_UPLOAD // 1_048_576} MB in all.")
        try:
            given = [(file.name, file.read()) for file in files]
            self._upload = archive_in(given, self.cleaned_data.get("url", "")) or upload_of(given)
        except BadUpload as error:
            raise forms.ValidationError(f"This can’t be read: {error}.") from error
        return files

    def clean(self) -> dict[str, object]:
        """Take one thing at a time."""
        cleaned = super().clean()
        if self.errors:
            return cleaned
        pasted = bool(cleaned["pasted"].strip())
        if pasted and self._upload:
            raise forms.ValidationError("Give the text or files, not both.")
        if not (pasted or self._upload or cleaned["url"]):
            raise forms.ValidationError("Give an address, a text or a file.")
        if Draft.objects.open().filter(by=self._user).count() >= drafts.MOST:
            raise forms.ValidationError(f"You have {drafts.MOST} stories waiting below. Store or throw away some of them first.")
        return cleaned

    def refuse(self, problem: str) -> None:
        """Say under what was given why nothing can be made of it, and lead there."""
        given = self.given_as
        self.add_error(given, problem)
        for name, field in self.fields.items():
            field.widget.attrs["autofocus"] = name == given

    @property
    def given_as(self) -> str:
        """The name of the field that the page itself was given in."""
        if self._upload:
            return "files"
        return "pasted" if self.cleaned_data["pasted"].strip() else "url"

    def keep(self) -> Draft:
        """Keep what was given as a draft."""
        url = self.cleaned_data["url"]
        if self._upload and self._upload.is_archive:
            given = self._upload
            said = {"url": url or given.url, "charset": given.charset, "name": given.name, "taken_at": given.taken_at}
            return drafts.new_draft(self._user, given.data, given.pictures, saved=not said["url"], **said)
        if self._upload:
            saved = bool(self._upload.pictures) or not url
            return drafts.new_draft(self._user, self._upload.data, self._upload.pictures, url=url, name=self._upload.name, saved=saved)
        if self.given_as == "pasted":
            # Browsers end every line of a form as on a teleprinter.
            data = self.cleaned_data["pasted"].replace("\r\n", "\n").encode()
            return drafts.new_draft(self._user, data, url=url, name=drafts.name_of_pasted(data), charset="utf-8", saved=not url)
        return drafts.new_draft(self._user, url=url)
