"""The three roles of the desk. What each may do stands in `articles.roles`, and is brought up to date after every migration."""

from django.db import migrations

NAMES = ["caption editor", "editor", "administrator"]


def make(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias)
    for name in NAMES:
        groups.get_or_create(name=name)


def remove(apps, schema_editor):
    apps.get_model("auth", "Group").objects.using(schema_editor.connection.alias).filter(name__in=NAMES).delete()


class Migration(migrations.Migration):
    dependencies = [("articles", "0007_story_desk_filled"), ("auth", "0012_alter_user_first_name_max_length")]

    operations = [migrations.RunPython(make, remove)]
