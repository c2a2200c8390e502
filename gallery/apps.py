"""The photos."""

from django.apps import AppConfig


class GalleryConfig(AppConfig):
    """Photos, their captions, and where they were seen."""

    name = "gallery"
