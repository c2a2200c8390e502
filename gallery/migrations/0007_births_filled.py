"""What was there before: every photo joined to the one it was merged into, its rows born with the photo that has them now.

Of receipts that were kept without them the places on the page are made up from what was joined: sightings of one photo stood together.
"""

from django.db import migrations
from django.db.models import F, OuterRef, Subquery


def fill(apps, schema_editor):
    photo = apps.get_model("gallery", "Photo").objects
    photo.update(joined_to=F("merged_into"), own_digest=F("digest"))
    apps.get_model("gallery", "Rendition").objects.update(born=F("photo"))
    captions = apps.get_model("gallery", "Caption").objects
    captions.update(born=F("photo"))
    sightings = apps.get_model("gallery", "Sighting").objects
    sightings.filter(outcome="dropped").update(dropped=F("rule"))
    placed = captions.filter(article=OuterRef("article"), photo=OuterRef("photo")).values("block")[:1]
    shown = sightings.exclude(photo=None).exclude(kind__in=["json-ld", "og", "json", "line"])
    shown.update(figure=F("photo"), block=Subquery(placed))


class Migration(migrations.Migration):
    dependencies = [("gallery", "0006_births")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop, elidable=True)]
