"""The itinerary: a plan as people read it, day by day and row by row, free of any markup.

Screens, tables and the day page all show these rows, so that they never tell different stories.
"""

from __future__ import annotations

from caravan.language.language import Language
from caravan.plan.day import Day
from caravan.plan.plan import Plan
from caravan.views.itinerary_rows import DayRows
from caravan.views.timeline import DayItinerary, Row, RowKind

__all__ = ["DayItinerary", "Row", "RowKind", "event_numbers", "itinerary"]


def itinerary(plan: Plan, language: Language) -> tuple[DayItinerary, ...]:
    """All days of all teams in a language, in the order of the plan."""
    numbers = event_numbers(plan)
    return tuple(
        _day(plan, team.id, day, numbers, language) for team in plan.teams for day in team.days
    )


def event_numbers(plan: Plan) -> dict[str, int]:
    """The number of each event kept, by its id: 1 to n in the order of the plan's days.

    The numbers on the map, in the itinerary and on paper are these.
    """
    return {stop.event: number for number, (_, stop) in enumerate(plan.kept, start=1)}


def _day(
    plan: Plan, team: str, day: Day, numbers: dict[str, int], language: Language
) -> DayItinerary:
    tour = plan.tour
    index = (day.date - tour.first_day).days
    return DayItinerary(
        date=day.date,
        label=language.date(day.date),
        number=index + 1,
        colour_index=index,
        team=team,
        start=language.name(tour.place(day.start).names),
        overnight=language.name(tour.place(day.overnight).names),
        is_last=day.date == tour.last_day,
        driving_minutes=day.driving_minutes,
        sailing_minutes=day.sailing_minutes,
        km=day.km,
        value=sum(tour.event(stop.event).value for stop in day.events),
        rows=DayRows(tour, day, numbers, language).rows(),
    )
