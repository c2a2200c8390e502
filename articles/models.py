"""Article, Section and Source: the rows (story_questions: what pages ask of stories)."""

from collections.abc import Iterable
from functools import cache
from typing import Any, Self

from django.db import models
from django.db.models.functions import Coalesce, Now
from django.utils import timezone

from articles.appearances.rows import Joinable
from articles.corrections import Correction
from articles.drafts import Draft
from articles.feeds.hub_rows import Hub, Topic
from articles.feeds.piece_rows import Piece
from articles.hosts import Host, Visit, Worker
from articles.kept_pages import Page
from articles.reading.story import STORED_KINDS
from articles.rereads import Reread, Rereading
from articles.search.rows import Due, Indexed, Like
from articles.story_questions import ArticleQuerySet
from articles.subscriptions.rows import Item, Subscription
from gallery.library import settle_story
from gallery.paths import path_of

__all__ = [
    "Article",
    "ArticleQuerySet",
    "Correction",
    "Draft",
    "Due",
    "Host",
    "Hub",
    "Indexed",
    "Item",
    "Like",
    "Page",
    "Piece",
    "Reread",
    "Rereading",
    "Section",
    "Source",
    "Subscription",
    "Topic",
    "Visit",
    "Worker",
]


IN_A_ROW = 9
"""Sections that the masthead has room for."""
SHOWN = ("headline", "standfirst", "section")  # What editors may write over the source's.


class Source(models.Model):
    """A publisher whose pages are read."""

    name = models.CharField(max_length=200, unique=True)

    def __str__(self) -> str:
        return self.name


class SectionQuerySet(models.QuerySet):
    """The questions the pages ask of sections."""

    def in_use(self) -> Self:
        """Those with stories that readers may see, as many as the masthead's row holds."""
        return self.filter(_in_use())[:IN_A_ROW]


@cache
def _in_use() -> models.Exists:
    return models.Exists(Article.objects.published().filter(section=models.OuterRef("pk")).order_by())


class Section(models.Model):
    """A part of the paper: World, Science, …"""

    name = models.CharField(max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True, allow_unicode=True)
    place = models.PositiveSmallIntegerField(default=100, help_text="Its place in the masthead's row, the least first.")

    objects = SectionQuerySet.as_manager()

    class Meta:
        ordering = ["place", "name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """Give the address of the section's front."""
        return path_of("section", self.slug)


class Article(Joinable):
    """One story, recognised by its `identity` and never by its words, which get corrected.

    What is shown as headline, standfirst and section is an editor's (`edited_*`) where there is one, else the source's (`source_*`,
    which an ingest writes); `show` keeps it so. `version` guards two editors at once. Slug and GUID are made once and kept: addresses
    and feed readers hold on to them.
    """

    class Status(models.TextChoices):
        """Whether readers see it."""

        DRAFT = "draft"
        PUBLISHED = "published"
        WITHDRAWN = "withdrawn"
        JOINED = "joined"

    identity = models.CharField(max_length=2000, unique=True, editable=False)
    """`url:` and the canonical address without tracking, else `file:` and the name given with it."""
    slug = models.SlugField(max_length=120, unique=True, allow_unicode=True, editable=False)
    guid = models.CharField(max_length=250, unique=True, editable=False)
    status = models.CharField(max_length=10, choices=Status, default=Status.PUBLISHED)
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in sorted(STORED_KINDS)])
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="articles")
    section = models.ForeignKey(Section, models.PROTECT, null=True, blank=True, related_name="articles")
    url = models.URLField(max_length=2000, blank=True)
    """Where the original stands, for the reader's link to it."""
    headline = models.CharField(max_length=500)
    standfirst = models.TextField(blank=True)
    source_headline = models.CharField(max_length=500, default="", editable=False)
    source_standfirst = models.TextField(blank=True, default="", editable=False)
    source_section = models.ForeignKey(Section, models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    edited_headline = models.CharField(max_length=500, null=True, blank=True)
    edited_standfirst = models.TextField(null=True, blank=True)
    edited_section = models.ForeignKey(Section, models.PROTECT, null=True, blank=True, related_name="+")
    """NULL: the source's."""
    basis_headline = models.CharField("source’s headline then", max_length=500, null=True, editable=False)
    basis_standfirst = models.TextField("source’s standfirst then", null=True, editable=False)
    basis_section = models.ForeignKey(Section, models.PROTECT, "+", null=True, editable=False, verbose_name="source’s section then")
    """What the source said when an editor first wrote over it, or last kept what they wrote; nothing where nobody did."""
    withdrawn_because = models.TextField(blank=True, default="", max_length=1000)
    """Why it was withdrawn, for the desk."""
    photo_order = models.JSONField(null=True, blank=True, editable=False)
    """What its pictures are by themselves (`Caption.born`) in an editor's order, the lead first; NULL: the source's order holds."""
    version = models.PositiveIntegerField(default=1, editable=False)
    authors = models.JSONField(default=list, blank=True)
    contributors = models.JSONField(default=list, blank=True)
    agency = models.CharField(max_length=200, blank=True)
    dateline = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    updated_at = models.DateTimeField(null=True, blank=True)
    """When the source says that it last changed the story."""
    dated_at = models.DateTimeField(db_index=True, editable=False)
    """The time the paper files it under: when it was published, unless that is still to come, else when it was first read."""
    issued_at = models.DateTimeField(null=True, editable=False)
    """What it was filed under at first, where that is another time now: feeds go on saying it, or an item read would be new again."""
    changed_at = models.DateTimeField(editable=False)
    """When what a reader sees of it last changed here, by an ingest or by an editor."""
    redrawn_at = models.DateTimeField(null=True, editable=False)
    """When something beside the story last changed on its page: its receipt, the files of a photo. Feeds don't ask."""
    first_read_at = models.DateTimeField(db_default=Now(), editable=False)
    language = models.CharField(max_length=35, blank=True)
    direction = models.CharField(max_length=3, choices=[("ltr", "left to right"), ("rtl", "right to left")], default="ltr")
    body = models.TextField(blank=True)
    """Sanitised HTML, one top-level block a line."""
    links = models.JSONField(default=list, blank=True)
    """`{"role", "url", "label"}` of each video, gallery or embed the source named."""

    objects = ArticleQuerySet.as_manager()

    DECIDED = (
        *(f"{of}_{name}" for of in ("edited", "basis") for name in ("headline", "standfirst", "section_id")),
        *("status", "withdrawn_because", "photo_order", "joined_to_id", "status_apart"),
    )
    UNSEEN = (*(f"basis_{name}" for name in ("headline", "standfirst", "section_id")), "withdrawn_because")
    READ_FROM_SOURCES = True

    class Meta:
        verbose_name = "story"
        verbose_name_plural = "stories"
        ordering = ["-dated_at", "-pk"]
        indexes = [
            models.Index(fields=["section", "status", "dated_at", "id"], name="article_section_page"),
            models.Index(fields=["status", "dated_at", "id"], name="article_archive"),  # counts, without a look at the rows
            models.Index(fields=["changed_at"], name="article_changed"),
            models.Index(fields=["headline"], name="article_headline"),  # searched in, without the texts that stand beside it
        ]
        constraints = [
            models.CheckConstraint(condition=~models.Q(headline=""), name="article_has_a_headline"),
            models.CheckConstraint(condition=models.Q(direction__in=["ltr", "rtl"]), name="article_direction"),
            models.CheckConstraint(condition=models.Q(status__in=["draft", "published", "withdrawn", "joined"]), name="article_status"),
            models.CheckConstraint(condition=models.Q(status="joined") ^ models.Q(joined_to=None), name="article_joined_to"),
        ]

    def __str__(self) -> str:
        return self.headline

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it; a new one says what its source does."""
        if self._state.adding and not self.source_headline:
            for name in SHOWN:
                setattr(self, f"source_{name}", getattr(self, name))
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Give the address of the story's page."""
        return path_of("story", self.slug)

    @classmethod
    def show(cls, pks: Iterable[int]) -> None:
        """Let readers see what is decided of stories now: an editor's words, else the source's; feeds and caches are told."""
        shown = {name: Coalesce(f"edited_{name}", f"source_{name}") for name in SHOWN}
        cls.objects.filter(pk__in=list(pks)).update(**shown, changed_at=timezone.now())

    @classmethod
    def after_undo(cls, pks: list[int], seen: set[int]) -> None:
        """Let other editors see that what was decided of stories was put back, and readers where they see something of it."""
        cls.refuse_contradictions(pks)
        cls.objects.filter(pk__in=pks).update(version=models.F("version") + 1)
        for article in cls.objects.filter(pk__in=pks):
            settle_story(article)
        cls.show(seen)

    @property
    def blocks(self) -> list[str]:
        """The body's top-level blocks, each sanitised HTML."""
        return self.body.splitlines()
