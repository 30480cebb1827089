"""A copy of a tour in files with the programme that a person has begun to change."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from caravan.ui.by_hand.sketch_bench import SketchBench, now, sketches_of
from caravan.ui.choices import choose
from caravan.ui.copying import keep_copy
from caravan.ui.opened import reading_of

_COPIED = "sketch-copied"


def copy_with_programme(bench: SketchBench) -> None:
    """Keep a copy of the tour, with its plan and the moves so far, and go on with that one.

    Raises CaravanError when it can't be kept.
    """
    files = bench.opened.reading.files
    if files is None:
        return
    id_ = keep_copy(bench.visit, files)
    desk = bench.visit.desk
    tour = reading_of(desk.tours.open(id_).files).tour
    if tour is not None and bench.shelved.plan.tour == bench.tour:
        # The same tour under another id: what is proved of its plans holds.
        plan = replace(bench.shelved.plan, tour=tour)
        shelved = desk.shelf.put(id_, plan, bench.shelved.warnings)
        if bench.kept is not None:
            sketches_of(bench.visit).save(
                id_, bench.kept.sketch, mark=shelved.mark, base=0, at=now()
            )
    choose("job", None)
    choose("tour", id_)
    st.session_state[_COPIED] = True


def has_copied() -> bool:
    """Whether a copy was made by the last press, told once: the whole page is another one then."""
    return bool(st.session_state.pop(_COPIED, False))
