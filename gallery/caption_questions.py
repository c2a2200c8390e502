"""The questions that pages and desk ask of captions."""

from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any, Self

from django.apps import apps
from django.db import models

from gallery.desk_questions import DeskQuestions


def seen_in_print(way: str = "") -> models.Prefetch:
    """Read with photos that have no file, as `seen_in_print`, where stories that readers may see showed them.

    `way` leads from the rows read to the photo: `photo__`.
    """
    sightings = apps.get_model("gallery", "Sighting").objects
    seen = (
        sightings.filter(article__status="published", photo__digest=None)
        .only("photo_id", "article_id", "urls")
        .order_by("article", "place")
    )
    return models.Prefetch(f"{way}sightings", seen, to_attr="seen_in_print")


class CaptionQuerySet(DeskQuestions):
    """The questions pages and desk ask of captions."""

    def in_order(self) -> Self:
        """As the article shows them."""
        return self.order_by("article", "position", "pk")

    def shown(self) -> Self:
        """Without those of photos that were withdrawn."""
        return self.filter(photo__is_withdrawn=False)

    def counted(self) -> models.Subquery:
        """Their number in each of the stories that are asked for; NULL for none."""
        # Beside the rows: a join would group the whole table of stories.
        mine = self.filter(article=models.OuterRef("pk")).order_by().values("article")
        return models.Subquery(mine.annotate(n=models.Count("pk")).values("n"))

    def leads(self) -> Self:
        """The first of each article that readers may see: where the lead was withdrawn, the next one stands in for it."""
        shown = self.model.objects.shown()
        earlier = shown.filter(article=models.OuterRef("article"), position__lt=models.OuterRef("position"))
        return self.shown().filter(~models.Exists(earlier))

    def with_photo(self) -> Self:
        """With the photo and, for one without a file, where published stories showed it."""
        return self.select_related("photo").prefetch_related(seen_in_print("photo__"))

    def with_article(self) -> Self:
        """With the story and its publisher, without its text."""
        return self.select_related("article__source").defer("article__body", "article__links")

    def with_names(self) -> Self:
        """With the photographers and agencies that the credit line names and that have pages."""
        return self.prefetch_related(models.Prefetch("names", to_attr="named"))

    def published(self) -> Self:
        """Those in stories that readers may see, the newest story first."""
        return self.shown().filter(article__status="published").order_by("-article__dated_at", "-article_id", "position")

    def withheld(self) -> Self:
        """Those in stories that readers may not see; of one that is joined to another they see that one."""
        seen = models.Q(article__status="published") | models.Q(article__joined_to__status="published")
        return self.exclude(seen)

    def after(self, last: models.Model) -> Self:
        """Those that follow one of them where the newest story's come first."""
        dated = last.article.dated_at
        same_time = models.Q(article__dated_at=dated)
        return self.filter(
            models.Q(article__dated_at__lt=dated)
            | same_time & models.Q(article__lt=last.article_id)
            | same_time & models.Q(article=last.article_id, position__gt=last.position)
        )

    def of(self, name: models.Model) -> Self:
        """Those in stories that readers may see whose credit line names somebody."""
        return self.shown().filter(names=name, article__status="published")

    def photos(self) -> Self:
        """Their photos, as `photo` and the time of its `newest` story, the newest first."""
        # Grouped beside nothing but the times: ten thousands of rows are an agency's.
        return self.order_by().values("photo").annotate(newest=models.Max("article__dated_at")).order_by("-newest", "-photo")

    def newest_of(self, name: models.Model, photos: Sequence[dict[str, Any]]) -> list[models.Model]:
        """Read, of each of these `photos()` of somebody, the caption in its newest story, in the same order."""
        newest = [models.Q(photo=each["photo"], article__dated_at=each["newest"]) for each in photos]
        read = self.published().with_article().with_photo().with_names().filter(reduce(or_, newest, models.Q(pk__in=[])))
        # Whom they credit is asked of these few: the database would begin with everything that a large agency is credited for.
        first = {caption.photo_id: caption for caption in reversed(read) if name in caption.named}
        return [first[each["photo"]] for each in photos if each["photo"] in first]


class StandingCaptions(models.Manager):
    """The captions that stories show: every question but an ingest's is about these."""

    def get_queryset(self) -> CaptionQuerySet:
        """Leave out those that are only kept."""
        return super().get_queryset().filter(stands=True)
