"""Adding a story at the desk: nothing is stored before it was looked at, and what was looked at is what is stored."""

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from articles import drafting, drafts, visits
from articles.drafts import Draft
from articles.ingest import ingest
from articles.models import Article
from gallery.models import Caption, Photo
from tests.articles.test_extract import PAGE
from tests.articles.test_ingest import a_picture, everything
from tests.articles.test_uploads import packed

pytestmark = pytest.mark.django_db
ADD = "/admin/articles/article/add/"
SAVED = PAGE.replace("/a-320.jpg", "bridge_files/a-320.jpg").replace('<source srcset="/a.webp 800w">', "")


@pytest.fixture
def editor():
    editor = User.objects.create_user("ed", is_staff=True)
    editor.user_permissions.set(Permission.objects.filter(codename__in=["add_article", "change_article", "view_article"]))
    return editor


@pytest.fixture
def desk(client, editor):
    client.force_login(editor)
    return client


def give(desk, **said):
    """Give something, and follow to what the desk shows of it."""
    return desk.post(ADD, said, follow=True)


def wish(desk, what, draft=None):
    return desk.post(reverse("admin:articles_draft", args=[(draft or Draft.objects.first()).pk]), {"wish": what}, follow=True)


def text(answer):
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def rows():
    return {name: found for name, found in everything().items() if name != "Draft"}


class TestPasted:
    def test_it_is_shown_with_its_receipt_before_anything_is_stored(self, desk):
        before = rows()
        said = text(give(desk, pasted=PAGE))
        for words in [
            "The bridge stands",
            "The old bridge over the river",
            "1 photo",
            "A dog runs.",
            "Staff photo",
            "2 shown, 1 collapsed",
        ]:
            assert words in said
        assert "This is a new story" in said
        assert rows() == before

    def test_what_was_shown_is_stored_and_found_again(self, desk):
        give(desk, pasted=PAGE)
        said = wish(desk, "store").content.decode()
        article = Article.objects.get()
        assert article.headline == "The bridge stands"
        assert article.get_absolute_url() in said
        assert reverse("admin:articles_article_change", args=[article.pk]) in said
        assert article.page.as_read().data.decode() == PAGE

    def test_a_story_that_is_here_is_updated_and_what_differs_is_shown(self, desk):
        give(desk, pasted=PAGE)
        wish(desk, "store")
        said = text(give(desk, pasted=PAGE.replace("The bridge stands<", "The bridge fell<")))
        assert "This story is here already: storing it changes what is marked below" in said
        assert "Update the story" in said
        assert Article.objects.get().headline == "The bridge stands"
        wish(desk, "store")
        assert Article.objects.get().headline == "The bridge fell"

    def test_the_very_same_story_changes_nothing(self, desk):
        give(desk, pasted=PAGE)
        wish(desk, "store")
        before = rows()
        assert "word for word" in text(give(desk, pasted=PAGE))
        wish(desk, "store")
        assert rows() == before

    def test_plain_text_of_no_known_place_is_a_story_too_and_the_same_again(self, desk, seed):
        scrape = (seed / "arkansasonline-2020-09-15.txt").read_text().replace("https://", "hxxps://")
        for _ in range(2):
            give(desk, pasted=scrape)
            wish(desk, "store")
        assert Article.objects.count() == 1
        assert Caption.objects.count() == 9

    def test_its_letters_are_those_of_the_form_whatever_the_page_says(self, desk):
        page = PAGE.replace("<head>", '<head><meta charset="windows-1251">').replace("dog", "søt hund")
        assert "A søt hund runs." in text(give(desk, pasted=page))

    def test_the_address_given_with_it_says_where_it_stood(self, desk):
        give(desk, url="https://www.paper.example/there", pasted=re.sub("<link[^>]*>", "", PAGE))
        wish(desk, "store")
        assert Article.objects.get().url == "https://www.paper.example/there"
        assert Photo.objects.get().renditions.filter(url="https://www.paper.example/a-320.jpg").exists()

    def test_a_long_page_of_many_letters_is_read(self, desk):
        long = PAGE.replace("<nav>", f"<script>// {'щ' * 2_000_000}</script><nav>")
        assert "This is a new story" in text(give(desk, pasted=long))

    def test_a_page_that_is_too_long_is_said_and_stays_in_the_form(self, desk):
        answer = give(desk, pasted=PAGE + " " * 10 * 1024 * 1024)
        assert "it is too large" in text(answer)
        assert len(answer.context["form"]["pasted"].value()) > 10 * 1024 * 1024

    @pytest.mark.parametrize("nothing", ["Two words.", '{"a": 1}', "<html><body><p>Please accept cookies</p></body></html>"])
    def test_what_is_no_article_is_said_and_stays_in_the_form(self, desk, nothing):
        answer = give(desk, pasted=nothing, url="https://www.paper.example/")
        assert "Nothing can be made of this: it" in text(answer)
        assert answer.context["form"]["pasted"].value() == nothing
        assert answer.context["form"]["url"].value() == "https://www.paper.example/"
        assert not Draft.objects.exists()

    def test_a_page_can_t_speak_for_the_desk(self, desk):
        page = PAGE.replace("A dog runs. (", "&lt;script&gt;alert(1)&lt;/script&gt; runs. (")
        answer = give(desk, pasted=page).content.decode()
        assert "<script>alert" not in answer
        assert "&lt;script&gt;alert(1)" in answer


class TestUploaded:
    def files(self):
        return [SimpleUploadedFile("bridge.html", SAVED.encode()), SimpleUploadedFile("a-320.jpg", a_picture())]

    def test_a_page_with_its_picture_shows_it_and_stores_it(self, desk):
        answer = give(desk, files=self.files())
        (src,) = re.findall(r'<img src="([^"]+)"', answer.content.decode())
        shown = desk.get(src)
        assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
        assert b"".join(shown.streaming_content)[:2] == b"\xff\xd8"
        assert not Photo.objects.exists()
        wish(desk, "store")
        assert Photo.objects.get().width == 400

    def test_a_zip_file_of_a_saved_page(self, desk):
        inside = packed(("here/bridge.html", SAVED), ("here/bridge_files/a-320.jpg", a_picture()))
        give(desk, files=[SimpleUploadedFile("bridge.zip", inside)])
        wish(desk, "store")
        assert Photo.objects.get().width == 400

    def test_it_is_the_story_that_the_command_makes_of_the_same_page(self, desk, tmp_path):
        give(desk, files=self.files())
        wish(desk, "store")
        (tmp_path / "bridge_files").mkdir()
        (tmp_path / "bridge.html").write_text(SAVED)
        (tmp_path / "bridge_files" / "a-320.jpg").write_bytes(a_picture())
        before = rows()
        list(ingest([str(tmp_path / "bridge.html")]))
        assert rows() == before

    def test_a_file_that_is_no_page_is_said(self, desk):
        assert "there is no page in it" in text(give(desk, files=[SimpleUploadedFile("a.jpg", a_picture())]))
        said = text(give(desk, files=[SimpleUploadedFile("a.html", b"%PDF-1.7")]))
        assert "it is a PDF file, not a page" in said


class TestByAddress:
    @pytest.fixture
    def page(self, publisher):
        html = PAGE.replace("https://www.paper.example/bridge", publisher.url("/bridge"))
        publisher.answers["/bridge"] = (200, {"Content-Type": "text/html; charset=utf-8"}, html.encode())
        return publisher.url("/bridge")

    def test_it_is_fetched_shown_and_stored_as_it_was_shown(self, desk, publisher, page):
        assert "The bridge stands" in text(give(desk, url=page))
        publisher.answers["/bridge"] = b"<p>Something else by now.</p>"
        wish(desk, "store")
        assert Article.objects.get().headline == "The bridge stands"
        assert publisher.asked["/bridge"] == 1

    def test_what_can_t_be_had_is_said_and_can_be_tried_again(self, desk, publisher, page):
        answer, publisher.answers["/bridge"] = publisher.answers["/bridge"], (404, {}, b"")
        said = text(give(desk, url=page))
        assert "Nothing was stored of" in said
        assert "404" in said
        publisher.answers["/bridge"] = answer
        assert "This is a new story" in text(wish(desk, "again"))

    def test_a_private_address_is_refused(self, desk):
        assert "Nothing was stored of http://127.0.0.1:9/page" in text(give(desk, url="http://127.0.0.1:9/page"))

    def test_other_schemes_are_refused_in_the_form(self, desk):
        for url in ("ftp://paper.example/a", "file:///etc/passwd", "javascript:alert(1)"):
            assert give(desk, url=url).context["form"].errors["url"]

    def test_without_a_worker_it_waits_and_says_so(self, desk, page, settings):
        settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
        answer = give(desk, url=page)
        assert "No worker is running" in text(answer)
        assert 'data-hx-get="?state"' in answer.content.decode()
        draft = Draft.objects.get()
        where = reverse("admin:articles_draft", args=[draft.pk]) + "?state"
        assert "fetched from" in text(desk.get(where, headers={"HX-Request": "true"}))
        drafting.look(draft.pk)
        assert desk.get(where, headers={"HX-Request": "true"})["HX-Refresh"] == "true"


class TestADraft:
    @pytest.fixture
    def draft(self, desk):
        give(desk, pasted=PAGE)
        return Draft.objects.get()

    def test_is_not_stored_by_other_rules_than_it_was_shown_by(self, desk, draft, monkeypatch):
        monkeypatch.setattr(visits, "rules", lambda: "newer")
        said = text(wish(desk, "store"))
        assert "rules were changed since you looked" in said
        assert "This is a new story" in said
        assert not Article.objects.exists()
        wish(desk, "store")
        assert Article.objects.exists()

    def test_is_not_stored_where_the_rules_change_while_it_waits_for_that(self, draft, monkeypatch):
        drafting.begin_storing(draft)
        monkeypatch.setattr(visits, "rules", lambda: "newer")
        drafting.store_draft(draft.pk)
        draft.refresh_from_db()
        assert (draft.state, draft.problem) == ("refused", drafting.RULES_CHANGED)
        assert not Article.objects.exists()

    def test_is_stored_once_however_often_somebody_says_so(self, desk, draft):
        wish(desk, "store")
        before = rows()
        wish(desk, "store")
        assert rows() == before

    def test_thrown_away_leaves_nothing(self, desk, draft):
        wish(desk, "discard")
        assert not Draft.objects.exists()
        assert not default_storage.exists(f"{draft.folder}/page")

    def test_stored_leaves_no_file(self, desk, draft):
        wish(desk, "store")
        assert not default_storage.exists(f"{draft.folder}/page")

    def test_is_thrown_away_after_a_week(self, draft):
        Draft.objects.update(given_at=timezone.now() - drafts.KEPT - timedelta(minutes=1))
        drafts.forget_old()
        assert not Draft.objects.exists()
        assert not default_storage.exists(f"{draft.folder}/page")

    def test_is_listed_until_it_is_stored(self, desk, draft):
        assert "Not stored yet" in text(desk.get(ADD))
        wish(desk, "store")
        assert "Not stored yet" not in text(desk.get(ADD))

    def test_is_nobody_else_s(self, client, draft, editor):
        other = User.objects.create_user("other", is_staff=True)
        other.user_permissions.set(editor.user_permissions.all())
        client.force_login(other)
        assert client.get(reverse("admin:articles_draft", args=[draft.pk])).status_code == 404
        assert wish(client, "store", draft).status_code == 404

    def test_only_so_many_wait(self, desk, draft, monkeypatch):
        monkeypatch.setattr(drafts, "MOST", 1)
        assert "You have 1 stories waiting" in text(give(desk, pasted=PAGE))
        assert Draft.objects.count() == 1

    def test_a_fault_of_ours_is_said_and_keeps_what_was_given(self, desk, draft, monkeypatch):
        monkeypatch.setattr(drafting, "store", lambda *given: 1 / 0)
        assert "went wrong on our side" in text(wish(desk, "store"))
        assert draft.get("page").decode() == PAGE


def test_who_may_not_add_stories_is_refused_at_every_door(client, desk, editor):
    give(desk, pasted=PAGE)
    draft = Draft.objects.get()
    editor.user_permissions.set(Permission.objects.filter(codename="view_article"))
    where = reverse("admin:articles_draft", args=[draft.pk])
    picture = reverse("admin:articles_draft_picture", args=[draft.pk, "0" * 64])
    asked = [
        client.get(ADD),
        client.post(ADD, {"pasted": PAGE}),
        client.get(where),
        client.post(where, {"wish": "store"}),
        client.get(picture),
    ]
    assert [answer.status_code for answer in asked] == [403] * 5
    assert not Article.objects.exists()


def test_one_thing_is_given_at_a_time(desk):
    assert "Give an address, a text or a file." in text(give(desk))
    both = give(desk, pasted=PAGE, files=[SimpleUploadedFile("a.html", PAGE.encode())])
    assert "not both" in text(both)
