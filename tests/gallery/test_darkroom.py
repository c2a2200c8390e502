"""A picture can kill, hang or bloat the child that decodes it, and nothing else."""

import os
import subprocess
import sys

import pytest

from gallery import darkroom
from gallery.isolation import Limits, Room, Work
from gallery.pixels.checking import BadPicture
from tests.conftest import ROOT
from tests.factories import picture


@pytest.fixture(scope="module")
def room():
    work = Work("tests.gallery.hostile_developers:develop", BadPicture, darkroom.GIVES, doing="decoding it", doer="decoder")
    with Room(work, Limits(seconds=1, memory=300 << 20)) as room:
        yield room


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"dies", "it crashed the decoder"),
        (b"segfaults", "it crashed the decoder"),
        (b"hangs", "decoding it took more than 1 seconds"),
        (b"eats", "decoding it took more than 300 MB of memory"),
        (b"bad", "it is empty"),
    ],
)
def test_a_picture_that_harms_its_decoder_is_refused_and_the_next_is_decoded(room, data, reason):
    with pytest.raises(BadPicture) as refusal:
        room.ask(data)
    assert str(refusal.value) == reason
    assert room.ask(b"the next") is None


def test_what_is_no_picture_s_answer_is_not_unpacked(room):
    with pytest.raises(BadPicture):
        room.ask(b"stranger")


def test_a_picture_comes_back_with_its_files():
    developed = darkroom.develop(picture("navy", (700, 500)))
    assert (developed.width, developed.height, developed.format) == (700, 500, "jpg")
    assert [(file.width, file.format) for file in developed.files] == [
        (700, "webp"), (700, "jpg"), (640, "webp"), (640, "jpg"), (320, "webp"), (320, "jpg"),
    ]  # fmt: skip


def test_a_bad_picture_is_refused_in_its_own_words():
    with pytest.raises(BadPicture, match="it is no JPEG, PNG, WebP, GIF or AVIF picture"):
        darkroom.develop(b"<svg/>")


def test_avif_files_are_made_in_every_width():
    files = darkroom.develop_avif(picture("navy", (700, 500)))
    assert {(file.width, file.format, file.data[4:12]) for file in files} == {(width, "avif", b"ftypavif") for width in (320, 640, 700)}


def test_the_darkroom_needs_no_django():
    code = "import sys, gallery.isolation_child, gallery.pixels.develop; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, env={"PATH": os.environ["PATH"]}).returncode == 0
