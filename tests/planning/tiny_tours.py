"""Tours for hypothesis, small enough to try everything: days of some forty minutes.

A tiny clock makes what is rare on a real one common: ties, a break that just fits, a sailing
missed by one minute, a driving limit reached exactly. What hypothesis tries first, and shrinks to,
is the plain case: one shore, beds everywhere, required events, one window, no break.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as Date
from datetime import timedelta
from itertools import combinations
from typing import Any

from hypothesis import strategies as st

from caravan.tour.event import Event
from caravan.tour.ferry import Ferry, Timetable
from caravan.tour.names import Names
from caravan.tour.opening import Hours, OpeningHours, TimeWindow
from caravan.tour.place import Place, PlaceKind
from caravan.tour.road import Grade, Road
from caravan.tour.rules import BreakRule, DayRules
from caravan.tour.tour import Tour

MONDAY = Date(2020, 3, 9)
LAST_MINUTE = 44
"""No window, working hour or sailing of a tiny tour is later."""

LAYOUTS = ("one shore", "island", "shortcut", "two islands", "towns as ports")


def tiny_place(id_: str, x: int, y: int, kind: PlaceKind = PlaceKind.TOWN, *, bed: bool) -> Place:
    """A place on a grid of 0.01°, which the default estimate drives in 1.2 minutes a step."""
    return Place(id_, Names.of(fr=id_), kind, y / 100, x / 100, can_sleep=bed)


def tiny_tour(**changes: Any) -> Tour:
    """A tour of one day from `a` to `a` with one event; everything may be changed."""
    parts: dict[str, Any] = {
        "id": "tiny",
        "names": Names.of(fr="tiny"),
        "organizers": (),
        "uid_domain": "tour.example",
        "zone": "Africa/Tunis",
        "first_day": MONDAY,
        "last_day": MONDAY,
        "start": "a",
        "end": "a",
        "rules": DayRules(Hours(0, 40), 60),
        "places": (tiny_place("a", 0, 0, bed=True),),
        "events": (Event("e1", "a", 1, windows=(TimeWindow(MONDAY, Hours(0, 40)),)),),
    }
    return Tour(**{**parts, **changes})


class Example:
    """A tour that hypothesis shows in some lines when a test fails."""

    def __init__(self, tour: Tour) -> None:
        self.tour = tour

    def __repr__(self) -> str:
        return "\n".join(_lines(self.tour))


@st.composite
def tiny_tours(draw: st.DrawFn, *, most_events: int = 5, most_days: int = 3) -> Example:
    """Tours of all kinds: see LAYOUTS for the ferries, and the functions below for the rest."""
    layout = draw(st.sampled_from(LAYOUTS))
    places = draw(_places(layout))
    towns = [place.id for place in places if place.kind is PlaceKind.TOWN]
    dates = [MONDAY + timedelta(days=n) for n in range(draw(st.integers(1, most_days)))]
    rules = draw(_rules())
    calendar = draw(_calendar(rules.hours))
    number = draw(st.integers(2, most_events))
    tour = tiny_tour(
        first_day=dates[0],
        last_day=dates[-1],
        start=draw(st.sampled_from(towns)),
        end=draw(st.sampled_from(towns)),
        rules=rules,
        places=places,
        calendars=(calendar,),
        events=tuple(draw(_event(f"e{n}", towns, dates, rules)) for n in range(1, number + 1)),
        roads=draw(_roads(places)),
        ferries=draw(_ferries(layout)),
    )
    return Example(tour)


@st.composite
def _places(draw: st.DrawFn, layout: str) -> tuple[Place, ...]:
    """Towns a, b, c, d and ports p1, p2, …; each shore lies 20 steps east of the one before."""
    number = draw(st.integers(2, 4))
    shores = {"island": 2, "towns as ports": 2, "two islands": 3}.get(layout, 1)
    number = max(number, shores)
    steps = st.integers(0, 4)
    beds = st.sampled_from((True, True, False))
    places = [
        tiny_place(id_, 20 * (n % shores) + draw(steps), draw(steps), bed=draw(beds))
        for n, id_ in enumerate("abcd"[:number])
    ]
    ports = {"island": (0, 1), "shortcut": (0, 0), "two islands": (0, 1, 1, 2)}.get(layout, ())
    places += [
        tiny_place(f"p{n}", 20 * shore + draw(steps), draw(steps), PlaceKind.PORT, bed=False)
        for n, shore in enumerate(ports, start=1)
    ]
    return tuple(places)


@st.composite
def _roads(draw: st.DrawFn, places: tuple[Place, ...]) -> tuple[Road, ...]:
    """Roads between some, all or no places of one shore."""
    minutes = st.integers(1, 8)
    dense = draw(st.sampled_from((0, 1, 2)))
    choice = (st.none(), st.none() | minutes, minutes)[dense]
    return tuple(
        Road(a.id, b.id, float(taken), taken, Grade.C)
        for a, b in combinations(places, 2)
        if int(a.longitude * 5) == int(b.longitude * 5) and (taken := draw(choice))
    )


@st.composite
def _ferries(draw: st.DrawFn, layout: str) -> tuple[Ferry, ...]:
    pairs = {
        "island": (("p1", "p2"),),
        "shortcut": (("p1", "p2"),),
        "two islands": (("p1", "p2"), ("p3", "p4")),
        "towns as ports": (("a", "b"),),
    }.get(layout, ())
    return tuple(draw(_ferry(f"f{n}", ports)) for n, ports in enumerate(pairs, start=1))


@st.composite
def _ferry(draw: st.DrawFn, id_: str, ports: tuple[str, str]) -> Ferry:
    departures = st.sets(st.integers(1, LAST_MINUTE), min_size=2, max_size=8)
    weekdays = st.sampled_from(((0, 1, 2, 3, 4, 5, 6), (0, 1, 2, 3, 4, 5, 6), (0, 2), (1,)))
    return Ferry(
        id_,
        Names.of(fr=id_),
        ports,
        crossing_minutes=draw(st.integers(1, 5)),
        boarding_minutes=draw(st.integers(0, 3)),
        km=1.0,
        grade=Grade.C,
        timetables=tuple(
            Timetable(
                port,
                MONDAY,
                MONDAY + timedelta(days=draw(st.sampled_from((9, 9, 1)))),
                draw(weekdays),
                tuple(sorted(draw(departures))),
            )
            for port in ports
        ),
    )


@st.composite
def _rules(draw: st.DrawFn) -> DayRules:
    begins = draw(st.integers(0, 4))
    hours = Hours(begins, draw(st.integers(begins + 20, LAST_MINUTE)))
    limit = draw(st.sampled_from((60, 60, 10, 16, 24)))
    if draw(st.sampled_from((True, False))):
        return DayRules(hours, limit)
    first = draw(st.integers(max(0, begins - 2), hours.ends - 4))
    minutes = draw(st.integers(1, 5))
    within = Hours(first, first + minutes + draw(st.integers(0, 5)))
    return DayRules(hours, limit, BreakRule(minutes, within))


@st.composite
def _calendar(draw: st.DrawFn, hours: Hours) -> OpeningHours:
    """Open twice a day, with something in between, closed on some weekday."""
    span = Hours(hours.begins, hours.ends)
    blocked = draw(st.integers(2, LAST_MINUTE - 4))
    closed = draw(st.sampled_from((6, 0, 1, 2)))
    return OpeningHours(
        "weekly",
        Names.of(fr="weekly"),
        weekly=tuple(() if day == closed else (span,) for day in range(7)),
        blocked=((Hours(blocked, blocked + 3),),) * 7,
    )


@st.composite
def _event(
    draw: st.DrawFn, id_: str, towns: list[str], dates: list[Date], rules: DayRules
) -> Event:
    service = draw(st.integers(1, 6))
    windows: list[TimeWindow] = []
    shut = draw(st.sampled_from((False, False, True)))  # then open by the calendar alone
    for date in () if shut else dates:
        for _ in range(draw(st.sampled_from((1, 1, 2, 0)))):
            begins = draw(st.integers(0, rules.hours.ends - service))
            length = service + draw(st.sampled_from((20, 40, 9, 3, 0)))
            windows.append(TimeWindow(date, Hours(begins, min(begins + length, LAST_MINUTE + 2))))
    weekly = shut or not windows or draw(st.sampled_from((False, False, True)))
    return Event(
        id_,
        draw(st.sampled_from(towns)),
        service,
        calendars=("weekly",) if weekly else (),
        windows=tuple(windows),
        required=draw(st.sampled_from((True, False, False))),
        value=draw(st.integers(1, 3)),
        date=draw(st.sampled_from((*(None,) * 6, *dates))),
        begins=draw(st.sampled_from((*(None,) * 9, *range(rules.hours.begins, LAST_MINUTE, 9)))),
    )


def _lines(tour: Tour) -> Iterator[str]:
    yield f"{tour.number_of_days} days, {tour.start} → {tour.end}, {tour.rules}"
    for place in tour.places:
        beds = "with" if place.can_sleep else "without"
        yield f"{place.kind} {place.id} {beds} beds at {place.point}"
    for road in tour.roads:
        yield f"road {road.a}–{road.b}, {road.minutes} minutes"
    for ferry in tour.ferries:
        crossing, boarding = ferry.crossing_minutes, ferry.boarding_minutes
        yield f"ferry {ferry.ports}, crossing {crossing}, boarding {boarding}"
        for date in tour.dates:
            for port in ferry.ports:
                yield f"  {date:%a} from {port}: {ferry.departures(port, date)}"
    for event in tour.events:
        kind = "required" if event.required else f"optional, value {event.value}"
        windows = ", ".join(
            f"{window.date:%a} {window.hours.begins}–{window.hours.ends}"
            for window in tour.windows(event)
        )
        yield f"{event.id} in {event.place}, {event.service_minutes} minutes, {kind}: {windows}"
