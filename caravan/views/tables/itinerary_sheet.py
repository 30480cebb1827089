"""The itinerary and its days as tables."""

from __future__ import annotations

from caravan.language.language import Language
from caravan.plan.plan import Plan
from caravan.views.itinerary import DayItinerary, Row, itinerary
from caravan.views.kind_text import kind_text
from caravan.views.tables.sheet import Cell, Column, Holds, Sheet


def itinerary_sheet(plan: Plan, language: Language) -> Sheet:
    """Every row of every day."""
    _ = language.text
    has_teams = len(plan.teams) > 1
    team = (Column(_("Team"), width=10),) if has_teams else ()
    columns = (
        Column(_("Day"), Holds.NUMBER, 6),
        *team,
        Column(_("Date"), Holds.DATE, 12),
        Column(_("Begins"), Holds.CLOCK, 9),
        Column(_("Ends"), Holds.CLOCK, 9),
        Column(_("Duration"), Holds.DURATION, 10),
        Column(_("What"), width=12),
        Column(_("Stop"), Holds.NUMBER, 7),
        Column(_("Place"), width=22),
        Column(_("Description"), width=40),
        Column(_("Details"), width=40),
        Column(_("From"), width=20),
        Column(_("To"), width=20),
        Column(_("km"), Holds.KM, 8),
        Column(_("Source"), width=30),
        Column(_("Estimate"), width=10),
        Column(_("Partners"), width=40),
    )
    days = itinerary(plan, language)
    rows = []
    colours = []
    for day in days:
        for row in day.rows:
            ids: tuple[Cell, ...] = (day.number, day.team) if has_teams else (day.number,)
            rows.append((*ids, day.date, *_cells(row, language)))
            colours.append(day.colour_index)
    return Sheet(_("Itinerary"), columns, tuple(rows), tuple(colours))


def _cells(row: Row, language: Language) -> tuple[Cell, ...]:
    partners = (language.name(partner.organization) for partner in row.partners)
    return (
        row.begins,
        row.ends,
        row.minutes,
        kind_text(row.kind, language),
        row.number,
        row.town,
        row.label,
        row.detail,
        row.origin,
        row.destination,
        row.km if row.is_leg else None,
        row.source,
        language.text("yes") if row.is_estimate else "",
        language.listing(partners),
    )


def days_sheet(plan: Plan, language: Language) -> Sheet:
    """One row a day, and the totals of the tour."""
    _ = language.text
    columns = (
        Column(_("Day"), Holds.NUMBER, 6),
        Column(_("Date"), Holds.DATE, 12),
        Column(_("Weekday"), width=20),
        Column(_("Start"), width=20),
        Column(_("Overnight stay"), width=20),
        Column(_("Begins"), Holds.CLOCK, 9),
        Column(_("Ends"), Holds.CLOCK, 9),
        Column(_("Events"), Holds.NUMBER, 9),
        Column(_("Towns"), width=44),
        Column(_("Driving"), Holds.DURATION, 10),
        Column(_("At sea"), Holds.DURATION, 10),
        Column(_("km"), Holds.KM, 8),
        Column(_("Value"), Holds.NUMBER, 8),
    )
    days = itinerary(plan, language)
    total: tuple[Cell, ...] = (
        None,
        None,
        _("Total"),
        *(None,) * 4,
        sum(len(day.events) for day in days),
        None,
        sum(day.driving_minutes for day in days),
        sum(day.sailing_minutes for day in days),
        sum(day.km for day in days),
        sum(day.value for day in days),
    )
    return Sheet(
        _("Days"),
        columns,
        tuple(_day_cells(day, language) for day in days),
        tuple(day.colour_index for day in days),
        total,
    )


def _day_cells(day: DayItinerary, language: Language) -> tuple[Cell, ...]:
    return (
        day.number,
        day.date,
        day.label,
        day.start,
        day.overnight,
        day.begins,
        day.ends,
        len(day.events),
        language.listing(row.town for row in day.events),
        day.driving_minutes,
        day.sailing_minutes,
        day.km,
        day.value,
    )
