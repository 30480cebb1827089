"""Plans made of a few words: which event is held when and where, and nothing in between."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from samples import MONDAY, TUESDAY, sample_tour

from caravan.plan.day import Day, Stop, StopKind
from caravan.plan.plan import Bound, Objective, Plan, Status, Team
from caravan.tour.event import Event
from caravan.tour.names import Names
from caravan.tour.partner import Partner

if TYPE_CHECKING:
    from caravan.tour.tour import Tour


def partner(id_: str, **more: object) -> Partner:
    """A partner whose address is made of its id."""
    return Partner(id_, Names.of(fr=id_.title()), **({"email": f"{id_}@town.example"} | more))


@dataclass(frozen=True)
class Held:
    """An event of a programme.

    Attributes:
        day: 0 for Monday, 1 for Tuesday.
        begins: minutes after midnight; minutes: how long it takes.
    """

    day: int = 0
    begins: int = 540
    minutes: int = 60
    town: str = "sfax"
    venue: str = ""
    partners: tuple[Partner, ...] = ()


def programme(held: dict[str, Held], tour: Tour | None = None) -> Plan:
    """A plan of the sample tour, or of another one with its towns, that holds these events."""
    events = tuple(
        Event(
            id_,
            one.town,
            one.minutes,
            ("offices",),
            venue=Names.of(fr=one.venue) if one.venue else None,
            partners=one.partners,
        )
        for id_, one in held.items()
    )
    # A tour has an event at least, though a plan may hold none.
    left_out = Event("left-out", "kerkennah", 60, ("offices",), required=False)
    tour = replace(tour or sample_tour(), events=(*events, left_out))
    days = tuple(
        Day(date, "sbeitla", "sbeitla", _stops(held, number))
        for number, date in enumerate((MONDAY, TUESDAY))
    )
    objective = Objective.of(tour, days)
    bound = Bound(objective.value, 0)
    return Plan(tour, Status.FEASIBLE, objective, bound, (Team("team-1", days),))


def _stops(held: dict[str, Held], day: int) -> tuple[Stop, ...]:
    stops = [
        Stop(StopKind.EVENT, one.town, one.begins, one.begins + one.minutes, event=id_)
        for id_, one in held.items()
        if one.day == day
    ]
    return tuple(sorted(stops, key=lambda stop: stop.begins))
