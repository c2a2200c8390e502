"""What stands at the head of every page."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from articles.models import Section


def masthead(request: HttpRequest) -> dict[str, Any]:
    """Give every page the paper's name and its sections (asked only where a page shows them, and told nobody outside a private paper)."""
    is_outside = settings.CUTLINE_PRIVATE and not request.user.is_authenticated
    sections = () if is_outside else SimpleLazyObject(lambda: sections_for(request))
    return {"paper": {"name": settings.SITE_NAME, "own": settings.CUTLINE_OWN_STORIES, "sections": sections}}


def sections_for(request: HttpRequest) -> Sequence[Section]:
    """Give the sections in use; asked once a request, of which the page's version and the page itself want them."""
    if not hasattr(request, "sections"):
        request.sections = list(Section.objects.in_use())
    return request.sections
