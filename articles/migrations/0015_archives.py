from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0014_appearances"),
    ]

    operations = [
        migrations.AddField(model_name="page", name="taken_at", field=models.DateTimeField(null=True)),
        migrations.AddField(model_name="draft", name="taken_at", field=models.DateTimeField(null=True)),
    ]
