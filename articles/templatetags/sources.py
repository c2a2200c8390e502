"""Words about sources in the desk's templates."""

from django import template

from articles.admin import telling

register = template.Library()
register.filter("health", telling.health)
register.simple_tag(telling.time, name="time")
