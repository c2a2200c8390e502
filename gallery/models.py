"""Photo, Rendition, Caption, Sighting and Verdict: the rows, with the invariants as the database's own constraints."""

from itertools import batched
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from gallery import desk_questions
from gallery.caption_questions import CaptionQuerySet, StandingCaptions
from gallery.comparisons import Comparison, Fingerprint
from gallery.decisions import Change, Decision
from gallery.files import FormerFile
from gallery.long_work import LongWork
from gallery.names import Name, write_names
from gallery.offered import Rendition
from gallery.paths import path_of
from gallery.pixels.picture_metadata import PictureMetadata
from gallery.receipt import Mention, Sighting, choices
from gallery.rows import BATCH
from gallery.sightings import Role
from gallery.verdicts import Verdict
from gallery.weights import Weight

__all__ = [
    "Caption",
    "CaptionQuerySet",
    "Change",
    "Comparison",
    "Decision",
    "Fingerprint",
    "FormerFile",
    "LongWork",
    "Mention",
    "Name",
    "Photo",
    "Rendition",
    "Sighting",
    "Verdict",
    "Weight",
]


class Photo(models.Model):
    """One picture in the whole library, however many files, sizes, crops or addresses it comes in.

    A photo known from words alone (a text scrape has no pictures) is private to its `article`. A merged one stays as a
    tombstone that points on, so that nothing that names it breaks.
    """

    alt = models.TextField(null=True, blank=True)
    """For those who can't see it; never repeats a caption. NULL: nobody has said anything yet."""
    original = models.FileField(upload_to="originals/", null=True, blank=True, max_length=200)
    digest = models.CharField(max_length=64, null=True, blank=True, unique=True, editable=False)
    """SHA-256 of the original's bytes; the derived files are named after it."""
    width = models.PositiveIntegerField(null=True, editable=False)
    height = models.PositiveIntegerField(null=True, editable=False)
    """Pixels of the upright picture."""
    colour = models.CharField(max_length=7, blank=True, editable=False)
    """Its dominant colour, `#rrggbb`."""
    has_avif = models.BooleanField(null=True, editable=False)
    """Whether the files that take long to make are there; NULL: nobody has tried yet."""
    task = models.CharField(max_length=64, null=True, blank=True, db_index=True, editable=False)
    """The background task in charge of what it lacks; NULL: none is, empty: one is about to be named."""
    file_words = models.JSONField(default=dict, blank=True, editable=False)
    """What its file says, as `PictureMetadata` has it; empty words are left out."""
    focal_x = models.PositiveSmallIntegerField(default=50, help_text="Per cent from the left: what a crop keeps in sight.")
    focal_y = models.PositiveSmallIntegerField(default=40, help_text="Per cent from the top.")
    article = models.ForeignKey("articles.Article", models.SET_NULL, null=True, blank=True, editable=False, related_name="+")
    words = models.TextField(blank=True, editable=False)
    """The identity of a photo known from words alone."""
    joined_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, editable=False, related_name="+")
    """The photo that it was found, or decided, to be one with; taking that back parts the two again."""
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, blank=True, editable=False, related_name="tombstones")
    """The photo at the end of that way, which is shown in its place; `settling` keeps it so."""
    parted_from = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, editable=False, related_name="+")
    """The photo whose files it was made for, when an editor parted them: it has that one's place in an editor's order of photos."""
    own_digest = models.CharField(max_length=64, null=True, blank=True, editable=False)
    """Of the file that came to this very photo: one that others were joined to shows the best of all their files."""
    file_chosen = models.BooleanField(default=False, editable=False)
    """Whether an editor gave it this file: then no larger one takes its place."""
    alt_is_lent = models.BooleanField(default=False, editable=False)
    """Whether the description is that of a photo that was joined to it."""

    withdrawn_because = models.TextField(blank=True, default="", editable=False)
    """Why an editor withdrew this very photo; empty: nobody did."""
    is_withdrawn = models.BooleanField(default=False, editable=False)
    """Whether it, or one that it is one with, was withdrawn: then readers get nothing of it. `withdrawn` keeps it so."""
    files_due = models.BooleanField(default=False, editable=False)
    """Whether its derived files are still to be deleted, or made again, since it was withdrawn, or shown again."""

    DECIDED = ("alt", "alt_is_lent", "focal_x", "focal_y", "joined_to_id", "own_digest", "file_chosen", "withdrawn_because")
    YIELDING = ("alt", "alt_is_lent")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(merged_into=F("pk")), name="photo_not_merged_into_itself"),
            models.CheckConstraint(condition=Q(focal_x__lte=100, focal_y__lte=100), name="photo_focal_point_inside"),
            models.UniqueConstraint(fields=["article", "words"], condition=Q(article__isnull=False), name="photo_of_words_once"),
        ]
        indexes = [
            models.Index(fields=["id"], name="photo_without_alt", condition=desk_questions.WITHOUT_ALT),
            models.Index(fields=["id"], name="photo_files_due", condition=Q(files_due=True)),
        ]

    def __str__(self) -> str:
        return f"Photo {self.pk}"

    def get_absolute_url(self) -> str:
        """Give the address of the photo's page."""
        return path_of("photo", self.pk)

    @property
    def says(self) -> PictureMetadata:
        """What its file says; `file_words.says_of` knows what the files of those that were joined to it say."""
        return PictureMetadata(**self.file_words)

    @property
    def survivor(self) -> "Photo":
        """The photo that is shown in this one's place; itself where it wasn't merged."""
        return self.merged_into or self

    def touch(self) -> None:
        """Say of every story that shows it that it changed for its readers: feeds and caches ask."""
        stories = Caption._meta.get_field("article").related_model.objects
        stories.filter(captions__photo=self).update(changed_at=timezone.now())


class Caption(models.Model):
    """A photo's appearance in an article: its role, its place in the order, and the words under it there.

    `source_*` are what the source says today, `edited_*` what an editor wrote (NULL: nothing), `basis_*` what the source said
    when the editor wrote it. The editor's words are shown while there are any. `version` guards two editors at once.
    """

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="captions")
    photo = models.ForeignKey(Photo, models.PROTECT, related_name="captions")
    born = models.ForeignKey(Photo, models.PROTECT, related_name="+", editable=False)
    """Under which photo it stands when photos that were joined are parted."""
    stands = models.BooleanField(default=True, editable=False)
    """Whether the story shows it. A caption that somebody once wrote is kept when its photo leaves the story, or is joined to another."""
    role = models.CharField(max_length=7, choices=choices(Role))
    position = models.PositiveIntegerField()
    """0 is the first photo of the article."""
    block = models.PositiveIntegerField(null=True, blank=True, editable=False)
    """How many blocks of the body stand before it; NULL: it has no place in the text."""
    source_text = models.TextField(blank=True, editable=False)
    source_credit = models.CharField(max_length=500, blank=True, editable=False)
    edited_text = models.TextField(null=True, blank=True)
    edited_credit = models.CharField(max_length=500, null=True, blank=True)
    basis_text = models.TextField(null=True, blank=True, editable=False)
    basis_credit = models.CharField(max_length=500, null=True, blank=True, editable=False)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, editable=False, related_name="+")
    edited_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    everything = models.Manager()
    objects = StandingCaptions.from_queryset(CaptionQuerySet)()

    DECIDED = ("edited_text", "edited_credit", "basis_text", "basis_credit", "edited_by_id", "edited_at")
    BESIDE = ("source_text", "source_credit")
    UNSEEN = ("basis_text", "basis_credit")
    READ_FROM_SOURCES = True

    class Meta:
        default_manager_name = "objects"
        constraints = [
            models.UniqueConstraint(fields=["article", "photo"], condition=Q(stands=True), name="caption_once_per_photo_and_article"),
            models.UniqueConstraint(fields=["article", "born"], name="caption_once_per_birth"),
            models.CheckConstraint(condition=Q(role__in=[role.value for role in Role]), name="caption_role"),
            models.CheckConstraint(
                condition=Q(edited_text__isnull=True, edited_credit__isnull=True, edited_at__isnull=True)
                | Q(edited_text__isnull=False, edited_credit__isnull=False, edited_at__isnull=False, basis_text__isnull=False),
                name="caption_edit_is_whole",
            ),
        ]
        indexes = [models.Index(fields=["article", "position", "stands", "photo"], name="caption_in_order"), *desk_questions.INDEXES]

    def __str__(self) -> str:
        return self.text[:80] or f"Caption {self.pk}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Save it; a new one stands under the photo it was made for."""
        self.born_id = self.born_id or self.photo_id
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        """Give the address of the photo in its story."""
        return path_of("story_photo", self.article.slug, self.photo_id)

    @classmethod
    def after_undo(cls, pks: list[int], seen: set[int]) -> None:
        """Let names and other editors see that words were put back, and readers where they see something of it."""
        stories = cls._meta.get_field("article").related_model.objects
        for some in batched(pks, BATCH):
            rows = cls.everything.filter(pk__in=some)
            rows.update(version=F("version") + 1)
            stories.filter(pk__in=rows.filter(pk__in=seen.intersection(some)).values("article")).update(changed_at=timezone.now())
            write_names(rows)

    @property
    def is_edited(self) -> bool:
        """Whether an editor's words are shown."""
        return self.edited_text is not None

    @property
    def text(self) -> str:
        """The words shown under the photo, without the credit line; may be empty."""
        return self.source_text if self.edited_text is None else self.edited_text

    @property
    def credit(self) -> str:
        """The credit line shown, without brackets; may be empty."""
        return self.source_credit if self.edited_credit is None else self.edited_credit

    @property
    def source_changed(self) -> bool:
        """Whether the source says something else than it did when the editor wrote."""
        return self.is_edited and (self.basis_text, self.basis_credit) != (self.source_text, self.source_credit)
