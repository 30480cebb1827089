"""A price list as texts: what each wish costs, and what a bit more of each rule would bring."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from caravan.language.language import Language
from caravan.plan.price_list import Price, PriceDifference, PriceKind, PriceList, PriceStatus
from caravan.views.adjustment_text import adjustment_text
from caravan.views.amount import co2_text, money_text, signed
from caravan.views.event_name import event_name, place_name


@dataclass(frozen=True, slots=True)
class PriceRow:
    """One price.

    Attributes:
        kind: what is tried; see `PriceKind`.
        subject: id of the event or place that it is about, else empty.
        label: the change in a few words.
        text: what it gives, in a few words: “26 min less travel”.
        value, travel, distance, money, co2: the differences alone, with their sign, for columns;
            empty for none.
        travel_minutes: the difference in minutes, to sort by; None without a plan.
        is_exact: whether that is proved; else it might be better still.
        helps: whether a plan of more value, or of the same value with less travel, is found.
    """

    kind: PriceKind
    subject: str
    label: str
    text: str
    value: str
    travel: str
    distance: str
    money: str
    co2: str
    travel_minutes: int | None
    is_exact: bool
    helps: bool


@dataclass(frozen=True, slots=True)
class PriceListText:
    """The list in sections.

    Attributes:
        headline: how far the list is, and what it is compared with.
        leave_out: what leaving out each event saves, the most first.
        keep: what keeping each event that is left out takes.
        more: what a bit more of each rule brings, in the order of the rules.
        notes: what a person must know, one sentence each.
    """

    headline: str
    leave_out: tuple[PriceRow, ...]
    keep: tuple[PriceRow, ...]
    more: tuple[PriceRow, ...]
    notes: tuple[str, ...]


def price_list_text(prices: PriceList, language: Language) -> PriceListText:
    """The list in words, complete or not."""
    rows = [price_row(prices, price, language) for price in prices.prices]
    by_saving: Callable[[PriceRow], int] = lambda row: row.travel_minutes or 0  # noqa: E731 - its type
    return PriceListText(
        _headline(prices, language),
        tuple(sorted((r for r in rows if r.kind is PriceKind.LEAVE_OUT), key=by_saving)),
        tuple(row for row in rows if row.kind is PriceKind.KEEP),
        tuple(row for row in rows if row.kind not in (PriceKind.LEAVE_OUT, PriceKind.KEEP)),
        _notes(prices, language),
    )


def price_row(prices: PriceList, price: Price, language: Language) -> PriceRow:
    """One price in words."""
    difference = prices.difference(price)
    columns = ("",) * 5 if difference is None else _columns(prices, difference, language)
    return PriceRow(
        price.kind,
        price.subject,
        _label(prices, price, language),
        _text(prices, price, language),
        *columns,
        None if difference is None else difference.travel_minutes,
        prices.is_exact(price),
        price.figures is not None and price.figures.rank < prices.base.rank,
    )


def _columns(
    prices: PriceList, difference: PriceDifference, language: Language
) -> tuple[str, str, str, str, str]:
    """Value, travel, distance, money and CO2 as differences."""
    money = partial(money_text, currency=prices.base.currency, language=language)
    km = difference.road_km + difference.sea_km
    return (
        signed(difference.value, language.number, language),
        signed(difference.travel_minutes, partial(_duration, language=language), language),
        signed(km, language.km, language),
        "" if difference.money is None else signed(difference.money, money, language),
        ""
        if difference.co2_kg is None
        else signed(difference.co2_kg, partial(co2_text, language=language), language),
    )


def _headline(prices: PriceList, language: Language) -> str:
    _ = language.text
    if prices.is_complete:
        return language.count(
            "One change was made and the tour planned anew.",
            "Each of the {number} changes was made by itself and the tour planned anew.",
            prices.wanted,
        )
    return _(
        "{done} of {wanted} changes have been tried so far, each by itself.",
        done=language.number(len(prices.prices)),
        wanted=language.number(prices.wanted),
    )


def _label(prices: PriceList, price: Price, language: Language) -> str:
    _ = language.text
    if price.kind is PriceKind.AS_IT_IS:
        return _("Change nothing")
    if price.kind is PriceKind.KEEP:
        return _("Keep {town}", town=event_name(price.subject, prices.tour, language))
    helps = price.figures is not None and price.figures.rank < prices.base.rank
    if price.kind is PriceKind.SAILING and price.date and not (helps and price.adjustments):
        return _(
            "Have one more ship sail from {port} on {date}",
            port=place_name(price.subject, prices.tour, language),
            date=language.date(price.date),
        )
    return language.listing(
        adjustment_text(change, prices.tour, language) for change in price.adjustments
    )


def _text(prices: PriceList, price: Price, language: Language) -> str:
    """What the change gives; only what is proved is told as certain."""
    _ = language.text
    if price.failure is not None:
        return _("This could not be tried: {why}", why=language.message(price.failure))
    difference = prices.difference(price)
    if difference is None:
        if price.status is PriceStatus.IMPOSSIBLE:
            return _("Proved impossible")
        return _("No plan was found in time")
    parts = [
        *_value(prices, price, difference, language),
        *_travel(difference, language),
        *_others_left_out(prices, price, language),
    ]
    text = language.listing(parts) if parts else _nothing(price, language)
    if prices.is_exact(price):
        return text
    return _("{text} (as far as found in time)", text=text)


def _nothing(price: Price, language: Language) -> str:
    if price.kind is PriceKind.LEAVE_OUT:
        return language.text("saves no travel")
    if price.kind is PriceKind.KEEP:
        return language.text("takes no more travel")
    return language.text("brings nothing")


def _value(
    prices: PriceList, price: Price, difference: PriceDifference, language: Language
) -> list[str]:
    """The value won or lost; that of the event that is left out goes without saying."""
    own = prices.tour.event(price.subject).value if price.kind is PriceKind.LEAVE_OUT else 0
    rest = difference.value + own
    if rest == 0:
        return []
    value = language.number(abs(rest))
    if rest > 0:
        return [language.text("{value} more value", value=value)]
    return [language.text("{value} less value", value=value)]


def _travel(difference: PriceDifference, language: Language) -> list[str]:
    if difference.travel_minutes == 0:
        return []
    duration = language.duration(abs(difference.travel_minutes))
    if difference.travel_minutes < 0:
        return [language.text("{duration} less travel", duration=duration)]
    return [language.text("{duration} more travel", duration=duration)]


def _others_left_out(prices: PriceList, price: Price, language: Language) -> list[str]:
    """What else is left out then, that isn't as it is."""
    found = prices.as_it_is
    before = set(found.left_out) if found is not None else set()
    names = [
        event_name(event, prices.tour, language) for event in price.left_out if event not in before
    ]
    if not names:
        return []
    return [language.text("without {towns}", towns=language.listing(names))]


def _notes(prices: PriceList, language: Language) -> tuple[str, ...]:
    _ = language.text
    notes = []
    found = prices.as_it_is
    if prices.base.rank < prices.plan.rank:
        notes.append(
            _(
                "This plan is not the best one of its tour: planned anew without any change it "
                "has value {value} and {duration} of travel. The prices are compared with that.",
                value=language.number(prices.base.value),
                duration=language.duration(prices.base.travel_minutes),
            )
        )
    elif prices.base.rank > prices.plan.rank:
        notes.append(
            _(
                "Planned anew, the tour has no plan as good as this one: the plan breaks a rule, "
                "or its driving times are from elsewhere. The prices don't apply to it."
            )
        )
    if found is not None and found.status is PriceStatus.IMPOSSIBLE:
        notes.append(_("The tour as it is has no plan: this one breaks a rule."))
    return (*notes, *(language.message(warning) for warning in prices.warnings))


def _duration(minutes: float, language: Language) -> str:
    return language.duration(round(minutes))
