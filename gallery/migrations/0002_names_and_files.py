"""Names of photographers and agencies with their pages, the words in files, and files that were replaced."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from gallery.wording.credited import named_in


def name_known_captions(apps, schema_editor):
    """Give the captions that are there already the names in their credit lines."""
    Caption, Name = apps.get_model("gallery", "Caption"), apps.get_model("gallery", "Name")
    rows, links = {}, []
    for pk, source, edited in Caption.objects.values_list("pk", "source_credit", "edited_credit").iterator():
        for named in named_in(source if edited is None else edited):
            key = (str(named.part), named.slug)
            if key not in rows:
                rows[key] = Name.objects.create(part=key[0], slug=key[1], name=named.name).pk
            links.append(Name.captions.through(caption_id=pk, name_id=rows[key]))
    Name.captions.through.objects.bulk_create(links, batch_size=1000)


class Migration(migrations.Migration):
    dependencies = [
        ("gallery", "0001_initial"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="photo",
            name="file_words",
            field=models.JSONField(blank=True, default=dict, editable=False),
        ),
        migrations.AlterField(
            model_name="sighting",
            name="kind",
            field=models.CharField(
                choices=[
                    ("img", "img"),
                    ("figcaption", "figcaption"),
                    ("caption", "caption"),
                    ("alt", "alt"),
                    ("json-ld", "json-ld"),
                    ("og", "og"),
                    ("json", "json"),
                    ("line", "line"),
                    ("file", "file"),
                ],
                max_length=10,
            ),
        ),
        migrations.CreateModel(
            name="FormerFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("original", models.CharField(max_length=200)),
                ("digest", models.CharField(max_length=64)),
                ("width", models.PositiveIntegerField()),
                ("height", models.PositiveIntegerField()),
                ("colour", models.CharField(max_length=7)),
                ("file_words", models.JSONField(default=dict)),
                ("replaced_at", models.DateTimeField(auto_now_add=True)),
                ("photo", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="former_files", to="gallery.photo")),
                (
                    "replaced_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "ordering": ["-replaced_at", "-pk"],
            },
        ),
        migrations.CreateModel(
            name="Name",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("part", models.CharField(choices=[("photographer", "photographer"), ("agency", "agency")], max_length=12)),
                ("slug", models.CharField(max_length=100)),
                ("name", models.CharField(max_length=100)),
                ("captions", models.ManyToManyField(editable=False, related_name="names", to="gallery.caption")),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("part", "slug"), name="name_once"),
                    models.CheckConstraint(condition=models.Q(("part__in", ["photographer", "agency"])), name="name_part"),
                ],
            },
        ),
        migrations.RunPython(name_known_captions, migrations.RunPython.noop),
    ]
