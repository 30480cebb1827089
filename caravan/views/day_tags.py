"""What a re-planned day is marked with: that it is behind, that it changes."""

from __future__ import annotations

from datetime import date as Date
from enum import StrEnum
from zoneinfo import ZoneInfo

from caravan.language.language import Language
from caravan.plan.day import Day
from caravan.plan.plan import Plan

DayKey = tuple[str, Date]
"""A day by its team's id and its date."""


class DayTag(StrEnum):
    """What is said of a day."""

    PAST = "past"
    CHANGED = "changed"


def day_tags(plan: Plan, before: Plan | None = None) -> dict[DayKey, DayTag]:
    """The days that are behind, and those that a plan before had otherwise.

    Args:
        plan: with a precedent; without one nothing is behind.
        before: to compare with; None when nobody asks what changes.
    """
    tags = dict.fromkeys(changed_days(before, plan), DayTag.CHANGED) if before is not None else {}
    return {**tags, **dict.fromkeys(past_days(plan), DayTag.PAST)}


def past_days(plan: Plan) -> frozenset[DayKey]:
    """The days that were over at the moment of the precedent."""
    if plan.precedent is None:
        return frozenset()
    moment = plan.precedent.frozen_until.astimezone(ZoneInfo(plan.tour.zone))
    clock = moment.hour * 60 + moment.minute
    return frozenset(
        (team.id, day.date)
        for team in plan.teams
        for day in team.days
        if day.date < moment.date()
        or (day.date == moment.date() and day.items and day.items[-1].ends <= clock)
    )


def changed_days(before: Plan, after: Plan) -> frozenset[DayKey]:
    """The days of a plan whose events, hours, ways or nights another one had otherwise."""
    old = {(team.id, day.date): _essence(day) for team in before.teams for day in team.days}
    return frozenset(
        (team.id, day.date)
        for team in after.teams
        for day in team.days
        if old.get((team.id, day.date)) != _essence(day)
    )


def tag_text(tag: DayTag, language: Language) -> str:
    """The mark in a word or two."""
    return language.text("Behind us") if tag is DayTag.PAST else language.text("Changed")


def _essence(day: Day) -> tuple[object, ...]:
    """What people would notice."""
    events = tuple((stop.event, stop.begins) for stop in day.events)
    return (events, tuple((leg.origin, leg.destination) for leg in day.legs), day.overnight)
