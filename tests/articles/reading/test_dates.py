from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.dates import read_moment

CEST = timezone(timedelta(hours=2))


@pytest.mark.parametrize(
    ("written", "moment"),
    [
        ("2024-05-03T16:19:08+00:00", datetime(2024, 5, 3, 16, 19, 8, tzinfo=UTC)),
        ("2024-05-03T16:19:08+0200", datetime(2024, 5, 3, 16, 19, 8, tzinfo=CEST)),
        ("2024-05-03T16:19:08.5000000Z", datetime(2024, 5, 3, 16, 19, 8, 500000, tzinfo=UTC)),
        ("2024-05-03 16:19", datetime(2024, 5, 3, 16, 19, tzinfo=UTC)),
        ("2024-05-03", datetime(2024, 5, 3, tzinfo=UTC)),
        ("20240503", datetime(2024, 5, 3, tzinfo=UTC)),
        (1714753148, datetime(2024, 5, 3, 16, 19, 8, tzinfo=UTC)),
        ("Fri, 03 May 2024 16:19:08 GMT", datetime(2024, 5, 3, 16, 19, 8, tzinfo=UTC)),
        ("May 3, 2024 4:19 pm", datetime(2024, 5, 3, 16, 19, tzinfo=UTC)),
        ("3. Mai 2024, 16:19 Uhr", datetime(2024, 5, 3, 16, 19, tzinfo=UTC)),
        ("3 de mayo de 2024", datetime(2024, 5, 3, tzinfo=UTC)),
        ("03.05.2024", datetime(2024, 5, 3, tzinfo=UTC)),
        ("2024年5月3日 16:19", datetime(2024, 5, 3, 16, 19, tzinfo=UTC)),
        ("03-May-2024", datetime(2024, 5, 3, tzinfo=UTC)),
        ("03.05.24, 16:19", datetime(2024, 5, 3, 16, 19, tzinfo=UTC)),
        ("5/13/2024", datetime(2024, 5, 13, tzinfo=UTC)),
        ("3. 5. 2024", datetime(2024, 5, 3, tzinfo=UTC)),
        ("2024. 5. 3. 오후 4:19", datetime(2024, 5, 3, 16, 19, tzinfo=UTC)),
        ("2024年5月3日 下午4:19", datetime(2024, 5, 3, 16, 19, tzinfo=UTC)),
        ("2024 m. gegužės 3 d.", datetime(2024, 5, 3, tzinfo=UTC)),
        ("2024. gada 3. maijs", datetime(2024, 5, 3, tzinfo=UTC)),
        ("3 мая 2024, 16:19", datetime(2024, 5, 3, 16, 19, tzinfo=UTC)),
        ("3 พ.ค. 2567", datetime(2024, 5, 3, tzinfo=UTC)),
        ("٣ مايو ٢٠٢٤", datetime(2024, 5, 3, tzinfo=UTC)),
        ("3 أيار/مايو 2024", datetime(2024, 5, 3, tzinfo=UTC)),
        ("3 במאי 2024", datetime(2024, 5, 3, tzinfo=UTC)),
        ("৩ মে ২০২৪", datetime(2024, 5, 3, tzinfo=UTC)),
        ("Ngày 3 tháng 5 năm 2024", datetime(2024, 5, 3, tzinfo=UTC)),
        ("1.2.3", None),
        ("0001-01-01T00:00:00Z", None),
        ("1970-01-01", None),
        ("2024-02-31", None),
        ("yesterday", None),
        (None, None),
        (["2024-05-03"], None),
    ],
)
def test_times_are_read_as_pages_write_them(written, moment):
    assert read_moment(written) == moment


@given(st.one_of(st.text(max_size=100), st.integers(), st.floats()))
def test_nothing_written_makes_it_fail_and_what_it_gives_has_a_zone(written):
    moment = read_moment(written)
    assert moment is None or moment.tzinfo is not None
