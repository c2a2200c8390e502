"""The photos."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate

from gallery.caption_index import keep_index


class GalleryConfig(AppConfig):
    """Photos, their captions, and where they were seen."""

    name = "gallery"
    verbose_name = "Captions and photos"

    def ready(self) -> None:
        """Let every migration leave the index of captions' words whole: one that makes their table anew would drop its triggers."""
        post_migrate.connect(keep_index, sender=self)
