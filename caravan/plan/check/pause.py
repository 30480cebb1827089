"""The break rule, re-stated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date as Date

from caravan.errors import msg
from caravan.plan.check.crossings import crossings
from caravan.plan.check.reference import Reference
from caravan.plan.check.timeline import end_place, is_work
from caravan.plan.check.violation import Rule, Violation
from caravan.plan.day import Day, Stop
from caravan.tour.clock import MINUTES_PER_DAY, format_clock
from caravan.tour.rules import BreakRule


def check_break(day: Day, team: str, reference: Reference) -> Iterator[Violation]:
    """Long enough in a row, inside the hours of the break, the team stands free in a town."""
    rule = reference.tour.rules.pause
    if rule is None:
        return
    first, last = rule.within.begins, rule.within.ends
    longest = max(
        min(ends, last) - max(begins, first) for begins, ends in _free_spans(day, reference)
    )
    if longest < rule.minutes and not _was_too_late(day, reference, rule):
        message = msg(
            "at most {longest} minutes in a row are free between {first} and {last}, "
            "the break takes {minutes}",
            longest=max(longest, 0),
            first=format_clock(first),
            last=format_clock(last),
            minutes=rule.minutes,
        )
        yield Violation(Rule.BREAK, message, team, day.date)


def _was_too_late(day: Day, reference: Reference, rule: BreakRule) -> bool:
    """Whether no break was possible any more, whatever came after what had happened."""
    happened = reference.happened
    if not happened.is_today(day.date):
        return happened.is_behind(day.date)
    facts = tuple(item for item in day.items if happened.is_fact(day, item))
    first, last = rule.within.begins, rule.within.ends
    spans = _free_spans(replace(day, items=facts), reference)
    if facts and not reference.is_town(end_place(facts[-1])):
        spans = [(begins, ends) for begins, ends in spans if ends < MINUTES_PER_DAY]
        in_town = _first_town(day.date, end_place(facts[-1]), facts[-1].ends, reference)
        spans += [] if in_town is None else [(in_town, MINUTES_PER_DAY)]
    free = (min(ends, last) - max(begins, first) for begins, ends in spans)
    return max(free, default=0) < rule.minutes


def _first_town(date: Date, place: str, clock: int, reference: Reference) -> int | None:
    """When a team that leaves a place between towns is in a town again, by road or one ship."""
    arrivals = []
    for town in filter(reference.is_town, reference.places):
        by_road = reference.network.fastest_minutes(place, town)
        if by_road is not None:
            arrivals.append(clock + by_road)
        ships = crossings(reference, date, place, town)
        arrivals += [crossing.arrives for crossing in ships if crossing.leaves >= clock]
    return min(arrivals, default=None)


def _free_spans(day: Day, reference: Reference) -> list[tuple[int, int]]:
    """When the team is free in a town: before its first work, after its last, in waits between.

    Waits that follow each other in one town are one span; a wait at a port or junction is none.
    """
    work = [number for number, item in enumerate(day.items) if is_work(item)]
    if not work:
        return [(0, MINUTES_PER_DAY)]
    spans = [(0, day.items[work[0]].begins), (day.items[work[-1]].ends, MINUTES_PER_DAY)]
    previous: Stop | None = None
    for item in day.items[work[0] : work[-1]]:
        if not isinstance(item, Stop) or is_work(item) or not reference.is_town(item.place):
            previous = None
            continue
        if previous is not None and (previous.place, previous.ends) == (item.place, item.begins):
            spans[-1] = (spans[-1][0], item.ends)
        else:
            spans.append((item.begins, item.ends))
        previous = item
    return spans
