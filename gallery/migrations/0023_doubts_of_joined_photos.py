from django.db import migrations, models
from django.db.models import F
from django.db.models.functions import Coalesce


def those_of_one_photo_are_moot(apps, schema_editor):
    """Doubts about a photo that was joined come back, but for those about two that are one by now."""
    heads = {side: Coalesce(f"{side}__merged_into", side) for side in ("left", "right")}
    doubts = apps.get_model("gallery", "Comparison").objects.filter(same=None).alias(one=heads["left"], other=heads["right"])
    doubts.filter(one=F("other")).update(is_moot=True)


class Migration(migrations.Migration):
    dependencies = [
        ("gallery", "0022_what_decisions_are_looked_for_by"),
    ]

    operations = [
        migrations.AddField(
            model_name="comparison",
            name="is_moot",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.RunPython(those_of_one_photo_are_moot, migrations.RunPython.noop),
    ]
