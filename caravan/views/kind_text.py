"""What a row of the timeline is, in one word."""

from __future__ import annotations

from caravan.language.language import Language
from caravan.views.timeline import RowKind


def kind_text(kind: RowKind, language: Language) -> str:
    """The kind of a row: ``Road``, ``Event`` or ``Night``, for example."""
    _ = language.text
    return {
        RowKind.DEPARTURE: _("Departure"),
        RowKind.DRIVE: _("Road"),
        RowKind.BOARDING: _("Boarding"),
        RowKind.SAILING: _("Crossing"),
        RowKind.ARRIVAL: _("Arrival"),
        RowKind.WAIT: _("Waiting"),
        RowKind.EVENT: _("Event"),
        RowKind.BREAK: _("Break"),
        RowKind.REST: _("Rest"),
        RowKind.NIGHT: _("Night"),
        RowKind.END: _("End"),
    }[kind]
