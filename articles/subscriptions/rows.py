"""The rows of what is subscribed to: sources, when each is asked again, and what became of every item they brought."""

from datetime import datetime, timedelta
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

FIRST_INTERVAL = timedelta(hours=1)


class SubscriptionQuerySet(models.QuerySet):
    """The questions asked of sources."""

    def due(self, now: datetime) -> Self:
        """Those to be asked now that no task is in charge of, the longest due first."""
        awake = self.filter(due_at__lte=now, is_paused=False, is_gone=False, task=None)
        return awake.exclude(part_of__is_paused=True).order_by("due_at", "pk")

    def whole(self) -> Self:
        """Those that somebody added: a source's further site maps are parts of it."""
        return self.filter(part_of=None)


class Subscription(models.Model):
    """A feed or news site map that is asked again and again; the one who asks writes here what came of it."""

    url = models.CharField("address", max_length=2000, unique=True)
    part_of = models.ForeignKey("self", models.CASCADE, null=True, blank=True, editable=False, related_name="parts")
    """The index of site maps that lists this one: what it brings is that one's."""
    page = models.CharField(max_length=2000, blank=True, editable=False, db_index=True)
    """The address that somebody gave, where that is not the feed's own: it was looked for on that page."""
    places = models.JSONField(default=list, editable=False)
    """Addresses at which its feed is still to be looked for (`looking`)."""
    title = models.CharField(max_length=500, blank=True)
    site = models.CharField(max_length=2000, blank=True)
    """The address of the pages that it is the feed of."""
    format = models.CharField(max_length=20, blank=True)
    """As `feed.Feed` says it; empty until it was read once."""
    etag = models.CharField(max_length=300, blank=True, editable=False)
    last_modified = models.CharField(max_length=100, blank=True, editable=False)
    body_digest = models.CharField(max_length=64, blank=True, editable=False)
    """Of the bytes that were read last: the same again bring nothing."""
    ttl = models.PositiveIntegerField(default=0, editable=False)
    """Seconds for which the feed itself says that nobody need ask again."""
    interval = models.DurationField(default=FIRST_INTERVAL, editable=False)
    due_at = models.DateTimeField("asked next", default=timezone.now)
    failures = models.PositiveSmallIntegerField(default=0, editable=False)
    """In a row."""
    failing_since = models.DateTimeField(null=True, blank=True, editable=False)
    """When the first of them was; none while it answers."""
    asked_at = models.DateTimeField("last asked", null=True, blank=True, editable=False)
    news_at = models.DateTimeField("last news", null=True, blank=True, editable=False)
    read_at = models.DateTimeField(null=True, blank=True, editable=False)
    """When another feed than before was last read whole there."""
    problem = models.CharField(max_length=300, blank=True, editable=False)
    """What was wrong when it was last asked, one sentence; without a failure: what it lacked."""
    gone_since = models.DateTimeField(null=True, blank=True, editable=False)
    """When its server first said that it is gone for good (410), where it has said nothing else since."""
    is_paused = models.BooleanField("paused", default=False)
    is_gone = models.BooleanField("gone", default=False, editable=False)
    """Its server said so twice, or it became another source: nobody asks again by themselves."""
    task = models.CharField(max_length=64, null=True, blank=True, db_index=True, editable=False)
    """The background task in charge of it (`charges`)."""
    added_at = models.DateTimeField(auto_now_add=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        ordering = ["title", "url"]
        indexes = [models.Index(fields=["due_at"], name="subscription_due", condition=Q(is_paused=False, is_gone=False))]
        constraints = [models.CheckConstraint(condition=~Q(url=""), name="subscription_has_an_address")]

    def __str__(self) -> str:
        return self.title or self.url

    @property
    def named(self) -> str:
        """Its title, where it has one, with its address: titles are alike."""
        return f"{self.title} ({self.url})" if self.title else self.url


class FormerAddress(models.Model):
    """An address that a source moved away from for good: who adds it again finds the source."""

    url = models.CharField(max_length=2000, unique=True)
    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="former_addresses")

    def __str__(self) -> str:
        return self.url


class ItemQuerySet(models.QuerySet):
    """The questions asked of items."""

    def waiting(self, now: datetime) -> Self:
        """Those to be made a story of now that no task is in charge of, each source's in the order they came in."""
        due = self.filter(state=Item.State.WAITING, due_at__lte=now, task=None, subscription__is_paused=False)
        return due.order_by("due_at", "pk")

    def let_be(self) -> int:
        """Let no story come of what these say now or later by itself: theirs is about to be deleted."""
        return self.update(state=Item.State.TAKEN, said=None, reason="", tries=0)


class Item(models.Model):
    """An item that a source brought, known by its GUID for ever, and what became of it."""

    class State(models.TextChoices):
        """How far it is."""

        WAITING = "waiting"
        TAKEN = "taken"
        """Its story is stored, or was, where it has none any more: then it was deleted, and does not come back by itself."""
        REFUSED = "refused"
        """No story comes of it; the reason says why."""

    subscription = models.ForeignKey(Subscription, models.CASCADE, related_name="items")
    guid_digest = models.CharField(max_length=64, editable=False)
    url = models.CharField("address", max_length=2000, blank=True)
    """Empty where it has none."""
    content_digest = models.CharField(max_length=64, editable=False)
    """Of what the feed said last."""
    article = models.ForeignKey("articles.Article", models.SET_NULL, null=True, blank=True, related_name="feed_items")
    said = models.JSONField(null=True, editable=False)
    """What the feed said, as `keeping` packs it, until it is taken."""
    state = models.CharField(max_length=7, choices=State, default=State.WAITING)
    reason = models.CharField(max_length=500, blank=True)
    """Why it is refused, or why it waits for another try."""
    tries = models.PositiveSmallIntegerField(default=0, editable=False)
    """How often its page was asked for in vain."""
    vain = models.PositiveSmallIntegerField(default=0, editable=False)
    """How often in a row its page was asked for and brought nothing that was not there already, or no story."""
    due_at = models.DateTimeField("tried next", default=timezone.now)
    task = models.CharField(max_length=64, null=True, blank=True, db_index=True, editable=False)
    """The background task in charge of it (`charges`)."""
    came_at = models.DateTimeField(auto_now_add=True)
    stood_at = models.DateTimeField(default=timezone.now, editable=False)
    """When its feed was last seen to have it, within `arriving.SEEN_FOR`; kept up as long as no story comes of it."""

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["subscription", "url"], name="item_at_address"),
            models.Index(fields=["subscription", "state"], name="item_health"),
            models.Index(fields=["stood_at"], name="item_refused", condition=Q(state="refused")),
            models.Index(fields=["subscription", "due_at", "id"], name="item_waiting", condition=Q(state="waiting")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["subscription", "guid_digest"], name="item_once"),
            models.CheckConstraint(condition=Q(state__in=["waiting", "taken", "refused"]), name="item_state"),
            models.CheckConstraint(condition=~Q(state="waiting") | Q(said__isnull=False), name="item_waiting_says"),
            models.CheckConstraint(condition=~Q(state="refused") | ~Q(reason=""), name="item_refused_because"),
        ]

    def __str__(self) -> str:
        return self.url or self.guid_digest


class RobotsRules(models.Model):
    """What a server's robots.txt asks (RFC 9309), as `robots.Standing` has it."""

    origin = models.CharField(max_length=300, unique=True)
    """Scheme, host and port, as `https://paper.example`."""
    patterns = models.JSONField(default=list)
    """Of each rule its pattern and whether it allows, the one that decides first."""
    delay = models.FloatField(null=True)
    """Seconds between two questions, where it asks for a pause."""
    ask_at = models.DateTimeField()
    """When it is asked for again."""
    unreachable_since = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.origin
