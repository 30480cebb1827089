"""What a visitor does on the board, done to the sketch or to the tour."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date as Date

from caravan.errors import Message, msg
from caravan.plan.day import Day, Stop
from caravan.plan.sketch import PutEvent, SleepAt, TakeOut
from caravan.ui.board import BoardEvent
from caravan.ui.by_hand.board_scene import team_and_date
from caravan.ui.by_hand.programme import Programme
from caravan.ui.by_hand.sketch_bench import SketchBench
from caravan.ui.by_hand.wishes import ordering, parting, pinning, unpinning
from caravan.ui.workbench import Operation, Workbench
from caravan.views.event_name import event_name

FIELD = "by-hand"
"""Beside which a refused wish is told."""


@dataclass(frozen=True, slots=True)
class Acts:
    """What can be done.

    Attributes:
        programme: gives the programme as it is at the moment of an act.
        tour_bench: of a kept tour; None for a tour in files, whose wishes can't be changed.
    """

    bench: SketchBench
    programme: Callable[[], Programme]
    tour_bench: Workbench | None

    def do(self, event: BoardEvent) -> None:
        """Do what a visitor did on the board."""
        bench = self.bench
        match event.kind:
            case "put":
                team, date = team_and_date(event.day)
                move = PutEvent(event.event, team, Date.fromisoformat(date), event.position)
                bench.move(move, event.version)
            case "take-out":
                bench.move(TakeOut(event.event), event.version)
            case "sleep":
                team, date = team_and_date(event.day)
                bench.move(SleepAt(team, Date.fromisoformat(date), event.other), event.version)
            case "undo":
                bench.undo(event.version)
            case "redo":
                bench.redo(event.version)
            case _:
                self._wish(event)

    def _wish(self, event: BoardEvent) -> None:
        if self.tour_bench is None:
            return
        found = self._operation(event)
        if found is not None:
            self.tour_bench.change(*found, FIELD)

    def _operation(self, event: BoardEvent) -> tuple[Operation, Message] | None:
        name, other = self._name(event.event), self._name(event.other)
        match event.kind:
            case "unpin":
                return unpinning(event.event), msg("{town} unpinned", town=name)
            case "after":
                what = msg("{second} always after {first}", first=other, second=name)
                return ordering(event.other, event.event), what
            case "apart":
                what = msg("{one} and {other} never on the same day", one=name, other=other)
                return parting(event.event, event.other), what
        where = self._where(event.event)
        if where is None:
            return None
        day, stop = where
        begins = stop.begins if event.kind == "pin-hour" else None
        what = msg("{town} pinned to {date}", town=name, date=day.date.isoformat())
        return pinning(event.event, day.date, begins), what

    def _where(self, event: str) -> tuple[Day, Stop] | None:
        kept = self.programme().plan.kept
        return next(((day, stop) for day, stop in kept if stop.event == event), None)

    def _name(self, event: str) -> str:
        return event_name(event, self.bench.tour, self.bench.visit.language)
