"""What stories say until now is their sources'."""

from django.db import migrations
from django.db.models import F


def fill(apps, schema_editor):
    apps.get_model("articles", "Article").objects.using(schema_editor.connection.alias).update(
        source_headline=F("headline"), source_standfirst=F("standfirst"), source_section=F("section")
    )


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_story_desk")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
