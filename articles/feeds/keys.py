"""How feed readers get into a private paper: an address with the reader's own key, which a new password makes worthless."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AbstractBaseUser
from django.contrib.auth.views import redirect_to_login
from django.core.signing import Signer
from django.http import HttpRequest, HttpResponse, HttpResponseForbidden
from django.utils.crypto import constant_time_compare

from gallery.posted import key_of as number_in

REFUSED = "This address is nobody’s any more. Log in: the page of feeds shows you yours.\n"


def key_of(user: AbstractBaseUser) -> str:
    """Give a reader's key; empty for who is not logged in."""
    return f"{user.pk}.{_signature(user)}" if user.is_authenticated else ""


def reader_of(key: str) -> AbstractBaseUser | None:
    """Give whose key it is; None for what is nobody's, or that of somebody who may not log in any more."""
    number, _, signature = key.partition(".")
    user = get_user_model().objects.filter(pk=number_in(number), is_active=True).first()
    return user if user and constant_time_compare(signature, _signature(user)) else None


def _signature(user: AbstractBaseUser) -> str:
    return Signer(salt=f"feeds {user.get_session_auth_hash()}").signature(str(user.pk))


def for_readers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a private paper's view answer who is logged in, and who has a key; the key of the request is then `request.feed_key`."""

    @login_not_required
    @wraps(view)
    def answer(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        key = request.GET.get("key", "") if settings.CUTLINE_PRIVATE else ""
        is_reader = bool(key) and reader_of(key) is not None
        if settings.CUTLINE_PRIVATE and not (is_reader or request.user.is_authenticated):
            if not key:
                return redirect_to_login(request.get_full_path())
            return HttpResponseForbidden(REFUSED, content_type="text/plain; charset=utf-8")
        request.feed_key = key if is_reader else ""
        return view(request, *args, **kwargs)

    return answer
