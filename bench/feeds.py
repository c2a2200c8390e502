"""What a feed costs: put together anew, each story told anew, one changed, kept, and 304: processor time, beside Django's own in one run.

    python -m bench.feeds

Fifty whole stories of forty paragraphs with two photos each; the peer is Django's `Feed` over the same rows with headline, standfirst and
the same text in `content:encoded`, without photos: what a project writes in twenty lines. SQLite in a temporary folder, without a network.
"""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from bench.reading import asker, cost, keep_nothing

STORIES = 50


def main() -> None:
    """Measure, and print milliseconds a story and ratios."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CUTLINE_VAR"] = folder
        os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
        import django

        django.setup()
        plain = _fill(Path(folder))
        for form in ("", "atom/", "json/"):
            _say(f"/feed/{form}")
        keep_nothing()
        for form in ("", "atom/", "json/"):
            ask = asker(f"/feed/{form}")
            print(f"/feed/{form} put together anew: {cost(ask) / STORIES:.3f} ms a story, each told anew: {_told_anew(ask):.3f}")
        print(f"Django's own, without photos: {cost(plain) / STORIES:.3f} ms a story")


def _told_anew(ask: Callable[[], object]) -> float:
    from articles.models import Piece

    def forget_and_ask() -> None:
        Piece.objects.all().delete()
        ask()

    return cost(forget_and_ask) / STORIES


def _say(path: str) -> None:
    from django.utils import timezone

    from articles.models import Article

    ask = asker(path)
    etag = ask()["ETag"]
    first = Article.objects.order_by("pk").first().pk

    def after_an_edit() -> None:
        Article.objects.filter(pk=first).update(changed_at=timezone.now())
        ask()

    # In this order: an edit makes another feed.
    costs = {"304": lambda: ask(HTTP_IF_NONE_MATCH=etag), "kept": ask, "one story changed": after_an_edit}
    print(f"{path} " + ", ".join(f"{name}: {cost(do) / STORIES:.3f} ms a story" for name, do in costs.items()))


def _fill(folder: Path) -> Callable[[], object]:
    from django.contrib.syndication.views import Feed
    from django.core.management import call_command
    from django.test import RequestFactory
    from django.utils.feedgenerator import Rss201rev2Feed

    from articles.feeds import channels
    from articles.models import Article
    from tests.factories import make_story

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    body = "\n".join(f"<p>{'Some words that stand. ' * 20}</p>" for _ in range(40))
    for _ in range(STORIES):
        make_story(photos=2, body=body)
    channels.NEWEST = STORIES

    class Whole(Rss201rev2Feed):
        def add_item_elements(self, handler: object, item: dict[str, str]) -> None:
            super().add_item_elements(handler, item)
            handler.addQuickElement("content:encoded", item["content"])

    class Plain(Feed):
        feed_type, title, link, description = Whole, "Plain", "/", "Plain"

        def items(self) -> list[Article]:
            return list(Article.objects.published()[:STORIES])

        def item_title(self, item: Article) -> str:
            return item.headline

        def item_description(self, item: Article) -> str:
            return item.standfirst

        def item_extra_kwargs(self, item: Article) -> dict[str, str]:
            return {"content": item.body}

    view, request = Plain(), RequestFactory().get("/", HTTP_HOST="localhost")
    return lambda: view(request).content


if __name__ == "__main__":
    main()
