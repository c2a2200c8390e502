import hashlib
import io
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from gallery.pictures import media_type
from gallery.pixels.checking import BadPicture
from gallery.renditions import sources, store, store_avif

pytestmark = pytest.mark.django_db


@pytest.fixture
def storage():
    """Originals and what readers get lie in one folder where no operator says otherwise."""
    return default_storage


def photo(width=700, height=400, kind="PNG"):
    buffer = io.BytesIO()
    Image.new("RGB", (width, height), (20, 120, 60)).save(buffer, kind)
    return buffer.getvalue()


def files(storage):
    return sorted(path for path in Path(storage.location).rglob("*") if path.is_file())


def test_a_photo_is_kept_as_it_came_beside_what_was_made_of_it(storage):
    data = photo()
    digest = hashlib.sha256(data).hexdigest()
    stored = store(data)
    assert (stored.digest, stored.width, stored.height, stored.colour) == (digest, 700, 400, "#14783c")
    assert stored.original == f"originals/{digest[:2]}/{digest}.png"
    assert storage.open(stored.original).read() == data
    named = {name for source in sources(digest, 700, 400) for name in (source.webp, source.jpeg)}
    assert {str(path.relative_to(storage.location)) for path in files(storage)} == named | {stored.original}


def test_the_extension_tells_what_the_picture_is_whatever_it_was_called():
    assert store(photo(kind="WEBP")).original.endswith(".webp")


def test_the_same_photo_again_writes_nothing(storage):
    first = store(photo())
    before = [(path, path.stat().st_mtime_ns, path.stat().st_ino) for path in files(storage)]
    assert store(photo()) == first
    assert [(path, path.stat().st_mtime_ns, path.stat().st_ino) for path in files(storage)] == before


def test_a_lost_file_is_made_again(storage):
    stored = store(photo())
    lost = sources(stored.digest, stored.width, stored.height)[0].webp
    storage.delete(lost)
    store(photo())
    assert storage.exists(lost)


def test_what_was_left_half_written_is_made_again_under_the_same_names(storage):
    stored = store(photo())
    source = sources(stored.digest, stored.width, stored.height)[0]
    whole = storage.open(source.jpeg).read()
    for name in (source.jpeg, stored.original):
        Path(storage.path(name)).write_bytes(b"half")
    names = files(storage)
    store(photo())
    assert storage.open(source.jpeg).read() == whole
    assert files(storage) == names


def test_a_bad_picture_leaves_nothing_behind(storage):
    with pytest.raises(BadPicture):
        store(b"<svg/>")
    assert not files(storage)


def test_sources_come_narrowest_first_and_are_served(storage):
    digest = "ab" * 32
    assert [source.width for source in sources(digest, 3000, 2000)] == [320, 640, 1280, 1920]
    assert sources(digest, 300, 200) == ((300, *(f"photos/ab/{digest}-300.{kind}" for kind in ("webp", "jpg", "avif"))),)
    assert media_type(sources(digest, 300, 200)[0].webp) == "image/webp"


def test_originals_and_what_readers_get_can_lie_apart(settings, tmp_path):
    apart = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "served"}}
    settings.STORAGES = settings.STORAGES | {"photos": apart}
    stored = store(photo())
    assert (Path(settings.MEDIA_ROOT) / stored.original).is_file()
    assert {path.suffix for path in (tmp_path / "served").rglob("*") if path.is_file()} == {".webp", ".jpg"}
    assert not (tmp_path / "served" / "originals").exists()


def test_the_avif_files_come_later_and_lie_beside_the_others(storage):
    stored = store(photo())
    names = [source.avif for source in sources(stored.digest, stored.width, stored.height)]
    assert not any(map(storage.exists, names))
    store_avif(stored.digest, stored.original)
    for name in names:
        with storage.open(name) as file, Image.open(file) as image:
            assert (image.format, image.width) == ("AVIF", int(name.rpartition("-")[2].removesuffix(".avif")))
