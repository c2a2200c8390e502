"""The paper by years, months and days."""

from datetime import UTC, date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import html

from articles import archive
from tests.factories import make_article, make_story

pytestmark = pytest.mark.django_db


def printed(*days, **fields):
    return [make_article(dated_at=datetime(*day, 23, 30, tzinfo=UTC), **fields) for day in days]


def page(client, path, status=200):
    response = client.get(path)
    assert response.status_code == status
    return html.fromstring(response.content.decode())


def links(tree, path):
    return [(each.get("href"), " ".join(each.text_content().split())) for each in tree.xpath(path)]


def test_every_month_that_has_stories_is_counted_newest_first(client):
    printed((2026, 1, 31), (2026, 1, 1), (2024, 12, 31))
    printed((2026, 3, 1), status="withdrawn")
    assert [(span.start, span.stories) for span in archive.months()] == [(date(2026, 1, 1), 2), (date(2024, 12, 1), 1)]
    assert links(page(client, "/archive/"), "//main//li/a") == [("/archive/2026/1/", "January"), ("/archive/2024/12/", "December")]


def test_a_story_stands_under_its_day_where_the_paper_is(settings):
    printed((2026, 1, 31))
    settings.TIME_ZONE = "Asia/Tokyo"
    assert [span.start for span in archive.months()] == [date(2026, 2, 1)]
    assert archive.stories_in(archive.span_of(2026, 2, 1)).count() == 1


def test_a_year_and_a_month_lead_to_their_days(client):
    printed((2026, 2, 14), (2026, 2, 14), (2026, 3, 1))
    assert [link[0] for link in links(page(client, "/archive/2026/"), "//table//td/a")] == ["/archive/2026/2/14/", "/archive/2026/3/1/"]
    assert links(page(client, "/archive/2026/2/"), "//table//a") == [("/archive/2026/2/14/", "14 February, 2 stories")]


def test_a_day_leads_to_the_nearest_days_with_stories_and_to_its_own_from_a_story(client):
    story = printed((2026, 2, 14), (2020, 5, 5), (2027, 1, 1))[0]
    tree = page(client, "/archive/2026/2/14/")
    assert [href for href, _ in links(tree, "//nav[@class='turning']/a")] == ["/archive/2020/5/5/", "/archive/2027/1/1/"]
    assert links(tree, "//main//h2/a") == [(story.get_absolute_url(), story.headline)]
    assert page(client, story.get_absolute_url()).xpath("//time/bdi/a/@href") == ["/archive/2026/2/14/"]


def test_a_day_with_more_stories_than_a_page_holds_goes_on(client):
    printed(*[(2026, 2, 14)] * 41)
    first = page(client, "/archive/2026/2/14/")
    rest = page(client, "/archive/2026/2/14/" + first.xpath("//p[@class='more']/a/@href")[0])
    assert (len(first.xpath("//main//article")), len(rest.xpath("//main//article"))) == (40, 1)


@pytest.mark.parametrize(
    "path",
    [
        "2025/",
        "2026/13/",
        "2026/2/30/",
        "0/",
        "2026/0/",
        "2026/2/0/",
        "2026/0/1/",
        "2026/0/0/",
        "1/1/1/",
        "9999/12/31/",
        "99999/",
        "2026/2/14/?before=x",
    ],
)
def test_days_that_are_none_or_have_no_stories_are_not_there(client, path):
    printed((2026, 2, 14))
    page(client, f"/archive/{path}", status=404)


@pytest.mark.parametrize("path", ["/archive/", "/archive/2026/", "/archive/2026/10/"])
def test_the_archive_asks_as_often_for_many_stories_as_for_one(client, path):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            page(client, path)
        return len(captured)

    make_story(photos=1, dated_at=datetime(2026, 10, 5, tzinfo=UTC))
    page(client, path)
    make_story(photos=1, dated_at=datetime(2026, 10, 5, tzinfo=UTC))
    few = asked()
    for _ in range(12):
        make_story(photos=1, dated_at=datetime(2026, 10, 5, tzinfo=UTC))
    assert asked() == few <= 12


def test_weeks_run_from_monday_to_sunday():
    printed((2026, 2, 14))
    rows = archive.weeks(archive.days_of(archive.span_of(2026, 2)))
    assert {len(row) for row in rows} == {7}
    assert [day.start.day for day in rows[0] if day] == [1]
    assert rows[0][:6] == (None,) * 6
