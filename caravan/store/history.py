"""The versions of a tour as a tree: where undo and redo lead, and which are kept."""

from __future__ import annotations

from collections.abc import Mapping

Parents = Mapping[int, int | None]
"""The number of each kept version's parent."""


def way_back(parents: Parents, current: int) -> tuple[int, ...]:
    """The versions that undo goes through, the current one first."""
    way: list[int] = []
    number: int | None = current
    while number is not None and number in parents:
        way.append(number)
        number = parents[number]
    return tuple(way)


def way_forward(parents: Parents, current: int) -> int | None:
    """The version that redo leads to: the last one made from the current one.

    An edit after an undo is such a one, so that what was taken back before it is out of reach.
    """
    return max((number for number, parent in parents.items() if parent == current), default=None)


def surplus(parents: Parents, current: int, keep: int) -> tuple[int, ...]:
    """The versions to let go of, so that `keep` are left.

    The oldest, those first to which undo doesn't lead any more.
    """
    way = frozenset(way_back(parents, current))
    by_worth = sorted(parents, key=lambda number: (number in way, number))
    return tuple(by_worth[: max(0, len(parents) - keep)])
