"""Which place's details are shown; the address keeps it."""

from __future__ import annotations

from caravan.ui.choices import chosen
from caravan.ui.workbench import Workbench


def chosen_place(bench: Workbench) -> str:
    """Its id, or empty."""
    return chosen("town", {place.id for place in bench.draft.places}) or ""
