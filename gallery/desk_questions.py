"""The questions that the desk's list asks of captions; each has an index that holds only the rows it finds."""

from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Coalesce

WITHOUT_WORDS = Q(edited_text="") | Q(edited_text=None, source_text="")
WITHOUT_CREDIT = Q(edited_credit="") | Q(edited_credit=None, source_credit="")
EDITED = Q(edited_at__isnull=False)
OVERTAKEN = EDITED & (~Q(basis_text=F("source_text")) | ~Q(basis_credit=F("source_credit")))
ATTENTION = WITHOUT_WORDS | WITHOUT_CREDIT | OVERTAKEN
"""Somebody should look: nothing is said, nobody is credited, or the source changed under an edit."""
WITHOUT_ALT = Q(alt=None)
"""Nobody has said anything; an empty description says that the photo needs none."""
SHOWN_TEXT = Coalesce("edited_text", "source_text")
BEGINS = 60
"""Characters."""
BEGINNING = Func(SHOWN_TEXT, function="SUBSTR", template=f"%(function)s(%(expressions)s, 1, {BEGINS})", output_field=models.TextField())
"""So much of the words shown as an index holds; the numbers stand in it, since an index can't be told parameters."""

INDEXES = [
    *(
        models.Index(fields=["article"], name=f"caption_{name}", condition=condition)
        for name, condition in (
            ("attention", ATTENTION),
            ("without_words", WITHOUT_WORDS),
            ("without_credit", WITHOUT_CREDIT),
            ("edited", EDITED),
            ("overtaken", OVERTAKEN),
        )
    ),
    models.Index("article", BEGINNING, "photo", name="caption_beginning"),
    models.Index(BEGINNING, name="caption_says"),
]

FEW = 2000
"""Rows that are quicker put in order than met in their order."""


def among[Rows: models.QuerySet](captions: Rows, field: str, keys: Any) -> Rows:
    """Leave the captions whose `field` is among many keys: a query's, or those that SQL gives.

    The list's order leads and each row is looked up among the keys; a database that began with ten thousands of keys would have to
    read all their captions and put them in order, to show fifty.
    """
    looked_up = models.Func(field, template="+%(expressions)s", output_field=models.BigIntegerField())
    return captions.filter(models.lookups.In(looked_up, keys))


class DeskQuestions(models.QuerySet):
    """Captions as an editor looks for them."""

    def needing_attention(self) -> Self:
        """Those at which somebody should look."""
        return self.filter(ATTENTION)

    def without_words(self) -> Self:
        """Those that say nothing."""
        return self.filter(WITHOUT_WORDS)

    def without_credit(self) -> Self:
        """Those that credit nobody."""
        return self.filter(WITHOUT_CREDIT)

    def without_alt(self) -> Self:
        """Those whose photo is described to nobody who can't see it."""
        photos = self.model._meta.get_field("photo").related_model.objects.filter(WITHOUT_ALT)
        return self.found_by("photo", photos.order_by().values_list("pk", flat=True))

    def found_by(self, field: str, keys: models.QuerySet) -> Self:
        """Those whose `field` is one of a query's flat list of keys; asks beforehand whether these are few."""
        first = list(keys[: FEW + 1])
        return self.filter(**{f"{field}__in": first}) if len(first) <= FEW else among(self, field, keys)

    def edited(self) -> Self:
        """Those that show an editor's words."""
        return self.filter(EDITED)

    def overtaken(self) -> Self:
        """Those whose source says something else than when they were edited."""
        return self.filter(OVERTAKEN)

    def shared(self) -> Self:
        """Those that say the very words of another photo of their story."""
        shown = {"shown_text": SHOWN_TEXT, "beginning": BEGINNING}
        same = {name: models.OuterRef(name) for name in ("article", *shown)}
        # The index of beginnings gives the stories in its own order; in these another caption is another photo's.
        begun = self.model._default_manager.values("article", beginning=BEGINNING).order_by().alias(times=models.Count("pk"))
        stories = begun.filter(times__gt=1).exclude(beginning="").values("article")
        twins = self.model._default_manager.alias(**shown).filter(~Q(pk=models.OuterRef("pk")), **same)
        return self.filter(article__in=stories).alias(**shown).exclude(beginning="").filter(models.Exists(twins))

    def saying(self, texts: Iterable[str]) -> Self:
        """Those that show one of these very texts, found by how they begin."""
        texts = list(texts)
        begun = self.alias(beginning=BEGINNING, shown_text=SHOWN_TEXT).filter(beginning__in={text[:BEGINS] for text in texts})
        return begun.filter(shown_text__in=texts)

    def for_desk(self) -> Self:
        """With what the desk's list shows beside the words."""
        return self.select_related("photo", "article__section", "edited_by").defer("article__body", "article__links", "photo__file_words")
