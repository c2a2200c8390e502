"""The answer to who asks for what was there and was taken away."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def gone(request: HttpRequest, what: str) -> HttpResponse:
    """Say, in the paper's own dress, that this was withdrawn: 410, so that search engines forget it. `what` is “story” or “photograph”."""
    return render(request, "410.html", {"what": what}, status=410)
