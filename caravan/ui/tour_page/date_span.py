"""Which dates can be chosen: Streamlit alone offers ten years around the present value."""

from __future__ import annotations

from datetime import date as Date
from typing import TypedDict


class DateSpan(TypedDict):
    """The first and the last date of a field, as Streamlit names them."""

    min_value: Date
    max_value: Date


def date_span(*shown: object) -> DateSpan:
    """Three centuries, and whatever dates the field has to show besides."""
    dates = [date for date in shown if isinstance(date, Date)]
    return DateSpan(
        min_value=min(Date(1900, 1, 1), *dates) if dates else Date(1900, 1, 1),
        max_value=max(Date(2199, 12, 31), *dates) if dates else Date(2199, 12, 31),
    )
