"""What the desk's pages share: pictures in their lists, and rows that nobody adds or changes by hand."""

from functools import partial

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from gallery.looking import InStorage
from gallery.models import Decision, Photo
from gallery.posted import key_of
from gallery.races import settled
from gallery.renditions import photos, sources


@admin.display(description="Photo")
def thumbnail(photo: Photo) -> SafeString | str:
    """Show a photo small, 96 pixels wide, or say that there is no file."""
    if photo.is_withdrawn:
        return "Withdrawn"
    if not photo.digest:
        return "Photo not supplied"
    return shown(photo, 96)


def shown(file: InStorage, width: int) -> SafeString:
    """Show a file that many pixels wide, in the smallest derived file that is sharp on a fine screen."""
    return format_html('<img src="{}" width="{}" loading="lazy" alt="">', url_of(file, 2 * width), min(width, file.width))


def url_of(file: InStorage, width: int) -> str:
    """Give the address of the smallest derived file that is at least so many pixels wide, else of the widest."""
    files = sources(file.digest, file.width, file.height)
    return photos().url(next((each for each in files if each.width >= width), files[-1]).jpeg)


class SavedWhole:
    """For forms whose saving decides: the admin saves in one transaction, and where that loses a race, it is done again as a whole."""

    def changeform_view(self, request: HttpRequest, *args: object, **said: object) -> HttpResponse:
        """Show the form, or save it."""
        view = partial(super().changeform_view, request, *args, **said)
        return settled(view) if request.method == "POST" else view()


class NobodyAdds:
    """For rows that only an ingest makes."""

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Refuse: there is nothing to add by hand."""
        return False


class DecidedByPhotoEditors:
    """For actions with `permissions=["photo"]`: they change photos, whatever rows they are chosen by."""

    def has_photo_permission(self, request: HttpRequest) -> bool:
        """Tell who may."""
        return request.user.has_perm("gallery.change_photo")


class NobodyChanges(NobodyAdds):
    """For rows that are a record of what happened."""

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Refuse: a record is read."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        """Refuse: a record is kept."""
        return False


def latest_of(request: HttpRequest) -> Decision | None:
    """Give the decision about photos that the address names, where the one who looks made it and it stands: to be taken back at once."""
    mine = Decision.objects.filter(by=request.user, kind=Decision.Kind.PHOTOS, stands=True)
    return mine.filter(pk=key_of(request.GET.get("decided", ""))).first()


def take_back(request: HttpRequest, decision: Decision, onward: str) -> SafeString:
    """Draw the button that takes a decision back, for a message; then the page `onward` is shown."""
    form = '<form class="take-back" method="post" action="{}"><input type="hidden" name="csrfmiddlewaretoken" value="{}">{}</form>'
    rest = format_html('<input type="hidden" name="next" value="{}"><button>Take back</button>', onward)
    return format_html(form, reverse("admin:gallery_decision_undo", args=[decision.pk]), get_token(request), rest)
