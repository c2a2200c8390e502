import logging
import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from articles.isolation import READ, Limits, Reader
from articles.reading.story import Unreadable
from gallery.sightings import Kind, Sighting

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = "tests.articles.hostile_readers"
LIMITS = Limits(seconds=1.5, memory=300 << 20)


@pytest.fixture(scope="module")
def reader():
    with Reader(f"{HOSTILE}:read", LIMITS) as reader:
        yield reader


def test_a_story_comes_back_whole(reader):
    story = reader.read(b"A headline", "https://example.com/a")
    assert (story.headline, story.canonical_url, story.published) == (
        "A headline",
        "https://example.com/a",
        datetime(2026, 1, 2, tzinfo=UTC),
    )
    assert story.sightings == (Sighting(Kind.IMG),)


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (b"dies", "it crashed the reader"),
        (b"aborts", "reading it took more than 300 MB of memory"),
        (b"eats", "reading it took more than 300 MB of memory"),
        (b"hangs", "reading it took more than 1.5 seconds"),
        (b"spins", "reading it took more than 1.5 seconds"),
        (b"refuses", "it is empty"),
        (b"fails", "reading it went wrong on our side; the log has the details"),
    ],
)
def test_a_page_that_harms_its_reader_is_unreadable_and_the_next_is_read(reader, page, reason):
    with pytest.raises(Unreadable) as refusal:
        reader.read(page, None)
    assert str(refusal.value) == reason
    assert reader.read(b"the next", None).headline == "the next"


def test_a_fault_of_ours_is_in_the_log(reader, caplog):
    with caplog.at_level(logging.ERROR), pytest.raises(Unreadable):
        reader.read(b"fails", None)
    assert "KeyError: 'missing'" in caplog.text


def test_what_a_library_prints_does_not_disturb(reader):
    assert reader.read(b"prints", None).headline == "prints"
    assert reader.read(b"the next", None).headline == "the next"


def test_a_page_of_many_megabytes_goes_through_the_pipe(reader):
    assert len(reader.read(b"x" * (20 << 20), None).headline) == 20 << 20


def test_one_child_serves_the_batch():
    with Reader(f"{HOSTILE}:read", LIMITS) as reader:
        reader.read(b"one", None)
        first = reader._child
        reader.read(b"two", None)
        assert reader._child is first


def test_the_child_is_replaced_before_it_grows_old(monkeypatch):
    monkeypatch.setattr("gallery.isolation.QUESTIONS_PER_CHILD", 2)
    with Reader(f"{HOSTILE}:read", LIMITS) as reader:
        assert [reader.read(page, None).headline for page in (b"a", b"b", b"c")] == ["a", "b", "c"]


def test_the_limit_is_for_one_page_and_not_for_the_batch():
    with Reader(f"{HOSTILE}:takes_its_time", Limits(seconds=0.9)) as reader:
        assert [reader.read(b"", None).kind for _ in range(4)] == ["story"] * 4


def test_an_answer_that_is_no_story_runs_nothing_here():
    with Reader(f"{HOSTILE}:gives_a_stranger", LIMITS) as reader, pytest.raises(Unreadable):
        reader.read(b"", None)


def test_the_child_sees_no_secret_of_the_environment(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "hidden")
    with Reader(f"{HOSTILE}:tells_of_the_environment", LIMITS) as reader:
        assert "SECRET_KEY" not in reader.read(b"", None).authors


def test_a_reader_that_can_not_be_imported_is_no_fault_of_the_page(capfd):
    with Reader("tests.articles.nowhere:read", LIMITS) as reader, pytest.raises(RuntimeError, match="did not start"):
        reader.read(b"", None)
    assert "nowhere" in capfd.readouterr().err


def test_the_child_ends_with_the_batch():
    with Reader(f"{HOSTILE}:read", LIMITS) as reader:
        reader.read(b"one", None)
        process = reader._child._process
    assert process.returncode == 0


def test_the_reading_room_needs_no_django():
    module = READ.partition(":")[0]
    code = f"import sys, gallery.isolation_child, {module}; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, env={"PATH": os.environ["PATH"]}).returncode == 0
