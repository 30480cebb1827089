"""What a person is told when no plan keeps all required events, and what would help."""

from __future__ import annotations

from dataclasses import dataclass

from caravan.language.language import Language
from caravan.plan.infeasible import Infeasible, Omission
from caravan.tour.tour import Tour
from caravan.travel.out_of_reach import OutOfReach, out_of_reach
from caravan.views.event_name import event_name
from caravan.views.verdict import all_towns, has_one_event_a_town, travel_time


@dataclass(frozen=True, slots=True)
class WayOut:
    """One event whose leaving out makes a plan possible.

    Attributes:
        event: its id.
        town: name of its town.
        travel: travel time of the plan then, as text; empty when it isn't known.
        travel_minutes: the same in minutes, or None.
    """

    event: str
    town: str
    travel: str
    travel_minutes: int | None


@dataclass(frozen=True, slots=True)
class NoPlan:
    """Why there is no plan, and which single town left out would make one possible.

    Attributes:
        headline: proved impossible, or not found in time.
        advice: which towns are too far from all others, and what the ways out show, in sentences.
        ways_out: the towns, least travel first; those whose leaving out doesn't help are absent.
    """

    headline: str
    advice: str
    ways_out: tuple[WayOut, ...]

    def __str__(self) -> str:
        width = max((len(way.town) for way in self.ways_out), default=0)
        table = [f"  {way.town:<{width}}  {way.travel}" for way in self.ways_out]
        return "\n".join((self.headline, self.advice, *table))


def infeasible_text(infeasible: Infeasible, tour: Tour, language: Language) -> NoPlan:
    """The answer "no plan" in words: never more certain than it is."""
    _ = language.text
    required = sum(1 for event in tour.events if event.must_be_kept)
    towns = all_towns(required, tour, language)
    if infeasible.proved:
        headline = _("Proved impossible: no plan keeps {towns} that must be kept.", towns=towns)
    else:
        headline = _(
            "Not found in time: no plan that keeps {towns} that must be kept was found, but it is "
            "not proved that there is none.",
            towns=towns,
        )
    ways = ways_out(infeasible, tour, language)
    advice = _advice(infeasible, len(ways), tour, language)
    far = too_far_away(tour, language)
    return NoPlan(headline, " ".join([*far, advice]), ways)


def ways_out(infeasible: Infeasible, tour: Tour, language: Language) -> tuple[WayOut, ...]:
    """The events whose leaving out makes a plan possible, least travel first, unknown travel last."""
    ways = [
        WayOut(
            omission.event,
            event_name(omission.event, tour, language),
            ""
            if omission.travel_minutes is None
            else travel_time(omission.travel_minutes, by_sea=bool(tour.ferries), language=language),
            omission.travel_minutes,
        )
        for omission in infeasible.omissions
        if _helps(omission)
    ]
    return tuple(
        sorted(ways, key=lambda way: (way.travel_minutes is None, way.travel_minutes or 0))
    )


def _helps(omission: Omission) -> bool:
    return omission.helps is True


def too_far_away(tour: Tour, language: Language) -> list[str]:
    """A sentence for each town that no day of the tour can reach."""
    return [_far_away(found, tour, language) for found in out_of_reach(tour)]


def _far_away(found: OutOfReach, tour: Tour, language: Language) -> str:
    _ = language.text
    return _(
        "{town} is too far away: from the nearest place of the tour, {other}, it is {driving} of "
        "driving, and a day has {limit} at most.",
        town=language.name(tour.place(found.town).names),
        other=language.name(tour.place(found.nearest).names),
        driving=language.duration(found.minutes),
        limit=language.duration(tour.rules.max_driving_minutes),
    )


def _advice(infeasible: Infeasible, helping: int, tour: Tour, language: Language) -> str:
    _ = language.text
    if not infeasible.omissions:
        return _("Which towns stand in the way is not known: there was no time to find out.")
    if any(omission.helps is None for omission in infeasible.omissions):
        return _undecided(helping, language)
    if helping == 0:
        return _(
            "Leaving out a single one is not enough: leave out two or more, add a day, or loosen "
            "the rules of the day."
        )
    if helping == len(infeasible.omissions):
        return _("Leaving out any single one of these makes a plan possible:")
    if has_one_event_a_town(tour):
        return language.count(
            "Leaving out this town makes a plan possible; no other single one does:",
            "Leaving out one of these {number} towns makes a plan possible; no other single one "
            "does:",
            helping,
        )
    return language.count(
        "Leaving out this event makes a plan possible; no other single one does:",
        "Leaving out one of these {number} events makes a plan possible; no other single one does:",
        helping,
    )


def _undecided(helping: int, language: Language) -> str:
    """The advice when of some it isn't known whether leaving them out helps."""
    _ = language.text
    if helping == 0:
        return _("Whether leaving out a single one is enough is not known: there was no time.")
    return _(
        "Leaving out any single one of these makes a plan possible; of others it is not known, "
        "there was no time:"
    )
