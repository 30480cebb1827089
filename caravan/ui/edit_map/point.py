"""What stands on a map that is edited."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from caravan.errors import ImpossibleValue, msg

PointKind = Literal["town", "optional", "port", "junction", "candidate", "unsure"]


@dataclass(frozen=True, slots=True)
class MapPoint:
    """One mark. Raises ImpossibleValue for a point that is nowhere on earth.

    Attributes:
        id: unique among the points of a map; events name it.
        label: name beside the mark.
        latitude, longitude: WGS 84, decimal degrees.
        kind: each has a sign of its own, not only a colour.
        number: shown on the mark.
        draggable: whether it can be moved, by mouse, finger or keyboard.
        detail: a second line for whoever points at the mark.
    """

    id: str
    label: str
    latitude: float
    longitude: float
    kind: PointKind
    number: int | None = None
    draggable: bool = False
    detail: str = ""

    def __post_init__(self) -> None:
        numbers = (self.latitude, self.longitude)
        if not all(map(math.isfinite, numbers)) or abs(numbers[0]) > 90 or abs(numbers[1]) > 180:
            raise ImpossibleValue(msg("“{place}” lies nowhere on earth", place=self.label[:80]))
