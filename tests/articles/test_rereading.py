"""The archive read again: what would change is found without changing it, and done where somebody chose, over nobody's head."""

import pytest
from django.contrib.auth import get_user_model
from django.core.files.storage import default_storage

from articles import kept_pages, rereading, visits
from articles.ingest import ingest
from articles.isolation import Reader
from articles.models import Article, Page, Reread, Rereading
from gallery.desk import words
from gallery.models import Caption, Photo
from tests.articles.test_extract import PAGE
from tests.articles.test_ingest import a_picture, everything
from tests.gallery.scenes import encoded, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def saved(tmp_path):
    """Take in a saved page with a picture beside it; several, of several stories, where numbers are given."""

    def taken_in(number=1, picture=None):
        folder = tmp_path / str(number)
        (folder / "bridge_files").mkdir(parents=True)
        page = folder / "bridge.html"
        text = PAGE.replace("/a-320.jpg", "bridge_files/a-320.jpg").replace("paper.example/bridge", f"paper.example/bridge-{number}")
        page.write_text(text.replace("The bridge stands", f"Bridge {number} stands"))
        (folder / "bridge_files" / "a-320.jpg").write_bytes(picture or a_picture())
        (result,) = ingest([str(page)])
        assert result.problem is None
        return result.article

    return taken_in


@pytest.fixture
def newer(monkeypatch):
    """Rules that make something else of pages: here, of what a story is now."""

    def differing(article, **changes):
        Article.objects.filter(pk=article.pk).update(**{"headline": "As older rules read it", **changes})
        monkeypatch.setattr(visits, "rules", lambda: "newer")

    return differing


def begun(**chosen):
    run = Reread(**{"only_older": False, **chosen})
    rereading.begin(run, get_user_model().objects.create_user("ed"))
    return run


def read_to_its_end(run):
    while rereading.read_on(run.pk):
        pass
    run.refresh_from_db()
    return run


def test_an_archive_that_reads_as_it_did_changes_nowhere(saved):
    for number in (1, 2):
        saved(number)
    run = read_to_its_end(begun())
    assert (run.state, run.seen, run.total, run.stories.count()) == ("read", 2, 2, 0)


def test_what_would_change_is_found_and_nothing_is_changed(saved, newer):
    article = saved()
    newer(article)
    before = {name: rows for name, rows in everything().items() if not name.startswith("Reread")}
    run = read_to_its_end(begun())
    (found,) = run.stories.all()
    assert [(each["what"], each["before"], each["after"]) for each in found.differences] == [
        ("Headline", "As older rules read it", "Bridge 1 stands")
    ]
    assert {name: rows for name, rows in everything().items() if not name.startswith("Reread")} == before


def test_only_what_was_chosen_is_changed(saved, newer):
    articles = [saved(number) for number in (1, 2)]
    for article in articles:
        newer(article)
    run = read_to_its_end(begun())
    rereading.choose(run, Rereading.objects.filter(article=articles[1]))
    assert not rereading.apply_on(run.pk)
    assert list(Article.objects.order_by("pk").values_list("headline", flat=True)) == ["As older rules read it", "Bridge 2 stands"]
    assert list(run.stories.values_list("state", flat=True)) == ["differs", "applied"]
    assert Page.objects.get(article=articles[1]).rules == "newer"


def test_photos_keep_their_files_and_editors_their_words(saved, newer):
    article = saved()
    caption = article.captions.get()
    words.edit(caption, caption.version, "The dog.", "Jane Roe", get_user_model().objects.create_user("jane"))
    newer(article)
    photo, captions = Photo.objects.values().get(), list(Caption.objects.values())
    run = read_to_its_end(begun())
    rereading.choose(run, Rereading.objects.all())
    rereading.apply_on(run.pk)
    assert Article.objects.get().headline == "Bridge 1 stands"
    assert Photo.objects.values().get() == photo
    assert list(Caption.objects.values()) == captions


def test_another_picture_under_a_known_address_stays_another_photo(saved, tmp_path):
    """Two saved pages of one place, each with another picture where their publisher's address stands."""
    articles = []
    for number in (1, 2):
        folder = tmp_path / f"of {number}"
        folder.mkdir()
        (folder / "p.html").write_text(PAGE.replace("/a-320.jpg", "a-320.jpg").replace("paper.example/bridge", f"paper.example/b-{number}"))
        (folder / "a-320.jpg").write_bytes(encoded(scene(number)))
        (result,) = ingest([str(folder / "p.html")])
        articles.append(result.article)
    assert Photo.objects.filter(digest__isnull=False).count() == 2
    before = list(Caption.objects.order_by("pk").values())
    with Reader() as reader:
        for page in reversed(rereading.pages()):
            assert rereading.find(page, reader).rehearsal.differences == ()
            assert rereading.change(page, reader) == ""
    assert list(Caption.objects.order_by("pk").values()) == before


def test_a_story_whose_page_is_lost_is_told_and_left(saved):
    article = saved()
    default_storage.delete(kept_pages.storage_name(article.page.digest))
    (found,) = read_to_its_end(begun()).stories.all()
    assert (found.state, found.differences) == ("left", [])
    assert "not in the storage" in found.problem


def test_a_story_that_would_be_another_one_is_told_and_left(saved):
    article = saved()
    Article.objects.filter(pk=article.pk).update(identity="url:https://elsewhere.example/")
    (found,) = read_to_its_end(begun()).stories.all()
    assert (found.state, found.problem) == ("left", rereading.ELSEWHERE)
    assert Article.objects.count() == 1


def test_a_page_that_is_no_story_any_more_is_told_and_left(saved):
    article = saved()
    index = kept_pages.AsRead(b"", "bridge.html", saved=True)
    kept_pages.keep(article, index, kept_pages.write(index), visits.rules(), {})
    (found,) = read_to_its_end(begun()).stories.all()
    assert found.problem == "it is empty"


def test_a_page_taken_in_anew_since_is_not_changed_to_what_was_shown(saved, newer):
    article = saved()
    newer(article)
    run = read_to_its_end(begun())
    Page.objects.filter(article=article).update(digest="0" * 64)
    rereading.choose(run, Rereading.objects.all())
    rereading.apply_on(run.pk)
    assert run.stories.get().problem == rereading.NOT_THE_PAGE
    assert Article.objects.get().headline == "As older rules read it"


def test_rules_changed_since_change_nothing(saved, newer, monkeypatch):
    newer(saved())
    run = read_to_its_end(begun())
    monkeypatch.setattr(visits, "rules", lambda: "newer still")
    rereading.choose(run, Rereading.objects.all())
    rereading.apply_on(run.pk)
    assert run.stories.get().problem == rereading.RULES_CHANGED
    assert Article.objects.get().headline == "As older rules read it"


def test_a_run_goes_on_where_it_was_ended(saved, newer, monkeypatch):
    monkeypatch.setattr(rereading, "SLICE", 2)
    for number in range(1, 4):
        newer(saved(number))
    run = begun()
    assert rereading.read_on(run.pk)
    run.refresh_from_db()
    assert (run.seen, run.state) == (2, "reading")
    assert not rereading.read_on(run.pk)
    assert read_to_its_end(run).stories.count() == 3


def test_of_two_workers_at_one_run_one_stops(saved, newer):
    newer(saved())
    run = begun()
    stale = Reread.objects.get(pk=run.pk)
    read_to_its_end(run)
    found = rereading.Found(Page.objects.get(), "late")
    assert not rereading._note(stale, found)
    assert run.stories.count() == 1


def test_a_run_reads_what_was_chosen(saved, newer):
    newer(saved(1))
    saved(2)  # by the newer rules
    assert begun(only_older=True).total == 1
    assert rereading.pages(source=Article.objects.first().source).count() == 2


def test_stories_without_a_page_are_counted(saved):
    saved()
    Page.objects.all().delete()
    assert rereading.without_page() == 1
