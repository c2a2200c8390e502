"""What a source said when an editor wrote over it; of what was written before, what the source says today."""

import django.db.models.deletion
from django.db import migrations, models
from django.db.models import F

NAMES = ["headline", "standfirst", "section"]


def fill(apps, schema_editor):
    stories = apps.get_model("articles", "Article").objects.using(schema_editor.connection.alias)
    for name in NAMES:
        stories.filter(**{f"edited_{name}__isnull": False}).update(**{f"basis_{name}": F(f"source_{name}")})


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0008_roles"),
    ]

    operations = [
        migrations.AddField(
            model_name="article",
            name="basis_headline",
            field=models.CharField(editable=False, max_length=500, null=True, verbose_name="source’s headline then"),
        ),
        migrations.AddField(
            model_name="article",
            name="basis_section",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="articles.section",
                verbose_name="source’s section then",
            ),
        ),
        migrations.AddField(
            model_name="article",
            name="basis_standfirst",
            field=models.TextField(editable=False, null=True, verbose_name="source’s standfirst then"),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
