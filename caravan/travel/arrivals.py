"""All ways between some places on a date, as arrays: when one arrives, for each minute of leaving."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

NEVER = np.int16(32_000)
"""Later than any minute of a day."""

Minutes = npt.NDArray[np.int16]


class TimedWay(Protocol):
    """What the arrays need of a way."""

    @property
    def driving(self) -> int:
        """Minutes."""
        ...

    @property
    def sailing(self) -> int:
        """Minutes."""
        ...

    @property
    def leaves(self) -> int | None:
        """Last minute after midnight to leave for its sailing; None for a drive."""
        ...

    @property
    def arrives(self) -> int | None:
        """When its sailing has brought one there; None for a drive."""
        ...


@dataclass(frozen=True)
class Arrivals:
    """The ways between some places on one date. Minutes count from local midnight.

    Attributes:
        arrive: [layer, from, to, minute] → earliest arrival by the ways of this layer, NEVER when
            there is none.
        driving, travel: [layer, from, to] → driving minutes, driving and sailing minutes.
    """

    arrive: Minutes
    driving: Minutes
    travel: Minutes


def arrivals(
    ways: Callable[[str, str], Iterable[TimedWay]], places: tuple[str, ...], ends: int
) -> Arrivals:
    """The arrays of all ways that arrive by a minute of the day.

    Ways of equal driving and sailing minutes share a layer: of those the earliest arrival counts,
    so nothing useful is lost.

    Args:
        ways: the ways from one place to another.
        ends: the last minute that counts.
    """
    layers: list[dict[tuple[int, int], tuple[int, int, Minutes]]] = []
    for a, origin in enumerate(places):
        for b, destination in enumerate(places):
            for layer, way in enumerate(_by_effort(ways(origin, destination), ends)):
                while len(layers) <= layer:
                    layers.append({})
                layers[layer][a, b] = way
    size = len(places)
    arrive = np.full((max(1, len(layers)), size, size, ends + 1), NEVER, dtype=np.int16)
    driving = np.zeros((len(arrive), size, size), dtype=np.int16)
    travelling = np.zeros_like(driving)
    for layer, pairs in enumerate(layers):
        for (a, b), (drives, travels, minutes) in pairs.items():
            arrive[layer, a, b] = minutes
            driving[layer, a, b] = drives
            travelling[layer, a, b] = travels
    for array in (arrive, driving, travelling):
        array.flags.writeable = False  # They are shared.
    return Arrivals(arrive, driving, travelling)


def _by_effort(ways: Iterable[TimedWay], ends: int) -> list[tuple[int, int, Minutes]]:
    """(driving minutes, travel minutes, arrival by minute of leaving) of each kind of way."""
    kinds: dict[tuple[int, int], Minutes] = {}
    clock = np.arange(ends + 1)
    for way in ways:
        effort = (way.driving, way.driving + way.sailing)
        arrive = kinds.setdefault(effort, np.full(ends + 1, NEVER, dtype=np.int16))
        if way.leaves is None or way.arrives is None:
            new = clock + way.driving
        else:
            new = np.where(clock <= way.leaves, way.arrives, NEVER)
        arrive[:] = np.minimum(arrive, np.where(new <= ends, new, NEVER))
    return [
        (driving, travels, arrive)
        for (driving, travels), arrive in sorted(kinds.items(), key=lambda item: item[0])
        if arrive.min() < NEVER and driving <= NEVER
    ]
