"""A plan as a plain table for the terminal."""

from __future__ import annotations

from caravan.cli.counted import counted
from caravan.language.language import Language, language
from caravan.plan.day import Day
from caravan.plan.plan import Plan
from caravan.views.verdict import verdict


def programme(plan: Plan) -> str:
    """The verdict, each day with its way and its events, and the totals; in English."""
    english = language("en")
    names = {place.id: english.name(place.names) for place in plan.tour.places}
    blocks = [verdict(plan, english).text]
    for team in plan.teams:
        for day in team.days:
            of_team = f"{team.id}, " if len(plan.teams) > 1 else ""
            blocks.append(f"{of_team}{_day(day, names, english)}")
    total = _way(
        plan.objective.travel_minutes, sum(day.km for day in plan.days), len(plan.kept), english
    )
    return "\n\n".join((*blocks, f"Total: {total}"))


def _day(day: Day, names: dict[str, str], english: Language) -> str:
    way = _way(day.travel_minutes, day.km, len(day.events), english)
    lines = [f"{english.date(day.date)}: {names[day.start]} → {names[day.overnight]}, {way}"]
    for stop in day.events:
        begins, ends = english.clock(stop.begins), english.clock(stop.ends)
        lines.append(f"  {begins}–{ends}  {names[stop.place]}")
    return "\n".join(lines)


def _way(minutes: int, km: float, events: int, english: Language) -> str:
    return f"{english.duration(minutes)} on the way, {english.km(km)}, {counted(events, 'event')}"
