"""What is uploaded: one page is found among it, with its pictures, within limits whatever a zip file says."""

import io
import zipfile

import pytest

from articles import uploads
from articles.uploads import BadUpload, upload_of


def packed(*files, **options):
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", **options) as archive:
        for name, content in files:
            archive.writestr(name, content)
    return data.getvalue()


def test_a_page_alone():
    upload = upload_of([("story.txt", b"words")])
    assert (upload.name, upload.data, upload.pictures) == ("story.txt", b"words", {})


def test_a_page_with_pictures_beside_it():
    upload = upload_of([("a.jpg", b"1"), ("page.html", b"<p>"), ("b.webp", b"2")])
    assert (upload.name, upload.pictures) == ("page.html", {"a.jpg": b"1", "b.webp": b"2"})


def test_a_zip_file_of_a_saved_page_gives_paths_below_the_page():
    inside = [("saved/page.html", "<p>"), ("saved/page_files/a.jpg", "1"), ("saved/page_files/ad.html", "<b>"), ("saved/x.js", "x")]
    upload = upload_of([("saved.zip", packed(*inside))])
    assert (upload.name, upload.pictures) == ("page.html", {"page_files/a.jpg": b"1"})


def test_what_a_mac_packs_besides_is_left_aside():
    assert upload_of([("s.zip", packed(("page.html", "<p>"), ("__MACOSX/._page.html", "x")))]).name == "page.html"


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ([("a.jpg", b"1")], "no page"),
        ([("a.html", b"1"), ("b.html", b"2")], "2 pages"),
        ([("a.zip", b"PK\x03\x04 broken")], "broken"),
        ([("a.zip", b"")], "broken"),
    ],
)
def test_what_is_no_page_is_said(files, said):
    with pytest.raises(BadUpload, match=said):
        upload_of(files)


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    bomb = packed(("page.html", b"\0" * (uploads.MAX_BYTES + 1)), compression=zipfile.ZIP_DEFLATED)
    with pytest.raises(BadUpload, match="too large"):
        upload_of([("a.zip", bomb)])


def test_a_locked_entry_is_refused():
    data = bytearray(packed(("page.html", "<p>")))
    data[6] |= 1  # the flag that says it is encrypted
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(BadUpload, match="locked"):
        upload_of([("a.zip", bytes(data))])


def test_too_many_pictures_and_too_many_files_are_refused(monkeypatch):
    monkeypatch.setattr(uploads, "MOST_PICTURES", 1)
    with pytest.raises(BadUpload, match="more than 1 pictures"):
        upload_of([("p.html", b"1"), ("a.jpg", b"1"), ("b.jpg", b"1")])
    monkeypatch.setattr(uploads, "MOST_ENTRIES", 1)
    with pytest.raises(BadUpload, match="more than 1 files"):
        upload_of([("a.zip", packed(("p.html", "1"), ("q.txt", "1")))])
