"""A day as people read it: rows in order of time, and their totals, free of any markup."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from enum import StrEnum

from caravan.tour.partner import Partner


class RowKind(StrEnum):
    """What a row of the timeline tells."""

    DEPARTURE = "departure"
    DRIVE = "drive"
    BOARDING = "boarding"
    SAILING = "sailing"
    ARRIVAL = "arrival"
    WAIT = "wait"
    EVENT = "event"
    BREAK = "break"
    REST = "rest"
    NIGHT = "night"
    END = "end"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a day's timeline. Times are minutes after local midnight of the day.

    Departures, arrivals, the night and the end of the tour are moments: they end as they begin.

    Attributes:
        place: id of the place where the row happens; of a leg, where it leads.
        town: its name.
        label: the row in one line, without its time.
        detail: what else is worth knowing (the venue, the boat, why the team waits), or empty.
        origin, destination: names of the ends of a leg, else empty.
        via: names of the places that a leg passes.
        km: length of a leg, else 0.
        number: of an event, counted over the whole tour as on the map, else None.
        event: id of the event, else empty.
        partners: of the event.
        source: where a leg's figures come from, else empty.
        is_estimate: whether its times and km are an estimate.
    """

    kind: RowKind
    begins: int
    ends: int
    place: str
    town: str
    label: str
    detail: str = ""
    origin: str = ""
    destination: str = ""
    via: tuple[str, ...] = ()
    km: float = 0.0
    number: int | None = None
    event: str = ""
    partners: tuple[Partner, ...] = ()
    source: str = ""
    is_estimate: bool = False

    @property
    def minutes(self) -> int:
        """Duration in whole minutes; 0 for a moment."""
        return self.ends - self.begins

    @property
    def is_moment(self) -> bool:
        """Whether it has a time but no duration, as a departure."""
        return self.begins == self.ends

    @property
    def is_leg(self) -> bool:
        """Whether the team moves."""
        return self.kind in (RowKind.DRIVE, RowKind.SAILING)


@dataclass(frozen=True, slots=True)
class DayItinerary:
    """One date of one team.

    Attributes:
        label: ``mardi 10 mars``.
        number: 1 for the first date of the tour.
        colour_index: which colour of the palette is the day's, counted from 0.
        team: id of the team.
        start, overnight: names of the places where it wakes and where it sleeps.
        is_last: whether the tour ends here, so that nobody needs a bed.
        driving_minutes, sailing_minutes, km: totals of the day.
        value: total value of its events.
        rows: in order of time.
    """

    date: Date
    label: str
    number: int
    colour_index: int
    team: str
    start: str
    overnight: str
    is_last: bool
    driving_minutes: int
    sailing_minutes: int
    km: float
    value: int
    rows: tuple[Row, ...]

    @property
    def events(self) -> tuple[Row, ...]:
        """The rows of its events."""
        return tuple(row for row in self.rows if row.kind is RowKind.EVENT)

    @property
    def begins(self) -> int:
        """Minute of its first row."""
        return self.rows[0].begins

    @property
    def ends(self) -> int:
        """Minute at which its last row ends."""
        return self.rows[-1].ends

    @property
    def is_estimate(self) -> bool:
        """Whether its totals rest on an estimate."""
        return any(row.is_estimate for row in self.rows)
