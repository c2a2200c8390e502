"""The desk: Django's admin with what it is called, what editors work with all day first in its list, and words for keys made up by hand."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

FIRST = ("gallery", "articles")
"""The apps that stand before Django's own."""


class Desk(AdminSite):
    """The site that every page of the desk belongs to."""

    site_header = site_title = "Cutline desk"
    index_title = "Stories, captions and photos"

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """List the paper's own apps first; the order of the others is Django's."""
        return sorted(super().get_app_list(request, app_label), key=lambda app: app["app_label"] not in FIRST)

    def admin_view(self, view: Callable[..., HttpResponse], cacheable: bool = False) -> Callable[..., HttpResponse]:
        """Guard a page, and keep from its actions what can't be a row: Django would answer with a fault of the server."""
        pages = getattr(view, "__self__", None)

        @wraps(view)
        def answer(request: HttpRequest, *args: object, **said: object) -> HttpResponse:
            if isinstance(pages, ModelAdmin) and not _may_be_rows(pages, request.POST.getlist(ACTION_CHECKBOX_NAME)):
                messages.error(request, "Nothing was done: what was chosen is no row of this list.")
                return HttpResponseRedirect(request.get_full_path())
            return view(request, *args, **said)

        return super().admin_view(answer, cacheable)


def _may_be_rows(pages: ModelAdmin, keys: list[str]) -> bool:
    try:
        for key in keys:
            pages.opts.pk.clean(key, None)
    except ValidationError:
        return False
    return True


class DeskConfig(AdminConfig):
    """Django's admin, with the desk as its site."""

    default_site = "newsroom.desk_site.Desk"
