"""The desk's first page says what waits for an editor."""

import pytest
from django.contrib.auth import get_user_model
from django.urls import reverse

from gallery.desk import words
from gallery.models import Caption, Comparison
from tests.factories import add_caption, make_article, make_photo

pytestmark = pytest.mark.django_db


def test_a_pair_in_doubt_and_a_source_that_changed_under_an_edit_are_named(admin_client):
    caption = add_caption(make_article(headline="The quay"), "A bridge.", make_photo())
    words.edit(caption, 1, "The bridge.", "", get_user_model().objects.create_user("ed"))
    Caption.objects.update(source_text="Another bridge.")
    left, right = make_photo("green"), make_photo("olive")
    Comparison.objects.create(left=left, right=right, why="it is mirrored", coarse=0.9, fine=0.9)
    page = admin_client.get(reverse("admin:index")).content.decode()
    assert "1 pair of pictures that may be one photograph" in page
    assert "The source changed its words under yours in “The quay”" in page


def test_where_nothing_waits_that_is_said(admin_client):
    assert "Nothing: no source changed under an edit" in admin_client.get(reverse("admin:index")).content.decode()
