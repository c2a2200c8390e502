"""What every room's tests share: a media folder and a cache of the test's own, and the places of outside material."""

import os
import shutil
from pathlib import Path

import pytest
from django.core.cache import cache

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture(autouse=True)
def _media_of_its_own(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def _cache_of_its_own():
    cache.clear()


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)


def pytest_terminal_summary(terminalreporter):
    if chromium() is None:
        terminalreporter.section("THE BROWSER TESTS WERE SKIPPED: no Chromium on this machine", red=True)
    if bench_folder() is None:
        terminalreporter.section("THE QUALITY GATE WAS SKIPPED: no annotated pages on this machine (CUTLINE_BENCH)", red=True)


def chromium() -> str | None:
    """Find the browser for the browser tests; CHROMIUM= names one."""
    names = [os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
    return next(filter(None, map(shutil.which, filter(None, names))), None)


def bench_folder() -> Path | None:
    """Find the annotated pages and their scorer."""
    folder = Path(os.environ.get("CUTLINE_BENCH", ROOT.parent / "shared" / "bench")).resolve()
    return folder if (folder / "truth.json").is_file() and (folder / "score.py").is_file() else None


@pytest.fixture(scope="session")
def seed():
    """The page the project grew from, and what must come of it."""
    folder = ROOT.parent / "shared" / "seed"
    if not folder.is_dir():
        pytest.skip("the seed page is not on this machine (../shared/seed)")
    return folder
