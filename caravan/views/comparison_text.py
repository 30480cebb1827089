"""Plans side by side, as texts: their figures, and what each does otherwise than the first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from caravan.language.language import Language
from caravan.plan.comparison import ChangeKind, Comparison, EventChange, Held, NightChange
from caravan.plan.figures import Figures, missing_rates
from caravan.plan.plan import Plan
from caravan.plan.promise import BrokenPromise
from caravan.tour.tour import Tour
from caravan.views.compared_figures import ComparedRow, compared_rows
from caravan.views.event_name import event_name, place_name


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """What becomes of one event.

    Attributes:
        event: its id.
        town: what people call it.
        before, after: when it is held, “Tuesday 10 March, 13:37”; empty when it is left out.
        text: the whole as a sentence without a full stop.
        breaks: whether that breaks a promise of the first plan.
        was_confirmed: whether that promise was to a partner who had confirmed.
    """

    kind: ChangeKind
    event: str
    town: str
    before: str
    after: str
    text: str
    breaks: bool
    was_confirmed: bool


@dataclass(frozen=True, slots=True)
class DifferenceText:
    """What one plan does otherwise than the first.

    Attributes:
        summary: one sentence.
        events, nights: one line for each that differs.
    """

    summary: str
    events: tuple[ChangeLine, ...]
    nights: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ComparisonText:
    """All that a table of plans shows.

    Attributes:
        names: of the plans, as the caller calls them.
        rows: the figures.
        notes: why figures are missing, one sentence each.
        differences: one for each plan; that of the first says nothing.
    """

    names: tuple[str, ...]
    rows: tuple[ComparedRow, ...]
    notes: tuple[str, ...]
    differences: tuple[DifferenceText, ...]


def comparison_text(
    comparison: Comparison, names: Sequence[str], language: Language
) -> ComparisonText:
    """The comparison in words; `names` are those of its plans, as a person called them."""
    return ComparisonText(
        tuple(names),
        compared_rows(comparison, language),
        _notes(comparison, language),
        tuple(
            _difference(comparison, number, names[0], language)
            for number in range(len(comparison.plans))
        ),
    )


def _difference(
    comparison: Comparison, number: int, first: str, language: Language
) -> DifferenceText:
    if number == 0:
        return DifferenceText("", (), ())
    found = comparison.differences[number]
    tours = (comparison.plans[0].tour, comparison.plans[number].tour)
    broken = {promise.promise.event: promise for promise in found.broken}
    events = tuple(_event(c, tours, broken.get(c.event), language) for c in found.events)
    nights = tuple(_night(change, tours, language) for change in found.nights)
    if found.is_empty:
        summary = language.text("The same programme as {plan}.", plan=first)
    elif not events:
        summary = language.text("All events are when they are in {plan}.", plan=first)
    else:
        summary = language.count(
            "One event is not as in {plan}.",
            "{number} events are not as in {plan}.",
            len(events),
            plan=first,
        )
    return DifferenceText(summary, events, nights)


def _event(
    change: EventChange,
    tours: tuple[Tour, Tour],
    broken: BrokenPromise | None,
    language: Language,
) -> ChangeLine:
    _ = language.text
    has_it = any(event.id == change.event for event in tours[1].events)
    town = event_name(change.event, tours[1] if has_it else tours[0], language)
    before, after = _when(change.before, language), _when(change.after, language)
    if change.kind is ChangeKind.KEPT:
        text = _("{town} is kept: {after}", town=town, after=after)
    elif change.kind is ChangeKind.LEFT_OUT:
        text = _("{town} is left out; it was {before}", town=town, before=before)
    elif change.kind is ChangeKind.OTHER_DAY:
        text = _(
            "{town} is on another day: {after}, not {before}",
            town=town,
            after=after,
            before=before,
        )
    else:
        text = _at_another_hour(change, town, language)
    confirmed = broken is not None and broken.promise.is_confirmed
    return ChangeLine(
        change.kind, change.event, town, before, after, text, broken is not None, confirmed
    )


def _at_another_hour(change: EventChange, town: str, language: Language) -> str:
    if change.before is None or change.after is None:
        raise ValueError("an event at another hour is held in both plans")
    return language.text(
        "{town} is on {date} at {after}, not at {before}",
        town=town,
        date=language.date(change.after.date),
        after=language.clock(change.after.begins),
        before=language.clock(change.before.begins),
    )


def _when(held: Held | None, language: Language) -> str:
    if held is None:
        return ""
    date, hour = language.date(held.date), language.clock(held.begins)
    return language.text("{date}, {hour}", date=date, hour=hour)


def _night(change: NightChange, tours: tuple[Tour, Tour], language: Language) -> str:
    _ = language.text
    date = language.date(change.date)
    before = language.listing(place_name(place, tours[0], language) for place in change.before)
    after = language.listing(place_name(place, tours[1], language) for place in change.after)
    if not before:
        return _("Night of {date}: in {after}", date=date, after=after)
    if not after:
        return _("Night of {date}: no longer in {before}", date=date, before=before)
    return _("Night of {date}: in {after}, not in {before}", date=date, after=after, before=before)


def _notes(comparison: Comparison, language: Language) -> tuple[str, ...]:
    _ = language.text
    notes = []
    currencies = {figures.currency for figures in comparison.figures if figures.currency}
    if len(currencies) > 1:
        notes.append(_("The costs don't compare: the tours count in different currencies."))
    names = {
        "km": _("a kilometre by road"),
        "sailing_km": _("a kilometre by sea"),
        "night": _("a night"),
        "day": _("a day"),
    }
    missing = _missing(comparison)
    money = language.listing(name for rate, name in names.items() if rate in missing)
    if money:
        notes.append(
            _("The costs are not known: the tour doesn't say the rate of {what}.", what=money)
        )
    if any(rate.startswith("co2") for rate in missing):
        notes.append(_("The CO₂ is not known: the tour doesn't say it of both road and sea."))
    return tuple(notes)


def _missing(comparison: Comparison) -> set[str]:
    pairs: zip[tuple[Plan, Figures]] = zip(comparison.plans, comparison.figures, strict=True)
    return {rate for plan, figures in pairs for rate in missing_rates(figures, plan.tour.rates)}
