"""A part of a day on its way to being timed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from caravan.plan.day import Stop, StopKind
from caravan.travel.leg import Journey

MOST_LABELS = 300
"""Labels kept of a level: days that people set have some dozen at most."""

Step = Journey | Stop


@dataclass(frozen=True, slots=True)
class Label:
    """A team that is free at a place.

    Attributes:
        place: id.
        clock: since when it is free, minutes after midnight.
        driving, travel: minutes of the day so far.
        is_rested: whether the break is behind it.
        faults: rules broken so far that nothing later can mend.
        overrun: by how many minutes.
        steps: how it got there.
    """

    place: str
    clock: int
    driving: int
    travel: int
    is_rested: bool
    faults: int = 0
    overrun: int = 0
    steps: tuple[Step, ...] = ()

    def beats(self, other: Label) -> bool:
        """Whether nothing can come of the other that doesn't come of this one as well."""
        return (
            self.faults <= other.faults
            and self.overrun <= other.overrun
            and self.clock <= other.clock
            and self.driving <= other.driving
            and self.travel <= other.travel
            and self.is_rested >= other.is_rested
        )

    def gone(self, journey: Journey, destination: str) -> Label:
        """After a journey."""
        return replace(
            self,
            place=destination,
            clock=journey.ends,
            driving=self.driving + journey.driving_minutes,
            travel=self.travel + journey.travel_minutes,
            steps=(*self.steps, journey),
        )

    def stood(self, stop: Stop) -> Label:
        """After a stop."""
        rested = self.is_rested or stop.kind is StopKind.BREAK
        return replace(self, clock=stop.ends, is_rested=rested, steps=(*self.steps, stop))

    def faulty(self, faults: int, overrun: int) -> Label:
        """With more faults."""
        return replace(self, faults=self.faults + faults, overrun=self.overrun + overrun)


def undominated(labels: Iterable[Label]) -> list[Label]:
    """Without those that another beats; of equal ones the first stays."""
    kept: list[Label] = []
    for label in labels:
        if not any(other.beats(label) for other in kept):
            kept = [other for other in kept if not label.beats(other)]
            kept.append(label)
    if len(kept) > MOST_LABELS:
        kept.sort(key=lambda label: (label.faults, label.overrun, label.clock, label.travel))
        del kept[MOST_LABELS:]
    return kept
