"""What people send, made fit to be looked for."""

import pytest

from gallery.posted import key_of


@pytest.mark.parametrize(("said", "key"), [("12", 12), ("", 0), ("x", 0), ("-1", 0), ("9" * 40, 0), ("٣", 0), ("1.5", 0)])
def test_what_is_no_key_is_that_of_no_row(said, key):
    assert key_of(said) == key
