"""The desk: Django's admin with what it is called, and what editors work with all day first in its list."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest

FIRST = ("gallery", "articles")
"""The apps that stand before Django's own."""


class Desk(AdminSite):
    """The site that every page of the desk belongs to."""

    site_header = site_title = "Cutline desk"
    index_title = "Stories, captions and photos"

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """List the paper's own apps first; the order of the others is Django's."""
        return sorted(super().get_app_list(request, app_label), key=lambda app: app["app_label"] not in FIRST)


class DeskConfig(AdminConfig):
    """Django's admin, with the desk as its site."""

    default_site = "newsroom.desk_site.Desk"
