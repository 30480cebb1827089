"""The smallest set that has something of every set."""

from __future__ import annotations

from collections.abc import Sequence


def smallest_hitting_set(sets: Sequence[int], limit: int) -> int | None:
    """A smallest set with an element of each of these sets, the same one for the same sets.

    Sets are bits of an integer. None when it would need more than `limit` elements. By trying one
    size after the other, with the elements of a set that isn't hit yet.
    """
    ordered = sorted(set(sets), key=lambda s: (s.bit_count(), s))
    for size in range(limit + 1):
        found = _hitting(ordered, 0, size)
        if found is not None:
            return found
    return None


def _hitting(sets: list[int], chosen: int, left: int) -> int | None:
    missed = [s for s in sets if not s & chosen]
    if not missed:
        return chosen
    if _disjoint(missed, left) > left:
        return None
    rest = missed[0]
    tried = 0
    while rest:
        element = rest & -rest
        rest ^= element
        # Whoever takes a later element of this set need not take an earlier one: tried already.
        narrower = [s & ~tried for s in missed]
        if not all(narrower):
            return None
        found = _hitting(
            sorted(narrower, key=lambda s: (s.bit_count(), s)), chosen | element, left - 1
        )
        if found is not None:
            return found
        tried |= element
    return None


def _disjoint(sets: list[int], enough: int) -> int:
    """A number of sets that have nothing in common: each needs an element of its own."""
    used = count = 0
    for s in sets:
        if not s & used:
            used |= s
            count += 1
            if count > enough:
                break
    return count
