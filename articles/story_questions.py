"""What pages ask of stories."""

from typing import Self

from django.db import models
from django.db.models.functions import Coalesce, Substr
from django.http import Http404

from gallery.models import Caption
from gallery.posted import key_of
from gallery.sightings import Role


class ArticleQuerySet(models.QuerySet):
    """The questions the pages ask."""

    def published(self) -> Self:
        """Those a reader may see, newest first."""
        return self.filter(status=self.model.Status.PUBLISHED).order_by("-dated_at", "-pk")

    def for_front(self) -> Self:
        """With what a front shows beside the headline: section, lead photo, number of photos, how the text begins where it has to open."""
        opening = models.Case(models.When(standfirst="", then=Substr("body", 1, 1000)), default=models.Value(""))
        return (
            self.select_related("section", "source")
            .defer("body", "links")
            .prefetch_related(models.Prefetch("captions", Caption.objects.leads().with_photo(), to_attr="leads"))
            .annotate(photo_count=Coalesce(Caption.objects.shown().counted(), 0), opening=opening)
        )

    def before(self, key: str) -> Self:
        """Those filed before the story with this key; raises Http404 where there is no such story."""
        last = self.model.objects.filter(pk=key_of(key)).values_list("pk", "dated_at").first()
        if last is None:
            raise Http404("Nothing was filed before a story that is none.")
        pk, dated = last
        # The first bound is what an index is asked for; the choice alone would be looked for from the newest on.
        return self.filter(dated_at__lte=dated).filter(models.Q(dated_at__lt=dated) | models.Q(pk__lt=pk))

    def with_gallery(self) -> Self:
        """With every caption, its photo and whom it credits, in the article's order, and whether its lead was withdrawn."""
        withdrawn = Caption.objects.filter(article=models.OuterRef("pk"), role=Role.LEAD, photo__is_withdrawn=True)
        gallery = Caption.objects.shown().in_order().with_photo().with_names()
        read = self.select_related("section", "source").prefetch_related(models.Prefetch("captions", gallery, to_attr="gallery"))
        return read.annotate(lost_its_lead=models.Exists(withdrawn))
