"""What a story's page costs: made anew, kept, and answered with 304, in processor time, in one run.

    python -m bench.reading

The page has twenty photos and forty paragraphs; the database is SQLite in a temporary folder, the server's own code is called without a
network.
"""

import os
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from statistics import median
from typing import Any

ROUNDS, TIMES = 7, 20


def main() -> None:
    """Measure, and print milliseconds and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CUTLINE_VAR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
        import django

        django.setup()
        path = _story(Path(folder))
        ask = asker(path)
        etag = ask()["ETag"]
        kept = cost(ask)
        unchanged = cost(lambda: ask(HTTP_IF_NONE_MATCH=etag))
        keep_nothing()
        anew = cost(ask)
    print(f"made anew {anew:.1f} ms, kept {kept:.1f} ms ({kept / anew:.2f}), 304 {unchanged:.1f} ms ({unchanged / anew:.2f})")


def _story(folder: Path) -> str:
    from django.core.management import call_command

    from tests.factories import make_story

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    body = "\n".join(f"<p>{'Some words that stand. ' * 20}</p>" for _ in range(40))
    return make_story(photos=20, body=body).get_absolute_url()


def asker(path: str, application: Callable[..., Any] | None = None) -> Callable[..., dict[str, str]]:
    """Give what asks an application, Cutline's unless told, for a page as a server does, and gives the answer's headers."""
    if application is None:
        from newsroom.wsgi import application

    said = {"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "", "SERVER_NAME": "localhost", "SERVER_PORT": "80"}
    said |= {"HTTP_HOST": "localhost", "HTTP_ACCEPT_ENCODING": "gzip", "SERVER_PROTOCOL": "HTTP/1.1", "wsgi.url_scheme": "http"}

    def ask(**more: str) -> dict[str, str]:
        headers: dict[str, str] = {}
        answer = application(said | more | {"wsgi.input": BytesIO()}, lambda status, pairs: headers.update(pairs))
        b"".join(answer)
        answer.close()
        return headers

    return ask


def keep_nothing() -> None:
    """Let the application keep no page from now on."""
    from django.conf import settings
    from django.core.cache import caches

    settings.CACHES["default"] = {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}
    caches.settings = caches.configure_settings(settings.CACHES)
    del caches["default"]


def cost(ask: Callable[[], object]) -> float:
    """The median of several rounds, in milliseconds of the processor for each request."""
    ask()
    return median(_round(ask) for _ in range(ROUNDS))


def _round(ask: Callable[[], object]) -> float:
    begun = time.process_time()
    for _ in range(TIMES):
        ask()
    return (time.process_time() - begun) / TIMES * 1000


if __name__ == "__main__":
    main()
