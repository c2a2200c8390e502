"""The desk: the pages where editors put captions and photos right."""

from django.contrib import admin

from gallery.admin.captions import CaptionAdmin
from gallery.admin.comparisons import ComparisonAdmin
from gallery.admin.decisions import DecisionAdmin
from gallery.admin.offers import RenditionAdmin
from gallery.admin.photos import FormerFileAdmin, PhotoAdmin
from gallery.models import Caption, Comparison, Decision, FormerFile, Photo, Rendition

for model, pages in (
    (Caption, CaptionAdmin),
    (Photo, PhotoAdmin),
    (FormerFile, FormerFileAdmin),
    (Rendition, RenditionAdmin),
    (Comparison, ComparisonAdmin),
    (Decision, DecisionAdmin),
):
    admin.site.register(model, pages)
