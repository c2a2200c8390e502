"""Whose words are the newer ones: an archive's, which say when they were captured, or those that are stored."""

from datetime import datetime
from typing import Any

from django.db.models import Max

from articles.kept_pages import AsRead, Page
from articles.reading.story import Story


def stands_against(article: Any, story: Story, page: AsRead | None) -> str:
    """Say why a page from an archive must not be stored over what is there, "" where it may.

    It must be captured after the last reading of another page of this story, and not say itself that it is of before. A page that
    says no time of capture was read now.
    """
    if page is None or page.taken_at is None:
        return ""
    kept = Page.objects.filter(article=article).first()
    if kept and kept.digest == page.digest:
        return ""
    last = _last_read(article, kept)
    if page.taken_at < last:
        return f"it was captured on {_day(page.taken_at)}, before what is stored of this story ({_day(last)})"
    if story.updated and article.updated_at and story.updated < article.updated_at:
        return f"it is as of {_day(story.updated)}, before what is stored of this story ({_day(article.updated_at)})"
    return ""


def _last_read(article: Any, kept: Page | None) -> datetime:
    read = (kept.taken_at or kept.read_at) if kept else article.changed_at
    visited = article.visits.aggregate(last=Max("at"))["last"]
    return max(read, visited) if visited else read


def _day(moment: datetime) -> str:
    return f"{moment:%d %b %Y, %H:%M}"
