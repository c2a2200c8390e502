"""The story."""

from django.apps import AppConfig


class ArticlesConfig(AppConfig):
    """Articles, their sections and sources."""

    name = "articles"
