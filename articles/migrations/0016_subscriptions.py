import datetime

import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0015_archives"),
    ]

    operations = [
        migrations.CreateModel(
            name="RobotsRules",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("origin", models.CharField(max_length=300, unique=True)),
                ("patterns", models.JSONField(default=list)),
                ("delay", models.FloatField(null=True)),
                ("ask_at", models.DateTimeField()),
                ("unreachable_since", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Subscription",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("url", models.CharField(max_length=2000, unique=True, verbose_name="address")),
                ("page", models.CharField(blank=True, db_index=True, editable=False, max_length=2000)),
                ("places", models.JSONField(default=list, editable=False)),
                ("title", models.CharField(blank=True, max_length=500)),
                ("site", models.CharField(blank=True, max_length=2000)),
                ("format", models.CharField(blank=True, max_length=20)),
                ("etag", models.CharField(blank=True, editable=False, max_length=300)),
                ("last_modified", models.CharField(blank=True, editable=False, max_length=100)),
                ("body_digest", models.CharField(blank=True, editable=False, max_length=64)),
                ("ttl", models.PositiveIntegerField(default=0, editable=False)),
                ("interval", models.DurationField(default=datetime.timedelta(seconds=3600), editable=False)),
                ("due_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="asked next")),
                ("failures", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("failing_since", models.DateTimeField(blank=True, editable=False, null=True)),
                ("asked_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="last asked")),
                ("news_at", models.DateTimeField(blank=True, editable=False, null=True, verbose_name="last news")),
                ("problem", models.CharField(blank=True, editable=False, max_length=300)),
                ("is_paused", models.BooleanField(default=False, verbose_name="paused")),
                ("is_gone", models.BooleanField(default=False, editable=False, verbose_name="gone")),
                ("task", models.CharField(blank=True, db_index=True, editable=False, max_length=64, null=True)),
                ("added_at", models.DateTimeField(auto_now_add=True)),
                (
                    "part_of",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="parts",
                        to="articles.subscription",
                    ),
                ),
            ],
            options={
                "ordering": ["title", "url"],
            },
        ),
        migrations.CreateModel(
            name="Item",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("guid_digest", models.CharField(editable=False, max_length=64)),
                ("url", models.CharField(blank=True, max_length=2000, verbose_name="address")),
                ("content_digest", models.CharField(editable=False, max_length=64)),
                ("said", models.JSONField(editable=False, null=True)),
                (
                    "state",
                    models.CharField(
                        choices=[("waiting", "Waiting"), ("taken", "Taken"), ("refused", "Refused")], default="waiting", max_length=7
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=500)),
                ("tries", models.PositiveSmallIntegerField(default=0, editable=False)),
                ("due_at", models.DateTimeField(default=django.utils.timezone.now, verbose_name="tried next")),
                ("task", models.CharField(blank=True, db_index=True, editable=False, max_length=64, null=True)),
                ("came_at", models.DateTimeField(auto_now_add=True)),
                (
                    "article",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="feed_items",
                        to="articles.article",
                    ),
                ),
                (
                    "subscription",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="items", to="articles.subscription"),
                ),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="FormerAddress",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("url", models.CharField(max_length=2000, unique=True)),
                (
                    "subscription",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="former_addresses", to="articles.subscription"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="subscription",
            index=models.Index(condition=models.Q(("is_gone", False), ("is_paused", False)), fields=["due_at"], name="subscription_due"),
        ),
        migrations.AddConstraint(
            model_name="subscription",
            constraint=models.CheckConstraint(condition=models.Q(("url", ""), _negated=True), name="subscription_has_an_address"),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(fields=["subscription", "url"], name="item_at_address"),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(fields=["subscription", "state"], name="item_health"),
        ),
        migrations.AddIndex(
            model_name="item",
            index=models.Index(condition=models.Q(("state", "waiting")), fields=["subscription", "due_at", "id"], name="item_waiting"),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.UniqueConstraint(fields=("subscription", "guid_digest"), name="item_once"),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(condition=models.Q(("state__in", ["waiting", "taken", "refused"])), name="item_state"),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("state", "waiting"), _negated=True), ("said__isnull", False), _connector="OR"),
                name="item_waiting_says",
            ),
        ),
        migrations.AddConstraint(
            model_name="item",
            constraint=models.CheckConstraint(
                condition=models.Q(models.Q(("state", "refused"), _negated=True), models.Q(("reason", ""), _negated=True), _connector="OR"),
                name="item_refused_because",
            ),
        ),
    ]
