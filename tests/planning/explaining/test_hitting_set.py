"""The smallest set that has something of every set."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from caravan.planning.explaining.hitting_set import smallest_hitting_set


def test_nothing_needs_to_be_hit_by_nothing() -> None:
    assert smallest_hitting_set([], 3) == 0


def test_an_empty_set_cannot_be_hit() -> None:
    assert smallest_hitting_set([0b01, 0], 5) is None


def test_one_element_that_all_sets_share_is_enough() -> None:
    assert smallest_hitting_set([0b0110, 0b1100, 0b0101], 3) == 0b0100


def test_beyond_the_limit_there_is_none() -> None:
    assert smallest_hitting_set([0b001, 0b010, 0b100], 2) is None
    assert smallest_hitting_set([0b001, 0b010, 0b100], 3) == 0b111


@given(st.lists(st.integers(1, 2**7 - 1), max_size=9))
def test_no_smaller_set_has_something_of_each(sets: list[int]) -> None:
    found = smallest_hitting_set(sets, 7)
    assert found is not None
    assert all(found & s for s in sets)
    for chosen in combinations(range(7), found.bit_count() - 1) if found else ():
        bits = sum(1 << n for n in chosen)
        assert not all(bits & s for s in sets)
