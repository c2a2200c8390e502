from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from articles.subscriptions.schedule import JITTER, LONGEST_BACK_OFF, LONGEST_TOLD, Bounds, after_answer, after_failure

NOW = datetime(2026, 11, 2, tzinfo=UTC)
HOUR = timedelta(hours=1)
DICE = st.floats(0, 1, exclude_max=True)
INTERVALS = st.timedeltas(timedelta(0), timedelta(days=400))


def test_news_brings_the_next_question_nearer_and_silence_puts_it_off():
    assert after_answer(NOW, HOUR, True, None, 0.5).interval < HOUR < after_answer(NOW, HOUR, False, None, 0.5).interval


@given(INTERVALS, st.booleans(), st.none() | st.floats(0, 1e12), DICE)
def test_no_source_is_asked_more_often_or_more_rarely_than_the_bounds_allow(interval, news, told, dice):
    then, bounds = after_answer(NOW, interval, news, told, dice), Bounds()
    assert bounds.shortest <= then.interval <= bounds.longest
    assert bounds.shortest * (1 - JITTER) <= then.due_at - NOW <= max(bounds.longest * (1 + JITTER), LONGEST_TOLD)


def test_a_publisher_s_pause_is_kept():
    assert after_answer(NOW, HOUR, True, 7200, 0.5).due_at == NOW + 2 * HOUR


def test_each_failure_doubles_the_pause_up_to_a_day():
    pauses = [after_failure(NOW, HOUR, failures, None, 0.5).due_at - NOW for failures in (0, 1, 2, 100)]
    assert pauses == [timedelta(minutes=10), timedelta(minutes=20), timedelta(minutes=40), LONGEST_BACK_OFF]


@given(INTERVALS, st.integers(0, 10_000), st.floats(0, 86_400), DICE)
def test_retry_after_is_never_cut_short(interval, failures, wait, dice):
    then = after_failure(NOW, interval, failures, wait, dice)
    assert then.due_at >= NOW + timedelta(seconds=wait)
    assert then.failures == failures + 1


def test_an_answer_ends_the_row_of_failures():
    assert after_answer(NOW, HOUR, False, None, 0.5).failures == 0


def test_sources_that_were_due_at_once_drift_apart():
    assert len({after_answer(NOW, HOUR, False, None, number / 200).due_at for number in range(200)}) == 200
