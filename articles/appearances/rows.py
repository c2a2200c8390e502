"""The rows of one story at several places: its other addresses, its copies, and what tells whether two stories are one.

Another address of the very same page is an `Appearance`: what is read there is the story's. Another publisher's copy is a story of its
own, with words, photos, edits, address and GUID, that is `joined_to` the one readers get: so parted again it is what it was.
"""

from typing import Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from articles.appearances.likeness import Rule
from gallery.desk.journal import CantUndo


class Joinable(models.Model):
    """What a story has so that it can be one with another. Its status says that it is joined, so that nobody shows it by mistake."""

    joined_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, editable=False, related_name="copies")
    """The story that readers get in its place; that one is joined to none."""
    status_apart = models.CharField(max_length=10, blank=True, default="", editable=False)
    """Who sees it once it is parted again; empty while it is by itself."""

    class Meta:
        abstract = True

    @classmethod
    def refuse_contradictions(cls, pks: list[int]) -> None:
        """Raise CantUndo where putting back what was decided of stories has joined one to a story that is joined itself, or kept apart."""
        chained = cls.objects.filter(joined_to__isnull=False).filter(Q(joined_to__joined_to__isnull=False) | Q(copies__isnull=False))
        if chained.filter(Q(pk__in=pks) | Q(joined_to__in=pks) | Q(copies__in=pks)).exists():
            raise CantUndo("Since then these stories were joined otherwise. Take that back first.")
        heads = cls.objects.filter(pk__in=pks).values_list(Coalesce("joined_to", "pk"), flat=True)
        if Pairing.objects.with_heads().filter(same=False, left_head__in=list(heads), left_head=F("right_head")).exists():
            raise CantUndo("Since then it was said of some of these stories that they are two. Take that back first.")


class How(models.TextChoices):
    """Why an address is a story's."""

    MOVED = "moved", "the page moved"
    AMP = "amp", "its AMP page, by the page’s own word"
    FEED = "feed", "a feed’s item that changed its address"
    HAND = "hand", "an editor said so"


class Appearance(models.Model):
    """Another address of a story than the one that it was first known by; what is read there is the story's."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="appearances")
    identity = models.CharField(max_length=2000, unique=True)
    """As `Article.identity`."""
    how = models.CharField(max_length=5, choices=How)
    stands = models.BooleanField("this story’s", default=True)
    """False where an editor said that it is not this story's: then no rule says so again."""
    at = models.DateTimeField(auto_now_add=True)

    DECIDED = ("article_id", "stands")

    class Meta:
        verbose_name = "address"
        verbose_name_plural = "addresses"
        constraints = [models.CheckConstraint(condition=Q(how__in=How.values), name="appearance_how")]

    def __str__(self) -> str:
        return self.url or self.identity

    @property
    def url(self) -> str:
        """The address; empty where it is none of the web."""
        return self.identity.removeprefix("url:") if self.identity.startswith("url:http") else ""


class DeletedAddress(models.Model):
    """Where a story stood that an editor deleted: no feed brings it back from there, until somebody takes it in by one of its addresses."""

    identity = models.CharField(max_length=2000, unique=True)
    """As `Article.identity`."""
    story = models.BigIntegerField(db_index=True)
    """The key that the story had: its addresses are free again together."""
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.identity


class Wording(models.Model):
    """What a story is compared by; it is brought up to date with the story."""

    article = models.OneToOneField("articles.Article", models.CASCADE, related_name="wording", primary_key=True)
    digest = models.CharField(max_length=64)
    """Of all that is compared: unless it changes, nothing is compared again. Empty: its words are still to be kept."""
    original = models.CharField(max_length=2000, blank=True, db_index=True)
    """The identity of the story, at another publisher, that it names as its original."""
    is_compared = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["article"], name="wording_not_compared", condition=Q(is_compared=False))]

    def __str__(self) -> str:
        return f"Words of story {self.article_id}"


class Shingle(models.Model):
    """Some words in a row that a story is found by: one of its sketch."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="+")
    number = models.BigIntegerField()
    dated_at = models.DateTimeField()
    """As the story's: only those of a few days are looked through."""

    class Meta:
        indexes = [models.Index(fields=["number", "dated_at", "article"], name="shingle_found")]

    def __str__(self) -> str:
        return f"{self.number} of story {self.article_id}"


class PairingQuerySet(models.QuerySet):
    """The questions the desk asks of pairs of stories."""

    def open(self) -> Self:
        """Those that nobody has answered, of stories that aren't one by way of others."""
        return self.with_heads().filter(same=None).exclude(left_head=F("right_head"))

    def with_heads(self) -> Self:
        """With the story that readers get for each of the two."""
        heads = {f"{side}_head": Coalesce(f"{side}__joined_to", side) for side in ("left", "right")}
        return self.annotate(**heads)


class Pairing(models.Model):
    """Two stories that are one, or may be, or are not: for ever, so that no rule asks or joins again what an editor answered."""

    left = models.ForeignKey("articles.Article", models.CASCADE, related_name="+")
    right = models.ForeignKey("articles.Article", models.CASCADE, related_name="+")
    """The younger one."""
    same = models.BooleanField("one story", null=True)
    """NULL: an open question."""
    rule = models.CharField(max_length=6, choices=[(rule.value, rule.value) for rule in Rule])
    alike = models.PositiveSmallIntegerField(default=0)
    """The share of the shorter one's words that both have, in per cent."""
    at = models.DateTimeField(auto_now_add=True)

    objects = PairingQuerySet.as_manager()

    DECIDED = ("left_id", "right_id", "same", "rule", "alike")
    YIELDING = ("rule", "alike")

    class Meta:
        verbose_name = "pair of stories"
        verbose_name_plural = "pairs of stories"
        constraints = [
            models.UniqueConstraint(fields=["left", "right"], name="pairing_once"),
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="pairing_in_order"),
        ]
        indexes = [models.Index(fields=["same", "id"], name="pairing_answered")]

    def __str__(self) -> str:
        return f"Stories {self.left_id} and {self.right_id}"

    @property
    def why(self) -> str:
        """Say in words what joined them, or raised the question."""
        days = abs(self.left.dated_at - self.right.dated_at).days
        when = {0: "within a day", 1: "a day apart"}.get(days, f"{days} days apart")
        said = f"{self.alike} % of the shorter one’s words are in the other"
        reasons = {
            Rule.NAMED: f"one names the other as its original, and {said}",
            Rule.SAME_WORDS: f"the same words, {when}",
            Rule.NEARLY_SAME_WORDS: f"{said}, {when}",
            Rule.MANY_SAME_WORDS: f"{said}, {when}: too few to be sure, or other numbers",
            Rule.BY_HAND: "an editor said so",
        }
        return reasons[Rule(self.rule)]
