"""One line on how good a plan is, and what exactly is proved of it."""

from __future__ import annotations

from dataclasses import dataclass

from caravan.language.language import Language
from caravan.plan.plan import Plan, Status
from caravan.tour.event import Event
from caravan.tour.tour import Tour
from caravan.views.following_text import following_text

_MOST_NAMES = 6


@dataclass(frozen=True, slots=True)
class Verdict:
    """How good a plan is.

    Attributes:
        text: one or two sentences.
        is_proved: whether it is proved that no plan is better.
        kept, wanted: number of events held, and of the tour.
        left_out: names of the towns whose events are left out.
    """

    text: str
    is_proved: bool
    kept: int
    wanted: int
    left_out: tuple[str, ...]

    def __str__(self) -> str:
        return self.text


def verdict(plan: Plan, language: Language) -> Verdict:
    """The verdict on a plan; it claims no more than the plan's bound proves."""
    left_out = tuple(town_of(event, plan.tour, language) for event in plan.left_out)
    proved = plan.status is Status.OPTIMAL
    if plan.precedent is not None:
        towns, travel = _towns(plan, left_out, language), _travel(plan, language)
        text = following_text(plan, towns, travel, language)
    else:
        text = _proved(plan, left_out, language) if proved else _so_far(plan, left_out, language)
    return Verdict(
        text=text,
        is_proved=proved,
        kept=len(plan.kept),
        wanted=len(plan.tour.events),
        left_out=left_out,
    )


def town_of(event: Event, tour: Tour, language: Language) -> str:
    """The name of the town that hosts an event."""
    return language.name(tour.place(event.place).names)


def all_towns(number: int, tour: Tour, language: Language) -> str:
    """``all 20 towns``; it speaks of events when some town hosts several."""
    if has_one_event_a_town(tour):
        return language.count("the only town", "all {number} towns", number)
    return language.count("the only event", "all {number} events", number)


def towns_kept(kept: int, tour: Tour, language: Language) -> str:
    """``all 20 towns`` or ``19 of 20 towns`` of a tour; see `all_towns`."""
    wanted = len(tour.events)
    if kept == wanted:
        return all_towns(wanted, tour, language)
    number = language.number(kept)
    if has_one_event_a_town(tour):
        return language.count(
            "{kept} of {number} town", "{kept} of {number} towns", wanted, kept=number
        )
    return language.count(
        "{kept} of {number} event", "{kept} of {number} events", wanted, kept=number
    )


def has_one_event_a_town(tour: Tour) -> bool:
    """Whether counting towns is counting events."""
    return len({event.place for event in tour.events}) == len(tour.events)


def travel_time(minutes: int, *, by_sea: bool, language: Language) -> str:
    """``23 h 45 on the road and at sea``."""
    duration = language.duration(minutes)
    if by_sea:
        return language.text("{duration} on the road and at sea", duration=duration)
    return language.text("{duration} on the road", duration=duration)


def _proved(plan: Plan, left_out: tuple[str, ...], language: Language) -> str:
    _ = language.text
    towns = _towns(plan, left_out, language)
    if plan.objective.travel_minutes == 0:
        return _("Proved best: {towns}, without any travel.", towns=towns)
    travel = _travel(plan, language)
    if not left_out:
        return _(
            "Proved best: no plan keeps {towns} with less than {travel}.",
            towns=towns,
            travel=travel,
        )
    return _(
        "Proved best: {towns}. No plan keeps events of more value, nor of the same value with "
        "less than {travel}.",
        towns=towns,
        travel=travel,
    )


def _so_far(plan: Plan, left_out: tuple[str, ...], language: Language) -> str:
    _ = language.text
    towns = _towns(plan, left_out, language)
    travel = _travel(plan, language)
    spare = plan.objective.travel_minutes - plan.bound.travel_minutes
    if plan.gap is None:
        return _(
            "Best found so far: {towns}, {travel}. A plan that keeps events of more value is not "
            "excluded.",
            towns=towns,
            travel=travel,
        )
    if spare <= 0:
        return _(
            "Best found so far: {towns}, {travel}. No plan travels less; the days might still be "
            "more even.",
            towns=towns,
            travel=travel,
        )
    # Rounded up: "at most" must stay true.
    per_mille = -(-1000 * spare // plan.objective.travel_minutes)
    return _(
        "Best found so far: {towns}, {travel}. At most {percent} of it ({duration}) could still "
        "be saved.",
        towns=towns,
        travel=travel,
        percent=language.percent(per_mille / 1000),
        duration=language.duration(spare),
    )


def _travel(plan: Plan, language: Language) -> str:
    by_sea = plan.objective.sailing_minutes > 0
    return travel_time(plan.objective.travel_minutes, by_sea=by_sea, language=language)


def _towns(plan: Plan, left_out: tuple[str, ...], language: Language) -> str:
    some = towns_kept(len(plan.kept), plan.tour, language)
    if not left_out:
        return some
    return language.text(
        "{towns} (without {left_out})", towns=some, left_out=_listing(left_out, language)
    )


def _listing(names: tuple[str, ...], language: Language) -> str:
    """The names, the last of a long list only counted."""
    if len(names) <= _MOST_NAMES:
        return language.listing(names)
    rest = len(names) - _MOST_NAMES + 1
    return language.listing(
        (*names[: _MOST_NAMES - 1], language.count("{number} other", "{number} others", rest))
    )
