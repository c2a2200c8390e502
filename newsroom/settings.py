"""Settings: one file, everything that differs between machines from the environment, safe where nothing is said.

A fresh checkout needs no variable at all: SQLite and pictures under `var/`, a secret key made there on first use, DEBUG off.
"""

import os
import sys
import tomllib
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key
from django.utils.csp import CSP

from newsroom.in_page import FIRST_SCRIPT_SOURCE

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

VAR_DIR = Path(env("CUTLINE_VAR", default=str(BASE_DIR / "var")))
"""What this installation keeps: database, pictures, secret key. The one folder to back up."""


def _kept_secret_key(path: Path) -> str:
    """The installation's own key, made on first use; readable by its owner only.

    Written aside and linked into place, so that two processes starting at once agree on one key.
    """
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.{os.getpid()}")
        draft.write_text(get_random_secret_key())
        draft.chmod(0o600)
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()


DEBUG = env.bool("DEBUG", default=False)
# `extract` answers about a page from the page alone: it must not leave a key behind on a machine that only measures.
_ONLY_READS = sys.argv[1:2] == ["extract"]
SECRET_KEY = env("SECRET_KEY", default="") or (get_random_secret_key() if _ONLY_READS else _kept_secret_key(VAR_DIR / "secret_key"))

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

SITE_NAME = env("CUTLINE_SITE_NAME", default="Cutline")
CUTLINE_TAG_AUTHORITY = env("CUTLINE_TAG_AUTHORITY", default="cutline.example,2026")
"""Who names the feed's items (RFC 4151: a domain or mail address and a date it was held); an item keeps the name it was given."""
CUTLINE_NEW_STORIES = env("CUTLINE_NEW_STORIES", default="published")
"""What a new story arrives as: `published`, or `draft`, which an editor publishes."""
if CUTLINE_NEW_STORIES not in ("published", "draft"):
    raise ImproperlyConfigured("CUTLINE_NEW_STORIES must be “published” or “draft”.")
CUTLINE_PRIVATE = env.bool("CUTLINE_PRIVATE", default=False)
"""Whether only those who are logged in read anything."""
CUTLINE_OWN_STORIES = env.bool("CUTLINE_OWN_STORIES", default=False)
"""Whether the stories are the operator's own: else each page names its original as the canonical one, and search engines are told to
leave it alone."""
CUTLINE_ADDRESS = env("CUTLINE_ADDRESS", default="")
"""The whole address under which readers know the site, with its last slash: what feeds say. Empty: where it is asked."""
if CUTLINE_ADDRESS and not (urlsplit(CUTLINE_ADDRESS).netloc and CUTLINE_ADDRESS.endswith("/")):
    raise ImproperlyConfigured("CUTLINE_ADDRESS must be a whole address with a slash at its end, as https://paper.example/")
CUTLINE_WEBSUB_HUB = env("CUTLINE_WEBSUB_HUB", default="")
"""The address of a hub (WebSub) that is told when feeds change, as https://pubsubhubbub.appspot.com/. Empty: none is."""
if CUTLINE_WEBSUB_HUB and not CUTLINE_ADDRESS:
    raise ImproperlyConfigured("CUTLINE_WEBSUB_HUB needs CUTLINE_ADDRESS: a hub knows feeds by their whole addresses.")
VERSION = tomllib.loads((BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]

CUTLINE_FETCH_ALLOW = frozenset(env.list("CUTLINE_FETCH_ALLOW", default=[]))
"""Private hosts (`name` or `name:port`) that the operator lets Cutline fetch from; public ones need no word."""
CUTLINE_CONTACT = env("CUTLINE_CONTACT", default="")
"""An address of the web or of mail under which a publisher reaches the operator; said to every server that is asked."""
CUTLINE_USER_AGENT = f"Cutline/{VERSION} (+{CUTLINE_CONTACT})" if CUTLINE_CONTACT else f"Cutline/{VERSION}"
CUTLINE_FETCH_PAUSE = env.float("CUTLINE_FETCH_PAUSE", default=0.5)
"""Seconds at least between two questions to one host, whichever processes ask them."""
CUTLINE_AVIF = env.bool("CUTLINE_AVIF", default=True)
"""Whether photos are offered as AVIF too: half the bytes for readers, seconds of computing for each photo."""

INSTALLED_APPS = [
    "newsroom.desk_site.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "django_tasks_db",
    "gallery",
    "articles",
]

MIDDLEWARE = [
    "newsroom.middleware.private_stays_private",
    "newsroom.middleware.nothing_new_has_no_length",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "newsroom.middleware.CompressText",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "newsroom.middleware.nothing_has_a_nul",
    "newsroom.middleware.PlainWords",
]
if CUTLINE_PRIVATE:
    MIDDLEWARE.insert(
        MIDDLEWARE.index("django.contrib.messages.middleware.MessageMiddleware"), "django.contrib.auth.middleware.LoginRequiredMiddleware"
    )
LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "front"

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates" / "paper"],
        "OPTIONS": {"environment": "newsroom.jinja.environment", "context_processors": ["articles.masthead.masthead"]},
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'cutline.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # Eight writers with Django's defaults met "database is locked" 733 times of 800; with these three, never.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DATABASES["default"]["CONN_MAX_AGE"] = 60
# A page is kept under the version of what it shows, so it is right in any cache: each process's own memory, or one for all machines.
CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://pages?max_entries=1000")}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# A page pasted at the desk may be as long as the longest that is read: whoever pastes more is told so in words.
DATA_UPLOAD_MAX_MEMORY_SIZE = 16 * 1024 * 1024
# A story's page at the desk sends seven fields a photo: the thousand that are the default would end at 140 photos.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

LANGUAGE_CODE = "en-gb"
TIME_ZONE = env("TIME_ZONE", default="UTC")
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = env("MEDIA_URL", default="media/")
"""Where readers get photos from: this site itself, or another server that serves `media/photos/` of the var folder under it."""
MEDIA_ROOT = VAR_DIR / "media"


def _bucket(name: str, **options: object) -> dict[str, object]:
    """A bucket of an object store; names are made from content, so that a file of the same name is the same file."""
    credentials = {"access_key": env("S3_ACCESS_KEY", default=None), "secret_key": env("S3_SECRET_KEY", default=None)}
    where = {"endpoint_url": env("S3_ENDPOINT", default=None), "region_name": env("S3_REGION", default=None)}
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": {"bucket_name": name, **credentials, **where, **options}}


STORAGES = {
    # Originals: they may say where and by whom a photo was taken, so nobody is served from here.
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    # What readers are served.
    "photos": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "newsroom.static_files.StaticFiles"},
}
_MEDIA = urlsplit(MEDIA_URL)
if S3_BUCKET := env("S3_BUCKET", default=""):
    if not _MEDIA.netloc:
        raise ImproperlyConfigured("S3_BUCKET needs MEDIA_URL: the whole address under which readers get the bucket's files.")
    STORAGES["default"] = _bucket(env("S3_ORIGINALS_BUCKET"))
    STORAGES["photos"] = _bucket(
        S3_BUCKET,
        custom_domain=f"{_MEDIA.netloc}{_MEDIA.path}".rstrip("/"),
        url_protocol=f"{_MEDIA.scheme}:",
        querystring_auth=False,
        object_parameters={"CacheControl": "public, max-age=31536000, immutable"},
    )

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF, FIRST_SCRIPT_SOURCE],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:", *([f"{_MEDIA.scheme}://{_MEDIA.netloc}"] if _MEDIA.netloc else [])],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
# Nothing to other sites; to our own pages enough for the check against forged requests ("no-referrer" makes browsers send Origin: null).
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"

# Behind HTTPS an operator says so once, and everything that depends on it follows. Off by default: the first run is plain
# http on the machine itself, where a redirect to https would end in nothing.
HTTPS = env.bool("HTTPS", default=False)
SECURE_SSL_REDIRECT = HTTPS
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=31_536_000 if HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
if env.bool("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", default="WARNING")},
}
