"""Tours with any number of events, and a plan of each that was made without planning."""

from __future__ import annotations

from datetime import date, timedelta

from caravan.plan.day import Day, Stop, StopKind
from caravan.plan.plan import Bound, Objective, Plan, Status, Team
from caravan.tour.event import Event
from caravan.tour.names import Names
from caravan.tour.opening import Hours, OpeningHours
from caravan.tour.partner import Organizer, Partner
from caravan.tour.place import Place, PlaceKind
from caravan.tour.rules import BreakRule, DayRules
from caravan.tour.tour import Tour

FIRST_DAY = date(2020, 3, 9)
EVENTS_A_DAY = 6


def long_plan(events: int) -> Plan:
    """A plan that holds six events a day; calendars don't ask how to get there. 360 at most."""
    days = -(-events // EVENTS_A_DAY)
    tour = _tour(events, days)
    held = tuple(
        Day(
            FIRST_DAY + timedelta(days=day),
            tour.start,
            tour.start if day + 1 < days else tour.end,
            tuple(
                Stop(StopKind.EVENT, event.place, 480 + 100 * turn, 570 + 100 * turn, event.id)
                for turn, event in enumerate(
                    tour.events[EVENTS_A_DAY * day : EVENTS_A_DAY * (day + 1)]
                )
            ),
        )
        for day in range(days)
    )
    objective = Objective.of(tour, held)
    bound = Bound(objective.value, 0)
    return Plan(tour, Status.FEASIBLE, objective, bound, (Team("team-1", held),))


def _tour(events: int, days: int) -> Tour:
    hours = OpeningHours("always", Names.of(en="Always"), weekly=((Hours(0, 1440),),) * 7)
    places = tuple(
        Place(
            f"town-{n}",
            Names.of(fr=f"Ville numéro {n}", ar=f"المدينة رقم {n}", en=f"Town number {n}"),
            PlaceKind.TOWN,
            33 + n / 100,
            8 + n / 100,
            coordinate_source="made up",
            country="TN",
            region=Names.of(fr=f"Gouvernorat {n % 24}", en=f"Governorate {n % 24}"),
            can_sleep=True,
        )
        for n in range(events)
    )
    return Tour(
        id=f"tour-of-{events}",
        names=Names.of(fr="Grande caravane", ar="القافلة الكبيرة", en="Great caravan"),
        organizers=(
            Organizer(
                Names.of(fr="Association"), "hello@tour.example", "+216 70 000 000",
                "https://tour.example/",
            ),
        ),
        uid_domain="tour.example",
        zone="Africa/Tunis",
        first_day=FIRST_DAY,
        last_day=FIRST_DAY + timedelta(days=days - 1),
        start="town-0",
        end=f"town-{events - 1}",
        rules=DayRules(Hours(420, 1200), 600, BreakRule(60, Hours(720, 870))),
        places=places,
        events=tuple(
            Event(
                f"event-{n}",
                f"town-{n}",
                90,
                ("always",),
                venue=Names.of(fr="Maison de la culture", ar="دار الثقافة"),
                partners=(Partner(f"commune-{n}", Names.of(fr=f"Commune {n}"), email=f"c{n}@tour.example"),),
            )
            for n in range(events)
        ),
        calendars=(hours,),
    )  # fmt: skip
