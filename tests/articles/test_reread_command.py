"""`manage.py reread`, as an operator uses it."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.ingest import ingest
from articles.models import Article
from tests.articles.test_extract import PAGE
from tests.articles.test_ingest import everything

pytestmark = pytest.mark.django_db


def reread(*arguments):
    """Give (exit status, standard output, standard error)."""
    out, err = StringIO(), StringIO()
    try:
        call_command("reread", *arguments, stdout=out, stderr=err)
    except SystemExit as end:
        return end.code, out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


@pytest.fixture
def article(tmp_path):
    """A story that was read by older rules."""
    page = tmp_path / "bridge.html"
    page.write_text(PAGE)
    (result,) = ingest([str(page)])
    Article.objects.update(headline="As older rules read it")
    return result.article


def test_it_says_what_would_change_and_writes_nothing(article):
    before = everything()
    status, out, err = reread()
    assert (status, err) == (0, "")
    assert "    - As older rules read it\n    + The bridge stands\n" in out
    assert "1 read: 1 would change" in out
    assert everything() == before


def test_it_changes_the_stories_where_that_is_asked_for(article):
    assert "1 changed" in reread("--apply")[1]
    assert Article.objects.get().headline == "The bridge stands"
    assert "0 would change" in reread()[1]


def test_only_what_is_chosen_is_read(article):
    assert "1 read" in reread(article.slug)[1]
    assert "0 read" in reread("--older-rules")[1]
    with pytest.raises(CommandError, match="no section sport"):
        reread("--section", "sport")
    with pytest.raises(CommandError, match="no story nothing"):
        reread("nothing")


def test_what_can_t_be_read_any_more_is_told(article):
    Article.objects.update(identity="file:elsewhere")
    status, _, err = reread("--apply")
    assert status == 1
    assert "another story" in err
    assert Article.objects.get().headline == "As older rules read it"


def test_stories_of_which_no_page_is_kept_are_told(article):
    article.page.delete()
    assert "Of 1 story no page is kept" in reread()[2]
