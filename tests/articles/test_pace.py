"""Questions to one host stand apart, and who has to wait is told when."""

from datetime import UTC, datetime, timedelta

import pytest

from articles.pace import LATE, host_of, may_ask, rest

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 10, 3, 8, 0, tzinfo=UTC)
PAUSE = timedelta(seconds=2)


@pytest.fixture(autouse=True)
def _pause(settings):
    settings.CUTLINE_FETCH_PAUSE = PAUSE.total_seconds()


def test_the_first_may_ask_and_the_others_come_back_one_after_the_other():
    assert may_ask("a.example", NOW, appointed=False) is None
    told = [may_ask("a.example", NOW, appointed=False) for _ in range(3)]
    assert told == [NOW + PAUSE, NOW + 2 * PAUSE + LATE, NOW + 3 * PAUSE + 2 * LATE]


def test_who_comes_at_the_time_told_may_ask():
    may_ask("a.example", NOW, appointed=False)
    told = [may_ask("a.example", NOW, appointed=False) for _ in range(3)]
    assert [may_ask("a.example", time, appointed=True) for time in told] == [None, None, None]


def test_a_newcomer_does_not_overtake_who_has_an_appointment():
    may_ask("a.example", NOW, appointed=False)
    told = [may_ask("a.example", NOW, appointed=False) for _ in range(2)]
    assert may_ask("a.example", told[0], appointed=False) > told[1]


def test_who_comes_late_never_stands_closer_than_the_pause_to_the_next():
    may_ask("a.example", NOW, appointed=False)
    _, second = (may_ask("a.example", NOW, appointed=False) for _ in range(2))
    late = second - timedelta(seconds=1)
    assert may_ask("a.example", late, appointed=True) is None
    assert may_ask("a.example", second, appointed=True) >= late + PAUSE


def test_each_host_has_its_own_pace():
    assert [may_ask(host, NOW, appointed=False) for host in ("a.example", "b.example")] == [None, None]


def test_a_host_that_asks_for_rest_is_left_alone():
    may_ask("a.example", NOW, appointed=False)
    rest("a.example", NOW + timedelta(hours=1))
    assert may_ask("a.example", NOW + PAUSE, appointed=True) >= NOW + timedelta(hours=1)
    rest("a.example", NOW)
    assert may_ask("a.example", NOW + timedelta(minutes=59), appointed=True) is not None


def test_without_a_pause_nobody_waits(settings):
    settings.CUTLINE_FETCH_PAUSE = 0
    assert [may_ask("a.example", NOW, appointed=False) for _ in range(5)] == [None] * 5


@pytest.mark.parametrize(
    ("url", "host"), [("https://IMG.Paper.example.:8080/a.jpg", "img.paper.example"), ("http://[2600::1]/a", "2600::1"), ("no address", "")]
)
def test_a_pace_is_kept_by_the_host_s_name(url, host):
    assert host_of(url) == host
