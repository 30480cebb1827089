"""A programme under a visitor's hands: each move is saved at once, and no other tab is overwritten.

A tab remembers which version of the sketch it shows. A move that was made to another version than
the one that is kept is not saved: the visitor is told, and sees the newer programme.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

import streamlit as st

from caravan.errors import CaravanError, ImpossibleValue, Message, msg
from caravan.plan.outline import Outline, outline_of
from caravan.plan.plan import Plan
from caravan.plan.sketch import Move, Sketch, TakeOver, fitted
from caravan.store.shelf import ShelvedPlan
from caravan.store.sketches import KeptSketch, SketchedElsewhere, Sketches
from caravan.tour.tour import Tour
from caravan.ui.by_hand.programme import whole_plan
from caravan.ui.opened import Opened
from caravan.ui.visit import Visit


@dataclass(frozen=True, slots=True)
class SketchBench:
    """The sketch of one schedule in one tab.

    Attributes:
        tour: as it is now.
        shelved: the plan that the sketch is compared with.
        kept: None as long as nothing was moved.
    """

    visit: Visit
    opened: Opened
    tour: Tour
    shelved: ShelvedPlan
    kept: KeptSketch | None

    @property
    def name(self) -> str:
        """Of the schedule."""
        return self.opened.schedule.name

    @property
    def key(self) -> str:
        """Of the schedule, for widgets: a file's name may have bytes that are no letters."""
        return hashlib.sha256(self.name.encode("utf-8", "surrogatepass")).hexdigest()[:12]

    @property
    def version(self) -> int:
        """Of the sketch; 0 when nothing is kept."""
        return self.kept.version if self.kept else 0

    @property
    def sketch(self) -> Sketch:
        """The moves so far."""
        return self.kept.sketch if self.kept else Sketch(self._beginning)

    @property
    def outline(self) -> Outline:
        """The programme as it is now, fitted to the tour as it is now."""
        return fitted(self.sketch.outline, self.tour)

    @property
    def is_touched(self) -> bool:
        """Whether it is another programme than the plan's."""
        return self.outline != self._beginning

    @property
    def is_of_another_plan(self) -> bool:
        """Whether the plan has changed since the sketch was begun."""
        return self.kept is not None and self.kept.mark != self.shelved.mark

    def move(self, move: Move, seen: int) -> None:
        """Make a move that a visitor made to the version `seen`. Call it from a callback."""
        tour = self.tour

        def make(sketch: Sketch) -> Sketch:
            fitting = fitted(sketch.outline, tour)
            return sketch.with_move(TakeOver(fitting)).with_move(move)

        self._change(make, seen=seen)

    def undo(self, seen: int | None = None) -> None:
        """Take the last move back."""
        self._change(Sketch.undone, seen=seen)

    def redo(self, seen: int | None = None) -> None:
        """Make the move that was taken back once more."""
        self._change(Sketch.redone, seen=seen)

    def begin_anew(self) -> None:
        """Go back to the plan as it is now; that can be undone."""
        beginning = self._beginning
        self._change(lambda sketch: sketch.with_move(TakeOver(beginning)), mark=self.shelved.mark)

    def go_on(self) -> None:
        """Go on with the sketch beside a plan that has changed."""
        self._change(lambda sketch: sketch, mark=self.shelved.mark)

    def keep(self, plan: Plan) -> None:
        """Make the programme the schedule's plan."""
        desk = self.visit.desk
        try:
            here = self._as_drawn()
            warnings = self.shelved.warnings if plan.tour == self.shelved.plan.tour else ()
            desk.shelf.adopt(self.name, whole_plan(plan, desk.settings.engine), warnings)
            if here is not None:
                self._sketches.put_away(self.name, base=here.version, at=now())
                self._saw(None)
        except SketchedElsewhere as error:
            self._tell_elsewhere(error.latest)
        except CaravanError as error:
            self._tell(error.message)
        else:
            self._tell(
                msg("The programme is the plan now. Nobody is told before you publish it."),
                is_good=True,
            )

    def told(self) -> tuple[Message, bool] | None:
        """What the last press led to, once; and whether that is good news."""
        found = st.session_state.pop(_told_key(self.name), None)
        return found if isinstance(found, tuple) else None

    def tell(self, message: Message) -> None:
        """Tell the visitor something when the page is drawn next."""
        self._tell(message)

    @property
    def _beginning(self) -> Outline:
        return fitted(outline_of(self.shelved.plan), self.tour)

    @property
    def _sketches(self) -> Sketches:
        return sketches_of(self.visit)

    def _change(
        self,
        make: Callable[[Sketch], Sketch],
        *,
        mark: str = "",
        seen: int | None = None,
    ) -> None:
        try:
            here = self._now_here(seen)
            sketch = here.sketch if here else Sketch(self._beginning)
            changed = make(sketch)
            kept_mark = mark or (here.mark if here else self.shelved.mark)
            if changed == sketch and (here is None or here.mark == kept_mark):
                return
            base = here.version if here else 0
            self._saw(self._sketches.save(self.name, changed, mark=kept_mark, base=base, at=now()))
        except SketchedElsewhere as error:
            self._tell_elsewhere(error.latest)
        except ImpossibleValue:
            self._tell(msg("The tour has changed meanwhile; that move can't be made any more."))
        except CaravanError as error:
            self._tell(error.message)

    def _now_here(self, seen: int | None) -> KeptSketch | None:
        """The sketch at this moment: several callbacks may run between two runs of a page.

        Raises SketchedElsewhere when this tab shows another version of it, or when the visitor
        looked at a state before somebody else's change.
        """
        latest = self._sketches.open(self.name)
        version = latest.version if latest else 0
        own, since = st.session_state.get(_seen_key(self.name), (version, 0))
        if version != own or (seen is not None and seen < since):
            raise SketchedElsewhere(latest)
        return latest

    def _as_drawn(self) -> KeptSketch | None:
        """The sketch, which must be what the visitor saw when pressing. Raises SketchedElsewhere."""
        here = self._now_here(None)
        if here != self.kept:
            raise SketchedElsewhere(here)
        return here

    def _saw(self, kept: KeptSketch | None) -> None:
        version = kept.version if kept else 0
        _own, since = st.session_state.get(_seen_key(self.name), (0, 0))
        st.session_state[_seen_key(self.name)] = (version, since)

    def _tell_elsewhere(self, latest: KeptSketch | None) -> None:
        version = latest.version if latest else 0
        st.session_state[_seen_key(self.name)] = (version, version)
        self._tell(
            msg(
                "This programme was changed in another tab or by somebody else. Your last change "
                "was not made: this is the programme as it is now."
            )
        )

    def _tell(self, message: Message, *, is_good: bool = False) -> None:
        st.session_state[_told_key(self.name)] = (message, is_good)


def sketch_bench(visit: Visit, opened: Opened, tour: Tour, shelved: ShelvedPlan) -> SketchBench:
    """The sketch in this run of the page: the newest there is. Raises StateUnusable."""
    name = opened.schedule.name
    kept = sketches_of(visit).open(name)
    version = kept.version if kept else 0
    known = st.session_state.get(_seen_key(name))
    if known is None or known[0] != version:
        # What was looked at before this is not what is there now.
        st.session_state[_seen_key(name)] = (version, version)
    return SketchBench(visit, opened, tour, shelved, kept)


def sketches_of(visit: Visit) -> Sketches:
    """Where sketches are kept."""
    return visit.desk.sketches


def now() -> datetime:
    """This moment, in UTC."""
    return datetime.now(UTC)


def _seen_key(name: str) -> str:
    return f"sketch-seen-{name}"


def _told_key(name: str) -> str:
    return f"sketch-told-{name}"
