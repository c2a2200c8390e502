"""What the index needs rows for: what changed and isn't in it yet, what is in it, and which stories are like which."""

from django.db import models


class Due(models.Model):
    """A story that changed, or is gone: written by the database itself with whatever changes one (`triggers`), once for each change."""

    story = models.BigIntegerField(db_index=True)

    class Meta:
        db_table = "search_due"

    def __str__(self) -> str:
        return f"Story {self.story}"


class Indexed(models.Model):
    """A published story that can be found, under its own key."""

    story = models.BigIntegerField(primary_key=True)
    place = models.BigIntegerField()
    photos = models.JSONField(default=list)
    """The places of its photos."""
    values = models.TextField(blank=True)
    """What it is filtered by: a `kind=value` a line."""
    is_compared = models.BooleanField(default=False)
    """Whether its likes were looked for since it, or what it shares photos with, changed."""

    class Meta:
        db_table = "search_indexed"
        indexes = [models.Index(fields=["-place"], name="search_not_compared", condition=models.Q(is_compared=False))]

    def __str__(self) -> str:
        return f"Story {self.story}"


class Like(models.Model):
    """A story that is offered beside another, the first of them at place 0."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="likes")
    other = models.ForeignKey("articles.Article", models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()

    class Meta:
        db_table = "search_like"
        constraints = [models.UniqueConstraint(fields=["article", "place"], name="like_once_a_place")]

    def __str__(self) -> str:
        return f"{self.article_id} → {self.other_id}"
