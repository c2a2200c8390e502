"""What is kept of stories to be found by."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from articles.search.documents import key_at, place_of

TIMES = st.datetimes(timezones=st.just(UTC))


@given(TIMES, TIMES, st.integers(1, 2**29 - 1), st.integers(1, 2**29 - 1))
def test_places_are_in_the_order_of_time_and_hold_the_key(one, other, key, other_key):
    place, later = place_of(one, key), place_of(other, other_key)
    assert key_at(place) == key
    assert 0 <= place < 2**63
    if 1900 <= one.year < 2400 and 1900 <= other.year < 2400 and other - one >= timedelta(seconds=1):
        assert place < later


def test_in_one_second_the_later_key_is_the_newer():
    now = datetime(2026, 11, 1, tzinfo=UTC)
    assert place_of(now, 7) < place_of(now, 8)
