"""A small tour with its plan, made by hand: two days, three towns, one of them behind a ferry."""

from __future__ import annotations

from datetime import date, datetime

from caravan.plan.day import Day, Stop, StopKind
from caravan.plan.plan import Bound, Objective, Plan, Status, Team
from caravan.tour.event import Event
from caravan.tour.ferry import Ferry, Timetable
from caravan.tour.names import Names
from caravan.tour.opening import Hours, OpeningHours
from caravan.tour.partner import Organizer, Partner
from caravan.tour.place import Place, PlaceKind
from caravan.tour.road import Grade, Road
from caravan.tour.rules import BreakRule, DayRules
from caravan.tour.tour import Revision, Tour
from caravan.travel.leg import Leg, LegKind, Source

MONDAY = date(2020, 3, 9)
TUESDAY = date(2020, 3, 10)


def place(id_: str, fr: str, ar: str, point: tuple[float, float], **more: object) -> Place:
    """A town unless told otherwise."""
    kind = more.pop("kind", PlaceKind.TOWN)
    names = Names.of(fr=fr, ar=ar)
    return Place(id_, names, kind, *point, coordinate_source="by hand", country="TN", **more)


def sample_tour() -> Tour:
    """Sbeitla on Monday, Sfax and Kerkennah on Tuesday; Gafsa is optional and far away."""
    offices = OpeningHours(
        "offices",
        Names.of(fr="Bureaux", ar="مكاتب"),
        weekly=((Hours(510, 750), Hours(810, 1050)),) * 5 + ((), ()),
    )
    host = Partner(
        "commune-sfax",
        Names.of(fr="Municipalité de Sfax", ar="بلدية صفاقس"),
        contact="Amina Ben Salah",
        email="amina@sfax.example",
        phone="+216 70 000 001",
        language="ar",
    )
    return Tour(
        id="sample",
        names=Names.of(fr="Petite caravane", ar="القافلة الصغيرة", en="Small caravan"),
        organizers=(Organizer(Names.of(fr="Association"), email="hello@tour.example"),),
        uid_domain="tour.example",
        zone="Africa/Tunis",
        first_day=MONDAY,
        last_day=TUESDAY,
        start="sbeitla",
        end="kerkennah",
        rules=DayRules(Hours(480, 1140), 300, BreakRule(60, Hours(720, 870))),
        places=(
            place("sbeitla", "Sbeïtla", "سبيطلة", (35.23151, 9.12321), can_sleep=True),
            place("gafsa", "Gafsa", "قفصة", (34.425, 8.78417), can_sleep=True),
            place("sfax", "Sfax", "صفاقس", (34.74056, 10.76028), can_sleep=True),
            place("kerkennah", "Kerkennah", "قرقنة", (34.70882, 11.2147), can_sleep=True),
            place("faid", "Faïd", "فايض", (34.93, 9.68), kind=PlaceKind.JUNCTION),
            place("sfax-port", "Port de Sfax", "", (34.7270, 10.7638), kind=PlaceKind.PORT),
            place("sidi-youssef", "Sidi Youssef", "", (34.6563, 10.9695), kind=PlaceKind.PORT),
        ),
        events=(
            Event("sbeitla", "sbeitla", 120, ("offices",)),
            Event("sfax", "sfax", 180, ("offices",), partners=(host,)),
            Event("kerkennah", "kerkennah", 90, ("offices",)),
            Event("gafsa", "gafsa", 180, ("offices",), required=False, value=1),
        ),
        calendars=(offices,),
        roads=(
            Road("sbeitla", "faid", 60.0, 55, Grade.C, name="RN13"),
            Road("faid", "sfax", 105.0, 95, Grade.A, name="RN13"),
            Road("sfax", "sfax-port", 2.0, 8, Grade.C, name="urban"),
            Road("sidi-youssef", "kerkennah", 24.0, 30, Grade.C, name="RR204"),
        ),
        ferries=(
            Ferry(
                "kerkennah-ferry",
                Names.of(fr="Bac de Kerkennah", ar="بطاح قرقنة"),
                ports=("sfax-port", "sidi-youssef"),
                crossing_minutes=75,
                boarding_minutes=30,
                km=20.4,
                grade=Grade.C,
                timetables=(
                    Timetable(
                        "sfax-port",
                        date(2020, 1, 1),
                        date(2020, 12, 31),
                        tuple(range(7)),
                        tuple(range(255, 1216, 120)),
                    ),
                ),
                operator="SONOTRAK",
            ),
        ),
        revision=Revision(2, datetime.fromisoformat("2020-02-20T09:00:00+01:00")),
    )


def sample_plan() -> Plan:
    """Monday: event in Sbeitla, drive to Sfax. Tuesday: event in Sfax, boat, event in Kerkennah."""
    tour = sample_tour()
    to_sfax = Leg(
        LegKind.DRIVE,
        "sbeitla",
        "sfax",
        780,
        930,
        165.0,
        Source.ROADS,
        Grade.C,
        ("sbeitla", "faid", "sfax"),
    )
    to_port = Leg(
        LegKind.DRIVE,
        "sfax",
        "sfax-port",
        817,
        825,
        2.0,
        Source.ROADS,
        Grade.C,
        ("sfax", "sfax-port"),
    )
    sailing = Leg(
        LegKind.FERRY,
        "sfax-port",
        "sidi-youssef",
        855,
        930,
        20.4,
        Source.TIMETABLE,
        Grade.C,
        ("sfax-port", "sidi-youssef"),
        ferry="kerkennah-ferry",
    )
    on_island = Leg(
        LegKind.DRIVE,
        "sidi-youssef",
        "kerkennah",
        930,
        960,
        24.0,
        Source.ROADS,
        Grade.C,
        ("sidi-youssef", "kerkennah"),
    )
    monday = Day(
        MONDAY,
        "sbeitla",
        "sfax",
        (
            Stop(StopKind.EVENT, "sbeitla", 510, 630, event="sbeitla"),
            Stop(StopKind.WAIT, "sbeitla", 630, 720),
            Stop(StopKind.BREAK, "sbeitla", 720, 780),
            to_sfax,
        ),
    )
    tuesday = Day(
        TUESDAY,
        "sfax",
        "kerkennah",
        (
            Stop(StopKind.EVENT, "sfax", 510, 690, event="sfax"),
            Stop(StopKind.WAIT, "sfax", 690, 720),
            Stop(StopKind.BREAK, "sfax", 720, 780),
            Stop(StopKind.WAIT, "sfax", 780, 817),
            to_port,
            Stop(StopKind.WAIT, "sfax-port", 825, 855),
            sailing,
            on_island,
            Stop(StopKind.EVENT, "kerkennah", 960, 1050, event="kerkennah"),
        ),
    )
    days = (monday, tuesday)
    objective = Objective.of(tour, days)
    return Plan(tour, Status.FEASIBLE, objective, Bound(4, 200), (Team("team-1", days),))
