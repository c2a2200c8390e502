"""The order of captions says whose photo each shows, so that those without a description are found without reading captions.

A description left empty on purpose is one.
"""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("gallery", "0014_parted_from")]

    operations = [
        migrations.RemoveIndex(model_name="caption", name="caption_in_order"),
        migrations.AddIndex(
            model_name="caption",
            index=models.Index(fields=["article", "position", "stands", "photo"], name="caption_in_order"),
        ),
        migrations.RemoveIndex(model_name="photo", name="photo_without_alt"),
        migrations.AddIndex(
            model_name="photo",
            index=models.Index(fields=["id"], name="photo_without_alt", condition=models.Q(alt=None)),
        ),
    ]
