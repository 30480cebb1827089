"""The towns and their partners as tables."""

from __future__ import annotations

from datetime import date as Date

from caravan.language.language import Language
from caravan.plan.day import Stop
from caravan.plan.plan import Plan
from caravan.tour.event import Event
from caravan.tour.partner import Partner
from caravan.views.itinerary import event_numbers
from caravan.views.speaks import language_name, role_text
from caravan.views.tables.sheet import Cell, Column, Holds, Sheet


def towns_sheet(plan: Plan, language: Language) -> Sheet:
    """One row for each event: those kept in the order of the plan, then those left out."""
    _ = language.text
    columns = (
        Column(_("Stop"), Holds.NUMBER, 7),
        Column(_("Town"), width=22),
        Column(_("Region"), width=18),
        Column(_("Date"), Holds.DATE, 12),
        Column(_("Begins"), Holds.CLOCK, 9),
        Column(_("Ends"), Holds.CLOCK, 9),
        Column(_("Duration"), Holds.DURATION, 10),
        Column(_("Venue"), width=30),
        Column(_("State"), width=12),
        Column(_("Required"), width=10),
        Column(_("Value"), Holds.NUMBER, 8),
        Column(_("Partners"), width=40),
        Column(_("Latitude"), Holds.DEGREES, 11),
        Column(_("Longitude"), Holds.DEGREES, 11),
    )
    held = [(plan.tour.event(stop.event), day.date, stop) for day, stop in plan.kept]
    rows = [_town_cells(plan, event, (date, stop), language) for event, date, stop in held]
    rows += [_town_cells(plan, event, None, language) for event in plan.left_out]
    colours = [(date - plan.tour.first_day).days for _, date, _stop in held]
    return Sheet(_("Towns"), columns, tuple(rows), (*colours, *(None for _event in plan.left_out)))


def _town_cells(
    plan: Plan, event: Event, when: tuple[Date, Stop] | None, language: Language
) -> tuple[Cell, ...]:
    _ = language.text
    place = plan.tour.place(event.place)
    times: tuple[Cell, ...] = (None, None, None)
    if when:
        date, stop = when
        times = (date, stop.begins, stop.ends)
    return (
        event_numbers(plan).get(event.id),
        language.name(place.names),
        language.name(place.region) if place.region else "",
        *times,
        event.service_minutes,
        language.name(event.venue) if event.venue else "",
        _("kept") if when else _("left out"),
        _("yes") if event.required else _("no"),
        event.value,
        language.listing(language.name(partner.organization) for partner in event.partners),
        place.latitude,
        place.longitude,
    )


def partners_sheet(plan: Plan, language: Language) -> Sheet:
    """One row for each partner, in the order of the towns table."""
    _ = language.text
    columns = (
        Column(_("Organization"), width=36),
        Column(_("Contact"), width=24),
        Column(_("Role"), width=14),
        Column(_("Phone"), Holds.PHONE, 20),
        Column(_("E-mail"), width=32),
        Column(_("Language"), width=14),
        Column(_("Town"), width=22),
        Column(_("Date"), Holds.DATE, 12),
        Column(_("Begins"), Holds.CLOCK, 9),
        Column(_("Ends"), Holds.CLOCK, 9),
    )
    rows: list[tuple[Cell, ...]] = []
    colours: list[int | None] = []
    for day, stop in plan.kept:
        event = plan.tour.event(stop.event)
        for partner in event.partners:
            times = (day.date, stop.begins, stop.ends)
            rows.append(_partner_cells(plan, event, partner, times, language))
            colours.append((day.date - plan.tour.first_day).days)
    for event in plan.left_out:
        for partner in event.partners:
            rows.append(_partner_cells(plan, event, partner, (None, None, None), language))
            colours.append(None)
    return Sheet(_("Partners"), columns, tuple(rows), tuple(colours))


def _partner_cells(
    plan: Plan, event: Event, partner: Partner, times: tuple[Cell, ...], language: Language
) -> tuple[Cell, ...]:
    return (
        language.name(partner.organization),
        partner.contact,
        role_text(partner.role, language),
        partner.phone,
        partner.email,
        language_name(partner.language, language),
        language.name(plan.tour.place(event.place).names),
        *times,
    )
