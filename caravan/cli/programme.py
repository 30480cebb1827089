"""A plan as a plain table on the terminal."""

from __future__ import annotations

import click

from caravan.language.language import language
from caravan.plan.infeasible import Infeasible
from caravan.plan.plan import Plan
from caravan.tour.clock import format_clock
from caravan.tour.tour import Tour


def print_programme(plan: Plan) -> None:
    """Print the verdict, each day with its events, and the totals."""
    from caravan.views.verdict import verdict

    english = language("en")
    click.echo(verdict(plan, english).text)
    names = {place.id: english.name(place.names) for place in plan.tour.places}
    for day in plan.days:
        road = english.duration(day.travel_minutes)
        way = f"{names[day.start]} → {names[day.overnight]}"
        click.echo(f"\n{english.date(day.date)}: {way}, {road} on the way, {round(day.km)} km")
        for stop in day.events:
            hours = f"{format_clock(stop.begins)}–{format_clock(stop.ends)}"
            click.echo(f"  {hours}  {names[stop.place]}")
        if not day.events:
            click.echo("  no event")


def print_no_plan(answer: Infeasible, tour: Tour) -> None:
    """Print why there is no plan, and what would help, on the error output."""
    from caravan.views.no_plan import infeasible_text

    click.echo(str(infeasible_text(answer, tour, language("en"))), err=True)
