"""Tours of a size that people plan, made by a seeded generator: real hours, roads, few beds."""

from __future__ import annotations

import math
from datetime import date as Date
from datetime import timedelta
from random import Random

from caravan.tour.event import Event
from caravan.tour.names import Names
from caravan.tour.opening import Hours, OpeningHours
from caravan.tour.place import Place, PlaceKind
from caravan.tour.road import Grade, Road
from caravan.tour.rules import BreakRule, DayRules
from caravan.tour.tour import Tour

MONDAY = Date(2020, 3, 9)
_OFFICES = ((Hours(510, 750), Hours(810, 1050)),) * 5 + ((), ())
_SQUARES = ((Hours(540, 1080),),) * 7
_EVENINGS = ((), *((Hours(900, 1140),),) * 6)


def random_tour(seed: int, *, events: int, days: int, required: float, width_km: int = 150) -> Tour:
    """A tour in a square of `width_km`: towns on a plane, each joined by road with its nearest.

    Args:
        required: share of events that are required.
    """
    random = Random(seed)
    places = [
        Place(
            f"t{n}",
            Names.of(fr=f"Ville {n}"),
            PlaceKind.TOWN,
            34 + random.random() * width_km / 111,
            9 + random.random() * width_km / 92,
            can_sleep=n == 0 or random.random() < 0.5,
        )
        for n in range(events)
    ]
    calendars = tuple(
        OpeningHours(id_, Names.of(fr=id_), weekly)
        for id_, weekly in (("offices", _OFFICES), ("squares", _SQUARES), ("evenings", _EVENINGS))
    )
    hosted = [
        Event(
            f"e{n}",
            place.id,
            random.choice((90, 120, 150, 180)),
            tuple(random.sample(("offices", "squares", "evenings"), random.choice((1, 1, 2)))),
            required=random.random() < required,
            value=random.randint(1, 5),
            date=MONDAY + timedelta(days=random.randrange(days)) if random.random() < 0.1 else None,
        )
        for n, place in enumerate(places)
    ]
    return Tour(
        id=f"random-{seed}",
        names=Names.of(fr="Tournée"),
        organizers=(),
        uid_domain="tour.example",
        zone="Africa/Tunis",
        first_day=MONDAY,
        last_day=MONDAY + timedelta(days=days - 1),
        start="t0",
        end=random.choice(places).id,
        rules=DayRules(Hours(480, 1140), 300, BreakRule(60, Hours(720, 870))),
        places=tuple(places),
        events=tuple(hosted),
        calendars=calendars,
        roads=_roads(places, random),
    )


def _roads(places: list[Place], random: Random) -> tuple[Road, ...]:
    """Each place is joined with the two nearest, and with the nearest of those before it."""
    pairs = set()
    for number, place in enumerate(places):
        near = sorted(
            range(len(places)), key=lambda n, p=place: math.dist(p.point, places[n].point)
        )
        pairs |= {tuple(sorted((number, other))) for other in near[1:3]}
        before = [other for other in near if other < number]
        pairs |= {(before[0], number)} if before else set()
    roads = []
    for a, b in sorted(pairs):
        km = max(1.0, math.dist(places[a].point, places[b].point) * 100 * random.uniform(1.1, 1.4))
        roads.append(Road(f"t{a}", f"t{b}", round(km, 1), math.ceil(km), Grade.C))
    return tuple(roads)
