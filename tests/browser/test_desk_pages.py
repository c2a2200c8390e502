"""Every page of the desk: nothing for axe to find, in light and dark, nothing against the policy, and no page wider than its window."""

import pytest
from django.contrib.auth import get_user_model

from articles.appearances import addresses, joining
from articles.appearances.rows import How, Pairing
from gallery.desk import words
from gallery.models import Comparison, Decision
from tests.factories import add_caption, make_article, make_photo

pytestmark = pytest.mark.django_db(transaction=True)

LISTS = [
    "articles/article", "articles/section", "articles/source", "articles/reread", "gallery/caption", "gallery/photo",
    "articles/pairing", "gallery/comparison", "gallery/decision", "gallery/formerfile", "gallery/rendition",
]  # fmt: skip


@pytest.fixture
def paths():
    """The desk's pages with something on each of them."""
    user = get_user_model().objects.create_superuser("editor", password="cut the line")
    caption = add_caption(make_article(headline="Bridge" * 40), "A bridge.", make_photo(), role="lead", credit="Jo Doe/AP")
    words.edit(caption, 1, f"The old bridge of {'Llanfair' * 30}.", "Jo Doe/AP", user)
    copy, doubtful = (make_article(headline=f"{name} {'quay' * 40}") for name in ("Copy", "Doubt"))
    joining.make_one(copy, caption.article, user)
    pair = Pairing.objects.create(left=caption.article, right=doubtful, rule="many", alike=72)
    addresses.also_at(caption.article, f"https://www.paper.example/{'moved' * 60}", How.MOVED)
    other = make_photo("green")
    Comparison.objects.create(left=caption.photo, right=other, why="it is mirrored", coarse=0.9, fine=0.9)
    changes = [
        f"articles/article/{caption.article_id}/change/",
        f"gallery/caption/{caption.pk}/change/",
        f"gallery/photo/{caption.photo_id}/change/",
        f"gallery/photo/{caption.photo_id}/evidence/",
        f"articles/article/{copy.pk}/change/",
        f"articles/pairing/{pair.pk}/change/",
        "articles/pairing/?answer=all",
        "gallery/comparison/queue/",
        f"gallery/decision/{Decision.objects.get(kind='words').pk}/change/",
    ]
    return ["", *(f"{each}/" for each in LISTS), "articles/article/add/", *changes]


def test_every_page_of_the_desk_is_accessible_and_keeps_the_policy(open_page, look_over, paths):
    page = open_page("/admin/")
    page.fill("[name=username]", "editor")
    page.fill("[name=password]", "cut the line")
    page.press("[name=password]", "Enter")
    page.wait_for_selector("#logout-form")
    found = look_over(page, [f"/admin/{path}" for path in paths], (1440, 390))
    assert not found, "\n".join(found)
