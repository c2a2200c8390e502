"""Every address of the desk, and who is let in: c a caption editor, e an editor, a an administrator.

Staff without a role are let in nowhere but at the first page, and readers not even there.
"""

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import get_resolver, reverse

from articles.appearances.rows import Pairing
from articles.drafts import new_draft
from articles.models import Reread, Subscription
from articles.roles import ROLES
from gallery.desk.photos import change
from gallery.models import Comparison, Decision, FormerFile
from tests.factories import make_story

pytestmark = pytest.mark.django_db

ROWS = {  # who sees rows, adds, changes, deletes them
    "articles_article": ("cea", "ea", "ea", "a"),
    "articles_pairing": ("ea", "", "", ""),
    "articles_reread": ("ea", "ea", "ea", ""),
    "articles_section": ("cea", "ea", "ea", "ea"),
    "articles_source": ("cea", "ea", "ea", "ea"),
    "articles_subscription": ("cea", "ea", "", "ea"),
    "auth_group": ("a", "a", "a", "a"),
    "auth_user": ("a", "a", "a", "a"),
    "django_tasks_database_dbtaskresult": ("", "", "", ""),
    "gallery_caption": ("cea", "", "cea", ""),
    "gallery_comparison": ("ea", "", "", ""),
    "gallery_decision": ("cea", "", "", ""),
    "gallery_formerfile": ("ea", "", "", ""),
    "gallery_photo": ("cea", "", "ea", ""),
    "gallery_rendition": ("ea", "", "", ""),
}
OWN = {  # who may ask by GET, by POST
    "articles_article_address": ("", "ea"),
    "articles_article_arrange": ("", "ea"),
    "articles_article_correct": ("", "ea"),
    "articles_article_join": ("", "ea"),
    "articles_article_lead": ("", "ea"),
    "articles_article_part": ("", "ea"),
    "articles_article_preview": ("cea", ""),
    "articles_article_reword": ("", "ea"),
    "articles_article_source": ("", "ea"),
    "articles_draft": ("ea", "ea"),
    "articles_draft_picture": ("ea", ""),
    "articles_pairing_answer": ("", "ea"),
    "articles_subscription_ask": ("", "ea"),
    "articles_subscription_go_on": ("", "ea"),
    "articles_subscription_pause": ("", "ea"),
    "articles_subscription_retry": ("", "ea"),
    "auth_user_password_change": ("a", "a"),
    "gallery_caption_answer": ("", "cea"),
    "gallery_caption_bulk": ("cea", "cea"),
    "gallery_caption_go_back": ("", "cea"),
    "gallery_caption_offered": ("cea", ""),
    "gallery_caption_remarks": ("", "cea"),
    "gallery_decision_on": ("", "ea"),
    "gallery_photo_go_back": ("", "ea"),
    "gallery_caption_row": ("cea", "cea"),
    "gallery_comparison_answer": ("", "ea"),
    "gallery_comparison_queue": ("ea", ""),
    "gallery_decision_undo": ("", "ea"),
    "gallery_photo_evidence": ("cea", "ea"),
    "gallery_photo_withdraw": ("", "ea"),
}
STOCK = ("changelist", "add", "change", "delete", "history")
EVERYBODY_S = {"index", "login", "logout", "password_change", "password_change_done", "autocomplete", "jsi18n", "view_on_site", "app_list"}
OTHER_ARGUMENTS = {"gallery_caption_bulk": ["replace"], "gallery_caption_offered": ["agency"], "gallery_comparison_queue": []}


def names(patterns):
    for each in patterns:
        if hasattr(each, "url_patterns"):
            yield from names(each.url_patterns)
        elif each.name:
            yield each.name


def test_the_tables_name_every_address_of_the_desk():
    admin = next(each for each in get_resolver().url_patterns if getattr(each, "app_name", "") == "admin")
    stock = {f"{rows}_{what}" for rows in ROWS for what in STOCK}
    assert set(names(admin.url_patterns)) == stock | set(OWN) | EVERYBODY_S


@pytest.fixture
def keys():
    """A row of each kind; the decision is about photos."""
    story = make_story()
    caption, other = story.captions.first(), story.captions.last()
    photo = caption.photo
    change(photo, {"alt": "A bridge."}, None)
    comparison = Comparison.objects.create(left=photo, right=other.photo, why="They look alike.", coarse=1, fine=1)
    size = {"width": 10, "height": 10, "colour": "#000000"}
    former = FormerFile.objects.create(photo=photo, original="originals/ab.jpg", digest="ab" * 32, **size)
    pairing = Pairing.objects.create(left=story, right=make_story(), rule="many", alike=70)
    source = Subscription.objects.create(url="https://paper.example/feed", is_gone=True)
    rows = [source, pairing, story, Reread.objects.create(), story.section, story.source, Group.objects.first(), caption, comparison]
    rows += [Decision.objects.get(), former, photo, photo.renditions.get()]
    return {row._meta.label_lower.replace(".", "_"): row.pk for row in rows}


def is_let_in(answer):
    """Whether an answer is more than the way to the login, a refusal, or that it is no question."""
    return answer.status_code not in (403, 405) and answer.get("Location", "").partition("?")[0] not in ("/admin/", "/admin/login/")


@pytest.fixture(params=[*ROLES, "no role", "no staff"])
def let_in(client, keys, request):
    """Give, by name, whom the table lets in of whom this one is: their letter or nothing; and ask."""
    user = get_user_model().objects.create_user("who", is_staff=request.param != "no staff")
    if request.param in ROLES:
        user.groups.add(Group.objects.get(name=request.param))
    keys["auth_user"], keys["django_tasks_database_dbtaskresult"] = user.pk, "0" * 32
    keys["articles_draft"] = new_draft(user, b"A page.").pk
    client.force_login(user)
    letter = request.param[0] if request.param in ROLES else "-"

    def differing(asked):
        answers = ((what, letter in who, is_let_in(getattr(client, method)(path))) for what, method, path, who in asked)
        return [f"{what}: {'is' if found else 'is not'} let in" for what, wanted, found in answers if found != wanted]

    return differing


def test_rows_are_seen_added_changed_and_deleted_by_those_who_may(let_in, keys):
    asked = []
    for rows, (see, add, write, delete) in ROWS.items():
        at = {name: reverse(f"admin:{rows}_{name}", args=[] if name in STOCK[:2] else [keys[rows]]) for name in STOCK}
        asked += [(f"{rows} {name}", "get", at[name], see) for name in ("changelist", "change")]
        asked += [(f"{rows} add", "post", at["add"], add), (f"{rows} change by hand", "post", at["change"], write)]
        asked += [(f"{rows} delete", "get" if delete else "post", at["delete"], delete)]
    assert let_in(asked) == []


def test_the_desk_s_own_addresses_answer_those_who_may_ask(let_in, keys):
    asked = []
    for name, (get, post) in OWN.items():
        rows = "articles_draft" if name.startswith("articles_draft") else "_".join(name.split("_")[:2])
        more = ["ab" * 32] if name == "articles_draft_picture" else []
        path = reverse(f"admin:{name}", args=OTHER_ARGUMENTS.get(name, [keys[rows], *more]))
        asked += [(f"{name} {method}", method, path, who) for method, who in (("get", get), ("post", post))]
    assert let_in(asked) == []
