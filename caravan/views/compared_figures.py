"""The figures of plans side by side, as rows of texts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from caravan.language.language import Language
from caravan.plan.comparison import Comparison
from caravan.views.amount import co2_text, money_text, signed

NOTHING_KNOWN = "–"
"""Shown for a figure that isn't known, such as money without rates."""


class Trend(StrEnum):
    """Whether a difference is for the better."""

    SAME = "same"
    BETTER = "better"
    WORSE = "worse"
    NEITHER = "neither"
    """It is different, which is neither good nor bad as such."""


@dataclass(frozen=True, slots=True)
class ComparedValue:
    """A figure of one plan.

    Attributes:
        text: the figure itself.
        difference: to the first plan, with its sign; empty when there is none to be seen.
    """

    text: str
    difference: str = ""
    trend: Trend = Trend.SAME


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One figure of all plans.

    Attributes:
        key: the same in every language, for programs.
        values: one for each plan, in their order.
        best: numbers of the plans than which none is better, from 0; none when all are alike, as
            far as it is shown, or when the figure is neither good nor bad.
    """

    key: str
    label: str
    values: tuple[ComparedValue, ...]
    best: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class _Figure:
    """How one figure of all plans is shown and judged.

    Attributes:
        good: 1 when more is better, -1 when less is, 0 when neither is.
        rare: whether it is left out when no plan has any of it.
    """

    key: str
    label: str
    values: tuple[float | None, ...]
    shown: Callable[[float], str]
    good: int = -1
    rare: bool = False


def compared_rows(comparison: Comparison, language: Language) -> tuple[ComparedRow, ...]:
    """All figures that any of the plans has, the weightiest first.

    Money is compared only when all plans count in one currency.
    """
    return tuple(
        ComparedRow(
            figure.key,
            figure.label,
            tuple(_value(value, figure, language) for value in figure.values),
            _best(figure),
        )
        for figure in (
            *_programme(comparison, language),
            *_effort(comparison, language),
            *_days(comparison, language),
            *_costs(comparison, language),
        )
        if any(figure.values) or not figure.rare
    )


def _value(value: float | None, figure: _Figure, language: Language) -> ComparedValue:
    first = figure.values[0]
    if value is None:
        return ComparedValue(NOTHING_KNOWN)
    text = figure.shown(value)
    difference = "" if first is None else signed(value - first, figure.shown, language)
    if first is None or not difference:
        return ComparedValue(text)
    trend = Trend.NEITHER
    if figure.good:
        trend = Trend.BETTER if (value - first) * figure.good > 0 else Trend.WORSE
    return ComparedValue(text, difference, trend)


def _best(figure: _Figure) -> tuple[int, ...]:
    texts = ["" if value is None else figure.shown(value) for value in figure.values]
    known = [value for value in figure.values if value is not None]
    if not figure.good or len({text for text in texts if text}) < 2:
        return ()
    best = figure.shown(max(known, key=lambda value: value * figure.good))
    return tuple(number for number, text in enumerate(texts) if text == best)


def _read(comparison: Comparison, name: str) -> tuple[float | None, ...]:
    return tuple(getattr(figures, name) for figures in comparison.figures)


def _programme(comparison: Comparison, language: Language) -> tuple[_Figure, ...]:
    _ = language.text
    read = partial(_read, comparison)
    number = language.number
    broken = tuple(len(found.broken) for found in comparison.differences)
    figures = [_Figure("towns_kept", _("Towns kept"), read("towns_kept"), number, good=1)]
    if read("events_kept") != read("towns_kept"):
        events = _Figure("events_kept", _("Events kept"), read("events_kept"), number, good=1)
        figures.append(events)
    return (
        *figures,
        _Figure("value", _("Value"), read("value"), number, good=1),
        _Figure("broken_promises", _("Promises broken"), broken, number, rare=True),
    )


def _effort(comparison: Comparison, language: Language) -> tuple[_Figure, ...]:
    _ = language.text
    read = partial(_read, comparison)
    number = language.number
    duration = partial(_duration, language=language)
    return (
        _Figure("travel_minutes", _("Travel time"), read("travel_minutes"), duration),
        _Figure("driving_minutes", _("On the road"), read("driving_minutes"), duration),
        _Figure("sailing_minutes", _("At sea"), read("sailing_minutes"), duration, rare=True),
        _Figure("road_km", _("Distance by road"), read("road_km"), language.km),
        _Figure("sea_km", _("Distance by sea"), read("sea_km"), language.km, rare=True),
        _Figure("teams", _("Teams"), read("teams"), number, good=0),
        _Figure("days_used", _("Days on the way"), read("days_used"), number, good=0),
        _Figure("nights_away", _("Nights away"), read("nights_away"), number),
        _Figure("beds", _("Different places to sleep"), read("beds"), number, good=0),
    )


def _days(comparison: Comparison, language: Language) -> tuple[_Figure, ...]:
    _ = language.text
    read = partial(_read, comparison)
    duration = partial(_duration, language=language)
    longest, shortest = read("longest_travel_minutes"), read("shortest_travel_minutes")
    spread, work = read("travel_deviation"), read("longest_work_minutes")
    return (
        _Figure("longest_travel_minutes", _("Longest travel in a day"), longest, duration),
        _Figure(
            "shortest_travel_minutes", _("Shortest travel in a day"), shortest, duration, good=0
        ),
        _Figure("travel_deviation", _("Spread of the days’ travel"), spread, duration),
        _Figure("longest_work_minutes", _("Longest day of work"), work, duration),
    )


def _costs(comparison: Comparison, language: Language) -> tuple[_Figure, ...]:
    _ = language.text
    read = partial(_read, comparison)
    currencies = {figures.currency for figures in comparison.figures if figures.currency}
    figures = []
    if len(currencies) == 1:
        shown = partial(money_text, currency=currencies.pop(), language=language)
        figures.append(_Figure("money", _("Costs"), read("money"), shown, rare=True))
    kilograms = partial(co2_text, language=language)
    return (*figures, _Figure("co2_kg", _("CO₂"), read("co2_kg"), kilograms, rare=True))


def _duration(minutes: float, language: Language) -> str:
    return language.duration(round(minutes))
