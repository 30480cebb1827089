"""Repairs by one more sailing of a ferry, on one date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date as Date

import numpy as np

from caravan.plan.repair import Repair, RepairKind
from caravan.planning.columns import Columns
from caravan.planning.course import course_of
from caravan.planning.explaining.single_changes import joined_choices, used_once
from caravan.planning.explaining.workshop import Workshop
from caravan.planning.problem import Problem, problem_of
from caravan.tour.adjustment import AddSailing
from caravan.tour.ferry import Ferry, Timetable
from caravan.tour.tour import Tour
from caravan.travel.leg import LegKind

STEP_MINUTES = 30
"""Sailings are tried at every half hour."""

_EVERY_DAY = tuple(range(7))


def other_sailing(shop: Workshop) -> Repair | None:
    """A ship sails at one more half hour of one date.

    If ships that sail every half hour of a date don't help, none of them does. Where they do, those
    that a plan then takes are tried first.
    """
    if not shop.tour.ferries:
        return None
    often = replace(
        shop.tour, ferries=tuple(_every_half_hour(shop.tour, f) for f in shop.tour.ferries)
    )
    columns = shop.enumerated(often)
    complete = columns.complete and shop.columns.complete
    many = problem_of(often, columns)
    if shop.chosen(many, complete=complete) is None:
        return None
    plain = problem_of(shop.tour, shop.columns)
    tried: set[AddSailing] = set()
    for date in _dates(shop, plain, many, complete=complete):
        here = [day.date == date for day in columns.chain]
        days = zip(here, many.days, plain.days, strict=True)
        mixed = replace(plain, days=tuple(a if on else b for on, a, b in days))
        chosen = shop.chosen(mixed, complete=complete)
        if chosen is None:
            continue
        taken = _taken(shop, often, columns, here, chosen)
        for sailing in (*taken, *_candidates(shop.tour, date)):
            if sailing not in tried:
                tried.add(sailing)
                repair = shop.repair(RepairKind.OTHER_SAILING, sailing)
                if repair is not None:
                    return repair
    return None


def _every_half_hour(tour: Tour, ferry: Ferry) -> Ferry:
    """The ferry with all sailings that are tried, on every date of the tour."""
    more = [
        Timetable(port, tour.first_day, tour.last_day, _EVERY_DAY, times)
        for port in ferry.ports
        if (times := _half_hours(tour, ferry))
    ]
    return replace(ferry, timetables=(*ferry.timetables, *more))


def _half_hours(tour: Tour, ferry: Ferry) -> tuple[int, ...]:
    first = -(-tour.rules.hours.begins // STEP_MINUTES) * STEP_MINUTES
    last = tour.rules.hours.ends - ferry.crossing_minutes
    return tuple(range(first, last + 1, STEP_MINUTES))


def _candidates(tour: Tour, date: Date) -> list[AddSailing]:
    return [
        AddSailing(ferry.id, port, date, minute)
        for ferry in tour.ferries
        for port in ferry.ports
        for minute in _half_hours(tour, ferry)
        if minute not in ferry.departures(port, date)
    ]


def _dates(shop: Workshop, plain: Problem, many: Problem, *, complete: bool) -> tuple[Date, ...]:
    """The dates to try, the one that is likeliest to help first; none when none can."""
    dates = shop.tour.dates
    if shop.tour.teams > 1:
        return dates  # Two teams may take the same ship: that is more than one day with it.
    days = zip(plain.days, many.days, strict=True)
    single = used_once(
        replace(plain, days=tuple(joined_choices((a, b)) for a, b in days)),
        tuple(
            np.arange(len(a.mask) + len(b.mask)) >= len(a.mask)
            for a, b in zip(plain.days, many.days, strict=True)
        ),
    )
    chosen = shop.chosen(single.problem, complete=complete)
    if chosen is None:
        return ()
    rows = zip(single.original(chosen), plain.days, dates, strict=True)
    likely = [date for row, day, date in rows if row >= len(day.mask)]
    return (*likely, *(date for date in dates if date not in likely))


def _taken(
    shop: Workshop, often: Tour, columns: Columns, here: list[bool], chosen: tuple[int, ...]
) -> list[AddSailing]:
    """The new sailings that these days take on the date."""
    found = []
    for on, day, row in zip(here, columns.chain, chosen, strict=True):
        if not on:
            continue
        for leg in course_of(often, shop.travel(often), columns, day, row).legs:
            if leg.kind is LegKind.FERRY:
                ferry = next(ferry for ferry in shop.tour.ferries if ferry.id == leg.ferry)
                if leg.begins not in ferry.departures(leg.origin, day.date):
                    found.append(AddSailing(leg.ferry, leg.origin, day.date, leg.begins))
    return found
