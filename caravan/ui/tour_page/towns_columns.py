"""The columns of the table of towns, and its rows as the grid takes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import streamlit as st

from caravan.ui.glossary import Term, explained
from caravan.ui.tour_page.hours import calendar_name
from caravan.ui.tour_page.town_rows import (
    Row,
)
from caravan.ui.workbench import Workbench

if TYPE_CHECKING:
    import pandas as pd

ORDER = ("number", "name", "minutes", "required", "value", "open", "date", "begins", "sleep")
"""The columns, in order; what is to be put right comes after the name."""


def frame_of(
    rows: Sequence[Row], cells: Sequence[dict[str, Any]], problems: list[str]
) -> pd.DataFrame:
    """The rows with fixed types: the grid starts anew when the type of a column changes."""
    import pandas as pd
    import pyarrow as pa  # type: ignore[import-untyped]  # it has none

    types = {
        "number": pa.int64(),
        "name": pa.string(),
        "minutes": pa.int64(),
        "required": pa.bool_(),
        "value": pa.int64(),
        "open": pa.list_(pa.string()),
        "date": pa.date32(),
        "begins": pa.time64("us"),
        "sleep": pa.bool_(),
        "problem": pa.string(),
    }
    whole = [
        {**values, "number": row.number, "problem": problem}
        for row, values, problem in zip(rows, cells, problems, strict=True)
    ]
    return pd.DataFrame(
        {
            name: pd.Series([values[name] for values in whole], dtype=pd.ArrowDtype(type_))
            for name, type_ in types.items()
        }
    )


def columns_of(bench: Workbench) -> dict[str, Any]:
    """The columns by name, each explained."""
    speech = bench.language
    _ = speech.text
    make = st.column_config
    names = {calendar.id: calendar_name(bench, calendar.id) for calendar in bench.draft.calendars}
    return {
        "number": make.NumberColumn(
            _("No."), width=46, disabled=True, pinned=True, help=_("The number on the map.")
        ),
        "name": make.TextColumn(_("Town"), max_chars=300, pinned=True, width=140),
        "minutes": make.NumberColumn(
            _("Minutes"), step=1, width=98, help=explained(Term.SERVICE_TIME, speech)
        ),
        "required": make.CheckboxColumn(
            _("Required"), width=104, help=explained(Term.REQUIRED, speech)
        ),
        "value": make.NumberColumn(
            _("Value"), step=1, width=88, help=explained(Term.VALUE, speech)
        ),
        "open": make.MultiselectColumn(
            _("Opening hours"),
            options=list(names),
            format_func=lambda id_: names.get(id_, id_),
            width=150,
            help=explained(Term.OPENING_HOURS, speech),
        ),
        "date": make.DateColumn(
            _("Fixed date"),
            format="DD/MM/YYYY",
            width=118,
            help=explained(Term.FIXED_DATE, speech),
        ),
        "begins": make.TimeColumn(
            _("Fixed hour"),
            format="HH:mm",
            step=60,
            width=118,
            help=explained(Term.FIXED_HOUR, speech),
        ),
        "sleep": make.CheckboxColumn(
            _("Can sleep"), width=112, help=explained(Term.OVERNIGHT_STAY, speech)
        ),
        "problem": make.TextColumn(_("To put right"), disabled=True, width=170),
    }
