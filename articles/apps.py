"""The story."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from articles.roles import write_roles


class ArticlesConfig(AppConfig):
    """Articles, their sections and sources."""

    name = "articles"
    verbose_name = "Stories and sources"

    def ready(self) -> None:
        """Keep the roles of the desk true to their table, after every `migrate`."""
        post_migrate.connect(write_roles, dispatch_uid="roles")
