"""Web archives given to the desk."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from articles import drafting
from articles.drafts import Draft
from articles.models import Article
from gallery.models import Photo
from tests.articles.test_admin_add import desk, editor, give, text, wish
from tests.articles.webarchives.making import ONE_PICTURE, PAGE_AND_PICTURE, PICTURE, PLACE, STORY, answered, mhtml, warc

pytestmark = pytest.mark.django_db
__all__ = ["desk", "editor"]


def upload(name, data):
    return SimpleUploadedFile(name, data)


def of_kind(kind, folder):
    return mhtml() if kind == "mhtml" else warc(folder / "a", PAGE_AND_PICTURE, gzip=True).read_bytes()


@pytest.mark.parametrize("kind", ["mhtml", "warc.gz"])
def test_an_archive_is_shown_and_stored_with_its_address_and_its_picture(desk, tmp_path, kind):
    give(desk, files=upload(f"a.{kind}", of_kind(kind, tmp_path)))
    draft = Draft.objects.get()
    drafting.look(draft.pk)
    draft.refresh_from_db()
    assert (draft.state, draft.url, draft.files) == (Draft.State.READY, PLACE, [PICTURE])
    wish(desk, "store")
    drafting.store_draft(draft.pk)
    article = Article.objects.get()
    assert (article.identity, article.page.taken_at) == (f"url:{PLACE}", draft.taken_at)
    assert draft.taken_at
    assert Photo.objects.get().width == 400


def test_of_several_pages_the_one_whose_address_is_given_is_meant(desk, tmp_path):
    ferry = PLACE.replace("bridge", "ferry")
    data = warc(tmp_path / "a", [*PAGE_AND_PICTURE, answered(ferry, STORY)]).read_bytes()
    assert "there are 2 pages in it" in text(give(desk, files=upload("a.warc", data)))
    give(desk, files=upload("a.warc", data), url=ferry)
    assert Draft.objects.get().url == ferry


@pytest.mark.parametrize(
    ("data", "said"),
    [(mhtml(b"", ()).replace(b"text/html; charset", b"text/css; charset"), "there is no page in it"), (b"WARC/1.0\r\nx", "no page in it")],
)
def test_what_is_wrong_is_said_in_the_form(desk, data, said):
    assert said in text(give(desk, files=upload("a.mhtml", data)))
    assert not Draft.objects.exists()


def test_an_archive_is_given_alone(desk):
    files = [upload("a.mhtml", mhtml()), upload("a.jpg", ONE_PICTURE[0][2])]
    assert "an archive is given alone" in text(give(desk, files=files))
