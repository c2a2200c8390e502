"""A made-up library."""

import pytest
from django.core.management import CommandError, call_command

from articles.made_up import make
from articles.models import Article
from articles.search import finding
from articles.search.questions import read
from gallery.models import Caption

pytestmark = pytest.mark.django_db


def test_its_stories_have_pages_and_are_found(client):
    call_command("make_library", "12", verbosity=0)
    assert Article.objects.published().count() == 12
    assert Caption.objects.filter(photo__digest__isnull=False).count() == 2
    assert client.get(Article.objects.first().get_absolute_url()).status_code == 200
    assert finding.find(read("the")).keys
    assert finding.sights(read("the"), 5)[0]


def test_it_is_the_same_each_time_and_grows():
    list(make(3))
    said = list(Article.objects.order_by("pk").values_list("headline", "body", "dated_at"))
    Article.objects.all().delete()
    list(make(3))
    assert list(Article.objects.order_by("pk").values_list("headline", "body", "dated_at")) == said
    list(make(2))
    assert Article.objects.count() == 5


def test_nothing_to_make_is_told():
    with pytest.raises(CommandError, match="1 or more"):
        call_command("make_library", "0")
