"""What waits for an editor: said on the desk's first page."""

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.urls import reverse

from gallery import stories
from gallery.models import Caption, Comparison

MOST = 10
"""Captions whose source changed that are named one by one."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """Work of one kind, in words with its number, and the page where it is done."""

    words: str
    address: str


def waiting_for(user: AbstractBaseUser) -> list[Waiting]:
    """Count what an editor may decide and nobody has."""
    found = []
    if user.has_perm("gallery.change_photo") and (pairs := Comparison.objects.open().count()):
        what = "pair of pictures that may be one photograph" if pairs == 1 else "pairs of pictures that may be one photograph"
        found.append(Waiting(f"{pairs} {what}", reverse("admin:gallery_comparison_queue")))
    if user.has_perm("articles.change_article") and (pairs := stories.open_pairs()):
        what = "pair of stories that may be one" if pairs == 1 else "pairs of stories that may be one"
        found.append(Waiting(f"{pairs} {what}", reverse("admin:articles_pairing_changelist")))
    if user.has_perm("gallery.change_caption"):
        for caption in Caption.objects.overtaken().select_related("article").order_by("pk")[:MOST]:
            where = reverse("admin:gallery_caption_change", args=[caption.pk])
            found.append(Waiting(f"The source changed its words under yours in “{caption.article}”", where))
    return found
