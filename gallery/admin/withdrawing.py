"""Of a photo's page: where it is used, and withdrawing it."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from gallery.desk import withdrawing
from gallery.desk.photo_history import photo_history
from gallery.kin import together
from gallery.models import Caption, Decision, Photo

USES = 200
"""Stories listed on a photo's page, the newest; no real photo was in more."""


class WithdrawsPhotos:
    """Adds to a photo's page where it is used and, apart from everything else, withdrawing it; for the pages of photos."""

    change_form_template = "admin/gallery/photo/change_form.html"

    def get_urls(self) -> list[URLPattern]:
        """Add where a photo is withdrawn and brought back."""
        guarded = self.admin_site.admin_view
        return [path("<int:pk>/withdraw/", guarded(self.withdraw_view), name="gallery_photo_withdraw"), *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Show the photo with its stories and, where it is withdrawn, why."""
        photo = self.get_object(request, object_id)
        more = _about(photo) | {"title": str(photo), "subtitle": None} if photo else {}
        return super().change_view(request, object_id, form_url, more | (extra_context or {}))

    @method_decorator(require_POST)
    def withdraw_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Withdraw a photo for the reason given, or bring it back where the form says so."""
        photo = get_object_or_404(Photo, pk=pk)
        if not self.has_change_permission(request, photo):
            raise PermissionDenied
        because = request.POST.get("because", "").strip()
        if "back" in request.POST:
            withdrawing.bring_back(photo, request.user)
            messages.success(request, f"{photo.survivor} is shown again.")
        elif because:
            withdrawing.withdraw(photo, because, request.user)
            messages.success(request, f"{photo.survivor} is withdrawn everywhere. Its stories keep their text.")
        else:
            messages.error(request, "Not withdrawn: say why.")
        return HttpResponseRedirect(reverse("admin:gallery_photo_change", args=[photo.survivor.pk]))


def _about(photo: Photo) -> dict[str, Any]:
    family = together(photo.survivor.pk)
    uses = Caption.objects.filter(photo=photo.survivor).with_article().order_by("-article__dated_at", "-article_id")[: USES + 1]
    return {
        "photo": photo,
        "reasons": [each.withdrawn_because for each in family if each.withdrawn_because],
        "decision": Decision.objects.about(photo.survivor).filter(said__startswith="Withdrew").select_related("by").first(),
        "uses": list(uses)[:USES],
        "more_uses": len(uses) > USES,
        "history": photo_history(photo),
    }


class WithdrawnFilter(admin.SimpleListFilter):
    """Photos that were withdrawn."""

    title = "withdrawn"
    parameter_name = "withdrawn"

    def lookups(self, request: HttpRequest, model_admin: object) -> list[tuple[str, str]]:
        """Name the choices."""
        return [("yes", "Withdrawn"), ("no", "Shown")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        """Choose."""
        return queryset.filter(is_withdrawn=self.value() == "yes") if self.value() in ("yes", "no") else queryset
