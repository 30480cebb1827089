"""Quick changes of a scenario: edits of its files, made with one press."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import timedelta

from caravan.errors import msg
from caravan.files.draft import draft_of
from caravan.files.editing.events import index_of, remove_event, set_event
from caravan.files.editing.head import set_dates, set_teams
from caravan.files.editing.rules import set_rules
from caravan.files.editing.take_event import take_event
from caravan.files.editing.towns import set_can_sleep
from caravan.files.tour_files import TourFiles
from caravan.files.wrong import WrongValue
from caravan.tour.clock import MINUTES_PER_DAY
from caravan.tour.opening import Hours
from caravan.tour.rules import DayRules
from caravan.ui.workbench import Operation


def dates_moved(first: int = 0, last: int = 0) -> Operation:
    """The first and the last day of the tour, each some days later, or earlier when negative."""

    def operation(files: TourFiles) -> TourFiles:
        head = draft_of(files).head
        if head.first_day is None or head.last_day is None:
            raise WrongValue(
                msg("the days of the tour are missing"), msg("Give them on the page of the tour")
            )
        return set_dates(
            files, head.first_day + timedelta(days=first), head.last_day + timedelta(days=last)
        )

    return operation


def hours_moved(begins: int = 0, ends: int = 0) -> Operation:
    """The working hours, begun and ended some minutes later, within the day."""

    def moved(rules: DayRules) -> DayRules:
        first = max(0, rules.hours.begins + begins)
        last = min(MINUTES_PER_DAY, rules.hours.ends + ends)
        return replace(rules, hours=Hours(first, last))

    return _with_rules(moved)


def driving_moved(minutes: int) -> Operation:
    """The driving limit of a day, some minutes more, within what a day can hold."""

    def moved(rules: DayRules) -> DayRules:
        limit = max(0, min(MINUTES_PER_DAY, rules.max_driving_minutes + minutes))
        return replace(rules, max_driving_minutes=limit)

    return _with_rules(moved)


def more_teams(number: int) -> Operation:
    """Some teams more, or less."""
    return lambda files: set_teams(files, draft_of(files).head.teams + number)


def beds_in(towns: Collection[str]) -> Operation:
    """Beds in these towns, by id, and in no other."""

    def operation(files: TourFiles) -> TourFiles:
        for place in draft_of(files).places:
            if place.can_sleep != (place.id in towns):
                files = set_can_sleep(files, place.id, place.id in towns)
        return files

    return operation


def left_out(events: Collection[str], base: TourFiles) -> Operation:
    """Of the events of the tour as it is, these are left out, and no other."""

    def operation(files: TourFiles) -> TourFiles:
        here = {event.id for event in draft_of(files).events}
        for event in draft_of(base).events:
            if event.id in events and event.id in here:
                files = remove_event(files, index_of(files, event.id))
            elif event.id not in events and event.id not in here:
                files = take_event(files, event.id, base)
        return files

    return operation


def optional_events(events: Collection[str]) -> Operation:
    """These events may be left out of a plan, and no other."""

    def operation(files: TourFiles) -> TourFiles:
        for event in draft_of(files).events:
            if event.required != (event.id not in events):
                files = set_event(files, event.index, required=event.id not in events)
        return files

    return operation


def _with_rules(moved: Callable[[DayRules], DayRules]) -> Operation:
    def operation(files: TourFiles) -> TourFiles:
        rules = draft_of(files).rules
        if rules is None:
            raise WrongValue(
                msg("the rules of a day are wrong"), msg("Correct them on the page of the tour")
            )
        return set_rules(files, moved(rules))

    return operation
