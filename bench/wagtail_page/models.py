"""A story as a Wagtail site has it: text, and photos with their words in an order."""

from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.fields import RichTextField
from wagtail.models import Orderable, Page


class StoryPage(Page):
    """A story; it finds its template by its name."""

    standfirst = models.TextField()
    body = RichTextField()
    template = "wagtail_page/story.html"


class Shown(Orderable):
    """A photo of a story."""

    page = ParentalKey(StoryPage, on_delete=models.CASCADE, related_name="shown")
    image = models.ForeignKey("wagtailimages.Image", on_delete=models.CASCADE, related_name="+")
    caption = models.TextField()
    credit = models.TextField()
