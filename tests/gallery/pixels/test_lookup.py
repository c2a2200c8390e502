import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gallery.pixels.fingerprints import HASHES
from gallery.pixels.lookup import Candidate, Fingerprints

CHANCE = np.random.default_rng(5)


def prints(count):
    return CHANCE.integers(0, 2**64, (count, HASHES), dtype=np.uint64)


def flipped(print_, *places):
    """Flip bits of the whole's hash; everything else becomes another picture's."""
    other = prints(1)[0]
    other[0] = print_[0]
    for place in places:
        other[0] ^= np.uint64(1 << place)
    return other


def test_a_photo_is_found_by_a_hash_that_is_near_the_nearest_first():
    rows = prints(500)
    library = Fingerprints((number + 7, row) for number, row in enumerate(rows))
    library.add(9000, flipped(rows[40], 1, 2))
    found = library.near(flipped(rows[40], 3))
    assert found[:2] == [Candidate(47, 1), Candidate(9000, 3)]


def test_a_cropped_copy_is_found_by_the_originals_crop():
    original, copy = prints(2)
    copy[0] = original[5]
    assert Fingerprints([(1, original)]).near(copy) == [Candidate(1, 0)]


def test_the_original_of_a_cropped_copy_is_found_too():
    original, copy = prints(2)
    copy[0] = original[5]
    assert Fingerprints([(1, copy)]).near(original) == [Candidate(1, 0)]


def test_two_crops_alike_are_no_sign():
    one, other = prints(2)
    one[4] = other[9]
    assert Fingerprints([(1, one)]).near(other) == []


def test_the_radius_is_kept():
    row = prints(1)[0]
    library = Fingerprints([(1, row)])
    asked = flipped(row, *range(6))
    assert library.near(asked, radius=5) == []
    assert library.near(asked, radius=6) == [Candidate(1, 6)]


def test_an_empty_library_knows_nobody():
    library = Fingerprints()
    assert (len(library), library.near(prints(1)[0]), library.nbytes) == (0, [], 0)


def test_memory_is_that_of_hashes_and_numbers_in_blocks():
    library = Fingerprints(enumerate(prints(20_000)))
    assert library.nbytes == 3 * 8_192 * 8 * (HASHES + 1)


def test_a_removed_photo_is_found_no_more_and_the_others_still_are():
    rows = prints(16_400)
    library = Fingerprints(enumerate(rows))
    for number in (0, 16_399, 16_384, 5, 77_777):
        library.remove(number)
    assert len(library) == 16_396
    assert [library.near(rows[number], 0) for number in (0, 16_399, 16_384, 5)] == [[], [], [], []]
    assert [library.near(rows[number], 0) for number in (1, 6, 16_398)] == [[Candidate(number, 0)] for number in (1, 6, 16_398)]


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 12)), max_size=40))
def test_putting_in_and_taking_out_in_any_order_keeps_exactly_who_is_in(steps):
    rows, library, inside = prints(13), Fingerprints(), set()
    for put_in, number in steps:
        if put_in and number not in inside:
            library.add(number, rows[number])
            inside.add(number)
        elif not put_in:
            library.remove(number)
            inside.discard(number)
    assert len(library) == len(inside)
    assert all((library.near(rows[number], 0) == [Candidate(number, 0)]) == (number in inside) for number in range(13))


@pytest.mark.parametrize("radius", [0, 12, 64])
def test_the_scan_agrees_with_counting_one_by_one(radius):
    rows, asked = prints(60), prints(1)[0]
    expected = []
    for number, row in enumerate(rows):
        pairs = [(asked[0], each) for each in row] + [(each, row[0]) for each in asked]
        distance = min((int(one) ^ int(other)).bit_count() for one, other in pairs)
        if distance <= radius:
            expected.append(Candidate(number, distance))
    assert Fingerprints(enumerate(rows)).near(asked, radius) == sorted(expected, key=lambda each: (each.distance, each.photo))
