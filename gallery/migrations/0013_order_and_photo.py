"""The order of captions says whose photo each shows, so that those without a description are found without reading captions."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("gallery", "0012_caption_in_order")]

    operations = [
        migrations.RemoveIndex(model_name="caption", name="caption_in_order"),
        migrations.AddIndex(
            model_name="caption",
            index=models.Index(fields=["article", "position", "stands", "photo"], name="caption_in_order"),
        ),
    ]
