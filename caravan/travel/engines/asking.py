"""Asking an engine for figures in ever smaller parts, until it can answer, within a time."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Sequence

from caravan.errors import msg
from caravan.tour.place import Place
from caravan.travel.engines.engine import Engine, Figure
from caravan.travel.engines.failure import EngineFailure, PlacesRefused
from caravan.travel.great_circle import great_circle_km


class Asking:
    """Asks an engine for tables as long as its time lasts.

    Valhalla refuses a table as a whole when one of its places lies on no road that it knows, or
    two of them further apart than its settings allow. One such place must not cost the figures of
    all others: what is refused is asked for again without it, then piece by piece. What is still
    refused for a single pair has no figure.
    """

    def __init__(self, engine: Engine, seconds: float) -> None:
        self._engine = engine
        self._until = time.monotonic() + seconds
        # The nearest pair that was refused as too far apart, km: further ones needn't be asked.
        self._too_far_km = math.inf

    def table(self, origins: Sequence[Place], destinations: Sequence[Place]) -> list[list[Figure]]:
        """Figures from each origin (rows) to each destination (columns).

        Raises EngineFailure when the engine fails, or its time is over.
        """
        try:
            return self._asked(origins, destinations)
        except PlacesRefused:
            known = {p for p in dict.fromkeys((*origins, *destinations)) if self._knows(p)}
        near, far = ([p for p in side if p in known] for side in (origins, destinations))
        rows = dict(zip(near, self._without_strangers(near, far), strict=True))
        figures = {a: dict(zip(far, row, strict=True)) for a, row in rows.items()}
        return [[figures.get(a, {}).get(b) for b in destinations] for a in origins]

    def _without_strangers(
        self, origins: Sequence[Place], destinations: Sequence[Place]
    ) -> list[list[Figure]]:
        """Figures of places that the engine knows one by one; refused together, in pieces."""
        if not origins or not destinations:
            return [[] for _ in origins]
        try:
            return self._asked(origins, destinations)
        except PlacesRefused:
            return [self._row(origin, destinations) for origin in origins]

    def _row(self, origin: Place, destinations: Sequence[Place]) -> list[Figure]:
        # The near ones first: the first that is too far away stands for all that follow.
        nearest = sorted(destinations, key=lambda place: great_circle_km(origin, place))
        figures = dict(self._halved(origin, nearest))
        return [figures.get(place) for place in destinations]

    def _halved(
        self, origin: Place, destinations: Sequence[Place]
    ) -> Iterator[tuple[Place, Figure]]:
        """What figures there are in one row, its destinations given in order of their distance."""
        within = [p for p in destinations if great_circle_km(origin, p) < self._too_far_km]
        if not within:
            return
        try:
            yield from zip(within, self._asked([origin], within)[0], strict=True)
        except PlacesRefused as refusal:
            if len(within) > 1:
                middle = len(within) // 2
                yield from self._halved(origin, within[:middle])
                yield from self._halved(origin, within[middle:])
            elif refusal.too_far_apart:
                # Less a metre, so that pairs of the same length count as such.
                self._too_far_km = great_circle_km(origin, within[0]) - 0.001

    def _knows(self, place: Place) -> bool:
        """Whether the engine knows a road at the place: it then finds the way to where it is."""
        try:
            self._asked([place], [place])
        except PlacesRefused:
            return False
        return True

    def _asked(self, origins: Sequence[Place], destinations: Sequence[Place]) -> list[list[Figure]]:
        if time.monotonic() > self._until:
            raise EngineFailure(msg("The routing engine is too slow."))
        return self._engine.table(origins, destinations)
