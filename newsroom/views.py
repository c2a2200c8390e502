"""The pages that say that something is missing or broken, in the paper's own dress."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect, HttpResponseServerError
from django.shortcuts import render
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse


class Login(LoginView):
    """The door of a paper that only those who are logged in read."""

    redirect_authenticated_user = True


@login_not_required
def robots(request: HttpRequest) -> HttpResponse:
    """Tell search engines where they are welcome, and where the addresses of stories are."""
    page = {"is_private": settings.CUTLINE_PRIVATE, "sitemap": request.build_absolute_uri(reverse("sitemap"))}
    return render(request, "robots.txt", page, content_type="text/plain; charset=utf-8")


@login_not_required
def favicon(request: HttpRequest) -> HttpResponse:
    """Lead a browser that asks at the usual place, as it does on pages that name no icon, to ours."""
    return HttpResponseRedirect(static("favicon.svg"))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page."""
    return render(request, "404.html", status=404)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that a request makes no sense, without looking at it again."""
    return HttpResponseBadRequest(_plain("400.html"))


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that the paper is at fault, without asking the database, which may be the cause."""
    return HttpResponseServerError(_plain("500.html"))


def _plain(template: str) -> str:
    """Set a page that needs neither the request nor the database."""
    return render_to_string(template, {"paper": {"name": settings.SITE_NAME}})
