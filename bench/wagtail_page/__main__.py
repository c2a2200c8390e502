"""What the page costs: the text and the number of photos, sizes and formats of `bench.reading`'s, nothing around them, not packed.

python -m venv peer && peer/bin/pip install wagtail django==6.1.3 && peer/bin/python -m bench.wagtail_page
"""

import sys
import tempfile
from io import BytesIO
from pathlib import Path

from bench.reading import asker, cost


def main() -> None:
    """Measure, and print milliseconds of the processor for each request."""
    with tempfile.TemporaryDirectory() as folder:
        _configure(Path(folder))
        import django
        from django.core.wsgi import get_wsgi_application

        django.setup()
        _fill()
        print(f"Wagtail, made anew {cost(asker('/story/', get_wsgi_application())):.1f} ms")


def _configure(folder: Path) -> None:
    from django.conf import settings

    (folder / "peer_migrations").mkdir()
    (folder / "peer_migrations" / "__init__.py").touch()
    sys.path.append(str(folder))
    wagtail = "sites users images documents snippets search admin".split()  # noqa: SIM905
    settings.configure(
        SECRET_KEY="of a benchmark",
        ALLOWED_HOSTS=["localhost"],
        ROOT_URLCONF="wagtail.urls",
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "peer.sqlite3"}},
        MEDIA_ROOT=folder,
        MEDIA_URL="/media/",
        STATIC_URL="/static/",
        USE_TZ=True,
        WAGTAIL_SITE_NAME="Peer",
        WAGTAILADMIN_BASE_URL="http://localhost",
        INSTALLED_APPS=[
            "bench.wagtail_page",
            *(f"wagtail.{each}" for each in wagtail),
            *("wagtail", "modelcluster", "taggit"),
            *(f"django.contrib.{each}" for each in ("auth", "contenttypes", "sessions", "messages", "admin")),
        ],
        MIGRATION_MODULES={"wagtail_page": "peer_migrations"},
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.auth.context_processors.auth",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
    )


def _fill() -> None:
    from django.core.files.images import ImageFile
    from django.core.management import call_command
    from PIL import Image as Picture
    from wagtail.images.models import Image
    from wagtail.models import Site

    from bench.wagtail_page.models import Shown, StoryPage

    call_command("makemigrations", "wagtail_page", verbosity=0)
    call_command("migrate", verbosity=0)
    body = "\n".join(f"<p>{'Some words that stand. ' * 20}</p>" for _ in range(40))
    page = Site.objects.get().root_page.add_child(instance=StoryPage(title="A story", slug="story", standfirst="What happened.", body=body))
    for number in range(20):
        file = BytesIO()
        Picture.new("RGB", (2000, 1500), (number * 10, 100, 50)).save(file, "JPEG")
        image = Image.objects.create(title=f"A bridge {number}", file=ImageFile(file, name=f"{number}.jpg"))
        page.shown.add(Shown(image=image, caption=f"A bridge over the river, number {number}.", credit="Ann Poe/Reuters"))
    page.save_revision().publish()


if __name__ == "__main__":
    main()
