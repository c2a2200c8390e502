from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.manners import LONGEST_WAIT, Version, max_age, retry_after, version_of

NOW = datetime(2026, 10, 3, 8, 0, tzinfo=UTC).timestamp()


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("120", 120),
        (" 0 ", 0),
        ("Sat, 03 Oct 2026 08:02:00 GMT", 120),
        ("Sat, 03 Oct 2026 07:00:00 GMT", 0),
        ("99999999999999999999", LONGEST_WAIT),
        ("Sat, 03 Oct 2099 08:02:00 GMT", LONGEST_WAIT),
        ("", None),
        ("-5", None),
        ("soon", None),
        ("١٢٠", None),
        ("Sat, 99 Oct 2026 08:02:00 GMT", None),
    ],
)
def test_a_wait_is_read_as_seconds_or_as_a_date(value, seconds):
    assert retry_after(value, NOW) == seconds


@given(st.text())
def test_no_header_breaks_it_or_makes_anybody_wait_longer_than_a_day(value):
    seconds = retry_after(value, NOW)
    assert seconds is None or 0 <= seconds <= LONGEST_WAIT


@given(st.text(), st.text())
def test_what_is_said_back_is_always_a_header_line(etag, date):
    for value in version_of({"ETag": etag, "Last-Modified": date}).conditions().values():
        assert value.isascii()
        assert value.isprintable()


def test_nothing_known_asks_no_condition():
    assert Version().conditions() == {}


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("max-age=900", 900),
        ("public, Max-Age = 60 , immutable", 60),
        ('max-age="60"', 60),
        ("s-maxage=900", None),
        ("no-cache, max-age=900", None),
        ("private, no-store", None),
        ("max-age=soon", None),
        ("max-age=-1", None),
        ("max-age=١٢٠", None),
        ("", None),
    ],
)
def test_how_long_nobody_need_ask_again_is_read(value, seconds):
    assert max_age(value) == seconds


@given(st.text())
def test_no_cache_control_breaks_it(value):
    assert max_age(value) is None or max_age(value) >= 0
