"""Why a tour has no plan and what would give it one, in words, for pages and for the terminal."""

from __future__ import annotations

from dataclasses import dataclass

from caravan.language.language import Language
from caravan.plan.conflict import Shortage
from caravan.plan.infeasible import Infeasible
from caravan.plan.plan import Plan, Status
from caravan.plan.repair import Explanation, Repair, RepairKind
from caravan.tour.clock import MINUTES_PER_DAY
from caravan.tour.place import PlaceKind
from caravan.tour.tour import MAX_DAYS, MAX_TEAMS, Tour
from caravan.views.adjustment_text import adjustment_text
from caravan.views.no_plan import infeasible_text, too_far_away
from caravan.views.verdict import has_one_event_a_town, towns_kept, travel_time
from caravan.views.wish_text import conflict_text, wish_text


@dataclass(frozen=True, slots=True)
class RepairText:
    """One way out.

    Attributes:
        kind: see `RepairKind`.
        title: the change in a few words, without a full stop.
        plan: what the whole plan would then be, in a sentence.
        is_proved: whether that plan is proved best.
    """

    kind: RepairKind
    title: str
    plan: str
    is_proved: bool

    def __str__(self) -> str:
        return f"{self.title}\n    {self.plan}"


@dataclass(frozen=True, slots=True)
class ExplanationText:
    """Why there is no plan, and the ways out.

    Attributes:
        headline: proved impossible, or not found in time.
        far: a sentence for each town that no day of the tour can reach.
        reason: the conflict, or what is short, in sentences; empty when neither is known.
        wishes: each wish of the conflict in a few words.
        minimal: that giving up any one of them would do; empty without a conflict.
        repairs: the ways out, cheapest first.
        menu: what the list of ways out is, in a sentence: none, some.
        unhelpful: which kinds of changes are proved not to help; empty when all that were tried do.
        untried: which kinds were not decided; empty when all were.
    """

    headline: str
    far: tuple[str, ...]
    reason: str
    wishes: tuple[str, ...]
    minimal: str
    repairs: tuple[RepairText, ...]
    menu: str
    unhelpful: str
    untried: str

    def __str__(self) -> str:
        return " ".join(text for text in (self.reason, self.minimal) if text)

    @property
    def whole(self) -> str:
        """All of it, for a terminal."""
        top = " ".join(text for text in (self.headline, *self.far, str(self)) if text)
        repairs = "\n".join(f"  {repair}" for repair in self.repairs)
        parts = (top, self.menu, repairs, self.unhelpful, self.untried)
        return "\n".join(part for part in parts if part)


def explanation_text(explanation: Explanation, tour: Tour, language: Language) -> ExplanationText:
    """The explanation of a tour in words: never more certain than it is."""
    conflict = explanation.conflict
    wishes = conflict.wishes if conflict else ()
    decided = set(explanation.tried)
    helping = {repair.kind for repair in explanation.repairs}
    return ExplanationText(
        headline=_headline(explanation.infeasible, tour, language),
        far=tuple(too_far_away(tour, language)),
        reason=_reason(explanation, tour, language),
        wishes=tuple(wish_text(wish, tour, language) for wish in wishes),
        minimal=_minimal(len(wishes), language),
        repairs=tuple(_repair(repair, tour, language) for repair in explanation.repairs),
        menu=_menu(explanation, language),
        unhelpful=_unhelpful(decided - helping, tour, language),
        untried=_untried(set(RepairKind) - decided, tour, language),
    )


def kind_text(kind: RepairKind, language: Language) -> str:
    """What a kind of change is called: “one more day”."""
    _ = language.text
    return {
        RepairKind.FREE_DATE: _("another date for one town"),
        RepairKind.FREE_HOUR: _("another hour for one town"),
        RepairKind.DROP_ORDER: _("one order less"),
        RepairKind.DROP_FORBIDDEN_PAIR: _("two towns on one day after all"),
        RepairKind.WIDER_WINDOW: _("longer hours of one host on one date"),
        RepairKind.LATER_END: _("days that end up to two hours later"),
        RepairKind.EARLIER_START: _("days that begin up to two hours earlier"),
        RepairKind.MORE_DRIVING: _("up to two hours more driving a day"),
        RepairKind.OTHER_SAILING: _("one more sailing"),
        RepairKind.ANOTHER_BED: _("beds in one more town"),
        RepairKind.ONE_MORE_DAY: _("one more day"),
        RepairKind.LEAVE_OUT: _("one town less"),
        RepairKind.ONE_MORE_TEAM: _("one more team"),
    }[kind]


def _headline(infeasible: Infeasible, tour: Tour, language: Language) -> str:
    if infeasible.proved and not any(event.must_be_kept for event in tour.events):
        return language.text("Proved impossible: nobody gets through the days of this tour.")
    return infeasible_text(infeasible, tour, language).headline


def _reason(explanation: Explanation, tour: Tour, language: Language) -> str:
    if explanation.conflict is not None:
        return conflict_text(explanation.conflict, tour, language)
    if explanation.shortage is not None:
        return _shortage(explanation.shortage, tour, language)
    return ""


def _minimal(number: int, language: Language) -> str:
    if number < 2:
        return ""
    return language.text(
        "As soon as any single one of these wishes is given up, the others of them fit together."
    )


def _shortage(shortage: Shortage, tour: Tour, language: Language) -> str:
    _ = language.text
    service = language.duration(shortage.service_minutes)
    days = language.count("one day", "{number} days", tour.number_of_days)
    if shortage.travel_minutes is None:
        short = _("{service} of events are too much for {days}.", service=service, days=days)
    else:
        travel = travel_time(shortage.travel_minutes, by_sea=bool(tour.ferries), language=language)
        if shortage.minutes_a_day is None:
            short = _(
                "{service} of events and {travel} are too much for {days}.",
                service=service,
                travel=travel,
                days=days,
            )
        else:
            short = _(
                "{service} of events and {travel} need {more} more every day than the rules give.",
                service=service,
                travel=travel,
                more=language.duration(shortage.minutes_a_day),
            )
    together = shortage.smallest - 1
    if together < 2:
        return short
    if has_one_event_a_town(tour):
        blame = language.count(
            "No few towns are to blame: any {number} of them can be kept together.",
            "No few towns are to blame: any {number} of them can be kept together.",
            together,
        )
    else:
        blame = language.count(
            "No few events are to blame: any {number} of them can be kept together.",
            "No few events are to blame: any {number} of them can be kept together.",
            together,
        )
    return f"{short} {blame}"


def _menu(explanation: Explanation, language: Language) -> str:
    if explanation.repairs:
        changes = language.count(
            "This single change makes a plan possible:",
            "Any one of these changes makes a plan possible, the least first:",
            len(explanation.repairs),
        )
        return " ".join(text for text in (_but(explanation.shortage, language), changes) if text)
    if len(explanation.tried) == len(RepairKind):
        return language.text(
            "No single change makes a plan possible: combine several, or leave out more."
        )
    return ""


def _but(shortage: Shortage | None, language: Language) -> str:
    """Why what is short doesn't contradict the small changes that follow it."""
    _ = language.text
    if shortage is None:
        return ""
    if shortage.minutes_a_day is None:
        return _("That is so as long as nothing changes.")
    return _("That is so when only the length of the days may change.")


def _unhelpful(kinds: set[RepairKind], tour: Tour, language: Language) -> str:
    """Which kinds don't help, without those of which the tour has nothing that could be changed."""
    possible = kinds - _without_object(tour)
    if not possible:
        return ""
    return language.text(
        "Proved not to be enough: {changes}.",
        changes=language.listing(kind_text(k, language) for k in RepairKind if k in possible),
    )


def _untried(kinds: set[RepairKind], tour: Tour, language: Language) -> str:
    possible = kinds - _without_object(tour)
    if not possible:
        return ""
    return language.text(
        "Not decided in time: {changes}.",
        changes=language.listing(kind_text(k, language) for k in RepairKind if k in possible),
    )


def _without_object(tour: Tour) -> set[RepairKind]:
    """Kinds of changes that mean nothing to this tour, because it hasn't what they would change."""
    pins = [event.pin for event in tour.events if event.pin]
    hours = tour.rules.hours
    has = {
        RepairKind.FREE_DATE: bool(pins) or any(event.date for event in tour.events),
        RepairKind.FREE_HOUR: any(pin.begins is not None for pin in pins)
        or any(event.begins is not None for event in tour.events),
        RepairKind.DROP_ORDER: bool(tour.orders),
        RepairKind.DROP_FORBIDDEN_PAIR: bool(tour.forbidden_pairs),
        RepairKind.LATER_END: hours.ends < MINUTES_PER_DAY,
        RepairKind.EARLIER_START: hours.begins > 0,
        RepairKind.MORE_DRIVING: tour.rules.max_driving_minutes < MINUTES_PER_DAY,
        RepairKind.OTHER_SAILING: bool(tour.ferries),
        RepairKind.ANOTHER_BED: any(
            place.kind is PlaceKind.TOWN and not place.can_sleep for place in tour.places
        ),
        RepairKind.ONE_MORE_DAY: tour.number_of_days < MAX_DAYS,
        RepairKind.LEAVE_OUT: len(tour.events) > 1,
        RepairKind.ONE_MORE_TEAM: tour.teams < MAX_TEAMS,
    }
    return {kind for kind, there in has.items() if not there}


def _repair(repair: Repair, tour: Tour, language: Language) -> RepairText:
    titles = (adjustment_text(adjustment, tour, language) for adjustment in repair.adjustments)
    proved = repair.plan.status is Status.OPTIMAL
    return RepairText(repair.kind, language.listing(titles), _plan(repair.plan, language), proved)


def _plan(plan: Plan, language: Language) -> str:
    _ = language.text
    by_sea = plan.objective.sailing_minutes > 0
    kept = {
        "towns": towns_kept(len(plan.kept), plan.tour, language),
        "travel": travel_time(plan.objective.travel_minutes, by_sea=by_sea, language=language),
    }
    if plan.status is Status.OPTIMAL:
        return _("Then {towns}, {travel}: proved best.", **kept)
    return _("Then {towns}, {travel}: the best found so far.", **kept)
