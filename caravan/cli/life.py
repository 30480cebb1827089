"""What the options of ``caravan replan`` say has happened, as changes of the tour."""

from __future__ import annotations

import contextlib
from datetime import date as Date
from datetime import datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import click

from caravan.errors import ImpossibleValue

if TYPE_CHECKING:
    from caravan.plan.plan import Plan
    from caravan.planning.taken_over import Now
    from caravan.tour.adjustment import Adjustment
    from caravan.tour.tour import Tour


def instant_of(text: str, tour: Tour) -> datetime:
    """The instant of ``--from``; without an offset it is local time of the tour.

    Raises BadParameter for anything but a date and an hour.
    """
    try:
        instant = datetime.fromisoformat(text.strip())
    except ValueError:
        raise click.BadParameter(
            f"“{text}” is not a date and an hour like 2020-03-13T18:00.", param_hint="--from"
        ) from None
    return instant if instant.tzinfo else instant.replace(tzinfo=ZoneInfo(tour.zone))


def refusals(texts: tuple[str, ...], plan: Plan, tour: Tour, now: Now) -> list[Adjustment]:
    """Refused dates, from ``TOWN@DATE`` each.

    Raises BadParameter for an unknown town, a date that is over or not of the tour, and an event
    that has begun.
    """
    from caravan.planning.taken_over import begun
    from caravan.tour.adjustment import RefuseDate

    found: list[Adjustment] = []
    past = begun(plan, tour, now)
    for text in texts:
        town, date = _town_and_date(text, "--refuse")
        _refuse_past(text, date, tour, now, "--refuse")
        for event in events_of(town, tour, "--refuse"):
            if event in past:
                raise click.BadParameter(
                    f"“{text}”: that event had begun; the past can't change.",
                    param_hint="--refuse",
                )
            found.append(RefuseDate(event, date))
    return found


def cancellations(texts: tuple[str, ...], tour: Tour) -> list[Adjustment]:
    """Events taken out, from a town each.

    Raises BadParameter for an unknown town, and for one whose event is pinned: both can't be meant.
    """
    from caravan.tour.adjustment import LeaveOut

    found: list[Adjustment] = []
    for text in texts:
        for event in events_of(text, tour, "--cancel"):
            if tour.event(event).pin is not None:
                raise click.BadParameter(
                    f"“{text}” is pinned in the tour; take the pin off before cancelling it.",
                    param_hint="--cancel",
                )
            found.append(LeaveOut(event))
    return list(dict.fromkeys(found))


def cancelled_sailings(texts: tuple[str, ...], tour: Tour, now: Now) -> list[Adjustment]:
    """Sailings that don't take place, from ``FERRY@DATE`` each. Raises BadParameter."""
    from caravan.tour.adjustment import CancelSailings

    ferries = {ferry.id for ferry in tour.ferries}
    found: list[Adjustment] = []
    for text in texts:
        ferry, date = _town_and_date(text, "--no-sailing")
        if ferry not in ferries:
            known = ", ".join(sorted(ferries)) or "none"
            raise click.BadParameter(
                f"“{ferry}” is not a ferry of the tour; it has: {known}.",
                param_hint="--no-sailing",
            )
        _refuse_past(text, date, tour, now, "--no-sailing")
        found.append(CancelSailings(ferry, date))
    return found


def closed_roads(texts: tuple[str, ...], tour: Tour) -> list[Adjustment]:
    """Roads that can't be driven, from ``A:B`` each, ids of places. Raises BadParameter."""
    from caravan.tour.adjusting import adjusted
    from caravan.tour.adjustment import CloseRoad

    found: list[Adjustment] = []
    for text in texts:
        a, separator, b = text.partition(":")
        change = CloseRoad(a.strip(), b.strip())
        try:
            if not separator:
                raise click.BadParameter(
                    f"“{text}” is not two places like gabes:sfax.", param_hint="--close-road"
                )
            adjusted(tour, change)
        except ImpossibleValue as error:
            raise click.BadParameter(f"{error.message}.", param_hint="--close-road") from None
        found.append(change)
    return found


def events_of(text: str, tour: Tour, option: str) -> list[str]:
    """Ids of the events that a person means: by an event's id, or its town's id or name.

    Raises BadParameter when there is none.
    """
    wanted = text.strip()
    if any(event.id == wanted for event in tour.events):
        return [wanted]
    folded = wanted.casefold()
    towns = {
        place.id
        for place in tour.places
        if place.id == wanted or folded in {name.casefold() for _, name in place.names.texts}
    }
    found = [event.id for event in tour.events if event.place in towns]
    if not found:
        known = ", ".join(event.id for event in tour.events)
        raise click.BadParameter(
            f"“{text}” hosts nothing in this tour; its events are: {known}.", param_hint=option
        )
    return found


def _refuse_past(text: str, date: Date, tour: Tour, now: Now, option: str) -> None:
    today, _ = now.local(tour)
    if date < today:
        raise click.BadParameter(
            f"“{text}” lies before {today}, the date of --from; the past can't change.",
            param_hint=option,
        )
    if date not in tour.dates:
        raise click.BadParameter(
            f"“{text}” is not a date of the tour, {tour.first_day} to {tour.last_day}.",
            param_hint=option,
        )


def _town_and_date(text: str, option: str) -> tuple[str, Date]:
    town, _, date = text.rpartition("@")
    with contextlib.suppress(ValueError):
        if town.strip():
            return town.strip(), Date.fromisoformat(date.strip())
    raise click.BadParameter(
        f"“{text}” is not a name and a date like gafsa@2020-03-10.", param_hint=option
    )
