"""Amounts that plans are compared by, as texts, and differences of them with their sign."""

from __future__ import annotations

from collections.abc import Callable

from babel.numbers import format_currency

from caravan.language.language import Language

_MINUS, _PLUS, _BETWEEN = "\u2212", "+", "\u00a0"
_LEFT_TO_RIGHT_MARK = "\u200e"
_PATTERN = "#,##0\u00a0¤"


def money_text(amount: float, currency: str, language: Language) -> str:
    """Whole units of money, as the language writes them: “1 235 €”."""
    return format_currency(
        round(amount), currency, locale=language.locale, currency_digits=False, format=_PATTERN
    )


def co2_text(kilograms: float, language: Language) -> str:
    """“780 kg”, in whole kilograms."""
    number = language.number(round(kilograms))
    return language.text("{number} kg", number=number).replace(" ", _BETWEEN)


def signed(amount: float, shown: Callable[[float], str], language: Language) -> str:
    """“+12 min”, “−1 h 05”; nothing for what is shown as nothing.

    In a text that runs to the left the sign stays before its number.
    """
    if shown(abs(amount)) == shown(0):
        return ""
    mark = _LEFT_TO_RIGHT_MARK if language.direction == "rtl" else ""
    return f"{mark}{_MINUS if amount < 0 else _PLUS}{shown(abs(amount))}"
