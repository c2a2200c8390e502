"""The search page: asks, and renders; the same page for who types, in pieces, and for who has no script."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.views.decorators.http import require_safe
from django_htmx.http import replace_url

from articles.models import Section
from articles.search import facets, finding
from articles.search.addresses import Address
from articles.search.engines import LATEST
from articles.search.questions import Question, read
from articles.search.upkeep import catch_up

STRIP = 6
"""Photos above the stories."""


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Show what was found, or how to look for something."""
    address = Address.read(request.GET)
    is_typing = bool(request.htmx) and request.htmx.trigger_name == "q"
    address = address.opened() if is_typing else address
    is_whole = catch_up()
    found = _found(address, question_of(address))
    address, question = found["address"], found["question"]
    page = found | {"chosen": facets.chosen_of(address), "is_whole": is_whole}
    if not question.asks_nothing:
        page |= _photos(address, question) if address.seeks_photos else _stories(address, question, found["found"])
    pieces = request.htmx and not request.htmx.history_restore_request
    answer = render(request, "search/_found.html" if pieces else "search/page.html", page)
    patch_cache_control(answer, private=True, no_cache=True)
    patch_vary_headers(answer, ["HX-Request"])
    return replace_url(answer, f"{reverse('search')}{address}") if is_typing else answer


def question_of(address: Address) -> Question:
    """Read what an address asks for."""
    return read(address.typed, address.is_open, _filters(address))


def _filters(address: Address) -> list[tuple[str, str]]:
    """Say filters as the index has them: sections by their keys, since they may be renamed; 0 is nobody's."""
    if "section" not in address.chosen:
        return list(address.chosen.items())
    section = Section.objects.filter(slug=address.chosen["section"]).values_list("pk", flat=True).first()
    return list({**address.chosen, "section": str(section or 0)}.items())


def _found(address: Address, question: Question) -> dict[str, Any]:
    """Find stories; where nothing has the last word as it stands it is taken for the beginning of one."""
    if question.asks_nothing or address.seeks_photos:
        return {"address": address, "question": question}
    found = finding.find(question, address.after, address.best_first)
    wider = read(address.typed, True, question.filters)
    if not (found.keys or address.after) and wider != question:
        widened = finding.find(wider, None, address.best_first)
        if widened.keys:
            return {"address": address.opened(), "question": wider, "found": widened, "widened": True}
    return {"address": address, "question": question, "found": found}


def _stories(address: Address, question: Question, found: finding.Found) -> dict[str, Any]:
    page = {
        "hits": finding.hits_of(found.keys, question.terms),
        "older": address.next(found.keys[-1]) if found.more else None,
        "by_date": address.first(best_first=False),
        "by_rank": address.first(best_first=True),
    }
    if address.after:
        return page
    counted = found.places[: finding.CANDIDATES]
    sights, more = finding.sights(question, STRIP) if question.terms else ([], None)
    return page | {
        "total": len(counted),
        "is_more": len(found.places) > finding.CANDIDATES,
        "facets": facets.facets_of(finding.values_among(counted), address, len(counted)) if counted else [],
        "sights": sights,
        "all_sights": address.first(seeks_photos=True) if more is not None else None,
    }


def _photos(address: Address, question: Question) -> dict[str, Any]:
    before = address.after[1] if address.after else LATEST
    sights, more = finding.sights(question, finding.PHOTOS_A_PAGE, before)
    return {
        "sights": sights,
        "as_stories": address.first(seeks_photos=False),
        "older": address.next((0, more)) if more is not None else None,
    }
