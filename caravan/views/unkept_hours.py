"""Hours that a partner proposed and an organizer accepted, and that a new plan doesn't keep."""

from __future__ import annotations

from collections.abc import Iterable

from caravan.language.language import Language
from caravan.plan.plan import Plan
from caravan.tour.adjustment import Adjustment, OnlyWindow
from caravan.tour.tour import Tour
from caravan.views.event_name import event_name


def unkept_hours(
    plan: Plan, changes: Iterable[Adjustment], before: Tour, language: Language
) -> tuple[str, ...]:
    """A sentence for each event that a plan leaves out or holds outside the hours set for it.

    Args:
        plan: the new one.
        changes: what was told; only the windows that it sets count.
        before: the tour before these changes, which knows their events.
    """
    held = {stop.event: (day.date, stop) for day, stop in plan.kept}
    found = []
    for change in changes:
        if not isinstance(change, OnlyWindow):
            continue
        date, stop = held.get(change.event, (None, None))
        if stop is None or date is None:
            found.append(_left_out(change, before, language))
        elif (
            date != change.date
            or stop.begins < change.hours.begins
            or change.hours.ends < stop.ends
        ):
            found.append(
                language.text(
                    "{town} was to be on {date} from {begins} to {ends}; this plan holds it on "
                    "{other} at {time}.",
                    **_wished(change, before, language),
                    other=language.date(date),
                    time=language.clock(stop.begins),
                )
            )
    return tuple(found)


def _left_out(change: OnlyWindow, before: Tour, language: Language) -> str:
    return language.text(
        "{town} was to be on {date} from {begins} to {ends}; this plan leaves it out.",
        **_wished(change, before, language),
    )


def _wished(change: OnlyWindow, before: Tour, language: Language) -> dict[str, str]:
    return {
        "town": event_name(change.event, before, language),
        "date": language.date(change.date),
        "begins": language.clock(change.hours.begins),
        "ends": language.clock(change.hours.ends),
    }
