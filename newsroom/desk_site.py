"""The desk: Django's admin with what it is called, what editors work with all day first in its list, and words for keys made up by hand."""

import logging
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.contrib.admin import AdminSite, ModelAdmin
from django.contrib.admin.apps import AdminConfig
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.views.main import ERROR_FLAG
from django.core.exceptions import ValidationError
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

log = logging.getLogger(__name__)
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
        """Guard a page, and answer in words what can't be a row, or be asked of a list: to Django that is a fault of the server."""
        pages = getattr(view, "__self__", None)

        @wraps(view)
        def answer(request: HttpRequest, *args: object, **said: object) -> HttpResponse:
            if isinstance(pages, ModelAdmin) and not _may_be_rows(pages, request.POST.getlist(ACTION_CHECKBOX_NAME)):
                messages.error(request, "Nothing was done: what was chosen is no row of this list.")
                return HttpResponseRedirect(request.get_full_path())
            try:
                return view(request, *args, **said)
            except (AttributeError, DatabaseError, OverflowError, TypeError, ValueError):
                if view != getattr(pages, "changelist_view", None) or request.method != "GET" or not set(request.GET) - {ERROR_FLAG}:
                    raise
                log.warning("Asked of a list: %s", request.get_full_path(), exc_info=True)
                messages.error(request, "That can’t be asked of this list: here is all of it.")
                return HttpResponseRedirect(f"{request.path}?{ERROR_FLAG}=1")

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
