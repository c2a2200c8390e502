"""Questions to one host stand apart, and who has to wait is told when."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from articles.guard import FetchFailed
from articles.models import Host
from articles.pace import LATE, SILENCES, NotYet, answered, at_redirects, heed, host_of, may_ask, rest

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
    ("url", "host"),
    [
        ("https://IMG.Paper.example.:8080/a.jpg", "img.paper.example"),
        ("http://[2600::1]/a", "2600::1"),
        ("no address", ""),
        ("http://[bad/x", ""),
        ("http://a℀b.example/x", ""),
    ],
)
def test_a_pace_is_kept_by_the_host_s_name(url, host):
    assert host_of(url) == host


def a_failure(url="http://a.example/1.jpg", **fields):
    failure = FetchFailed("it failed", **fields)
    failure.at = url
    return failure


def rest_of(host):
    return Host.objects.get(name=host).free_at - timezone.now()


def test_a_host_that_is_waited_for_in_vain_rests_longer_each_time():
    rests = []
    for _ in range(len(SILENCES) + 1):
        heed(a_failure(silent=True))
        rests.append(rest_of("a.example"))
        Host.objects.update(free_at=timezone.now() - PAUSE)
    told = [expected - rest for rest, expected in zip(rests, [*SILENCES, SILENCES[-1]], strict=True)]
    assert all(timedelta(0) <= late < timedelta(seconds=20) for late in told)


def test_what_several_workers_wait_for_at_once_is_one_silence():
    for _ in range(3):
        heed(a_failure(silent=True))
    assert Host.objects.get().silences == 1


@pytest.mark.parametrize("speak", [lambda: answered("a.example"), lambda: heed(a_failure())], ids=["a file", "an error"])
def test_a_host_that_speaks_again_begins_anew(speak):
    heed(a_failure(silent=True))
    speak()
    assert Host.objects.get().silences == 0


def test_who_asks_for_rest_is_the_host_that_redirects_led_to():
    heed(a_failure("https://b.example/2.jpg", wait=3600.0))
    assert rest_of("b.example") > timedelta(minutes=59)
    assert may_ask("a.example", timezone.now(), appointed=False) is None


def test_a_redirect_to_another_host_takes_that_host_s_turn_and_within_one_host_none():
    take_turn = at_redirects("a.example", appointed=False)
    take_turn("https://a.example/2.jpg")
    assert not Host.objects.exists()
    take_turn("https://b.example/2.jpg")
    take_turn("https://b.example/3.jpg")
    with pytest.raises(NotYet) as put_off:
        at_redirects("a.example", appointed=False)("https://b.example/4.jpg")
    assert (put_off.value.url, put_off.value.until > timezone.now()) == ("https://b.example/4.jpg", True)
