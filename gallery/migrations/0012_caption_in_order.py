"""The order of captions says which of them stand, so that counting and paging read no rows."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("gallery", "0011_withdrawn")]

    operations = [
        migrations.RemoveIndex(model_name="caption", name="caption_in_order"),
        migrations.AddIndex(
            model_name="caption",
            index=models.Index(fields=["article", "position", "stands"], name="caption_in_order"),
        ),
    ]
