"""The story."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from articles.roles import write_roles
from articles.search.triggers import keep_index


class ArticlesConfig(AppConfig):
    """Articles, their sections and sources."""

    name = "articles"
    verbose_name = "Stories and sources"

    def ready(self) -> None:
        """After every `migrate`, keep the roles of the desk true to their table, and the index whole."""
        post_migrate.connect(write_roles, dispatch_uid="roles")
        post_migrate.connect(keep_index, sender=self, dispatch_uid="index")
