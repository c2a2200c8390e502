"""What the readers' templates can say."""

from datetime import UTC, datetime

import pytest
from django.template import TemplateDoesNotExist, engines
from django.utils import timezone


def said(template, **given):
    return engines["jinja2"].from_string(template).render(given)


def test_whatever_is_shown_is_escaped():
    assert said("{{ headline }}", headline="<script>&\"'") == "&lt;script&gt;&amp;&#34;&#39;"


@pytest.mark.parametrize(("form", "told"), [("date('j F Y, H:i')", "4 October 2026, 01:30"), ("moment", "2026-10-04T01:30:00+02:00")])
def test_times_are_told_where_the_paper_is(form, told):
    with timezone.override("Europe/Berlin"):
        assert said("{{ when|" + form + " }}", when=datetime(2026, 10, 3, 23, 30, tzinfo=UTC)) == told


def test_a_month_that_is_a_day_without_a_time_can_be_told():
    assert said("{{ day|date('F Y') }}", day=datetime(2026, 10, 1).date()) == "October 2026"


def test_pages_are_named_by_their_routes():
    assert said("{{ url('front') }}{{ url('archive_day', 2026, 10, 3) }}") == "//archive/2026/10/3/"


@pytest.mark.parametrize(
    ("names", "told"),
    [([], ""), (["Ann"], "Ann"), (["Ann", "Bo"], "Ann and Bo"), (["Ann", "Bo", "Cy"], "Ann, Bo and Cy"), ([1, "Bo"], "1 and Bo")],
)
def test_names_are_told_as_in_a_sentence(names, told):
    assert said("{{ names|in_a_row }}", names=names) == told


def test_the_desk_s_templates_are_not_the_readers():
    with pytest.raises(TemplateDoesNotExist, match="base_site"):
        engines["jinja2"].get_template("admin/base_site.html")
