"""A tour and its scenarios, as a page finds them: the alternatives that people choose from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from caravan.language.language import Language
from caravan.store.kept_tour import KeptTour
from caravan.store.settings import Schedule
from caravan.store.shelf import ShelvedPlan
from caravan.ui.explaining import known_explanation
from caravan.ui.jobs import Job
from caravan.ui.opened import Opened, open_schedule
from caravan.ui.tour_page.words import best_name
from caravan.ui.visit import Visit


class Answer(StrEnum):
    """How far the question of an alternative is answered."""

    PLANNED = "planned"
    CHANGED = "changed"
    """There is a plan, of an earlier version."""
    OPEN = "open"
    """Nobody has asked."""
    RUNNING = "running"
    IMPOSSIBLE = "impossible"
    """It is proved that there is no plan."""
    NOT_FOUND = "not-found"
    """The planner has ended without a plan, and proves nothing."""
    UNFINISHED = "unfinished"
    """The tour can't be planned as it is."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """The tour as it is, or one of its scenarios.

    Attributes:
        job: the last one that planned it, None when nobody did lately.
        is_explained: whether it was found out earlier why the tour as it is now can't be done, and
            that is proved.
    """

    kept: KeptTour
    opened: Opened
    job: Job | None
    is_explained: bool = False

    @property
    def id(self) -> str:
        """Of the kept tour."""
        return self.kept.id

    @property
    def schedule(self) -> Schedule:
        """What planners and pages know it as."""
        return self.opened.schedule

    @property
    def plan(self) -> ShelvedPlan | None:
        """The plan of the tour as it is now."""
        return self.opened.shelved if self.opened.is_current else None

    @property
    def answer(self) -> Answer:
        """How far its question is answered."""
        if self.job is not None and self.job.outcome is None:
            return Answer.RUNNING
        if self.opened.reading.tour is None:
            return Answer.UNFINISHED
        if self.plan is not None:
            return Answer.PLANNED
        if self.job is not None and self.job.tour_key == self.opened.key:
            conflict = self.job.outcome.conflict if self.job.outcome else None
            is_proved = self.is_explained or (conflict is not None and conflict.proved)
            return Answer.IMPOSSIBLE if is_proved else Answer.NOT_FOUND
        if self.is_explained:
            return Answer.IMPOSSIBLE
        return Answer.OPEN if self.opened.shelved is None else Answer.CHANGED

    @property
    def can_be_planned(self) -> bool:
        """Whether asking the planner might bring a plan."""
        return self.answer in (Answer.OPEN, Answer.CHANGED, Answer.NOT_FOUND)

    def title(self, speech: Language) -> str:
        """The scenario's name; the tour itself is called what it is."""
        return self.kept.scenario or speech.text("The tour as it is")


def base_of(visit: Visit) -> KeptTour | None:
    """The kept tour that the visitor looks at, or that the scenario is of; None for one in files.

    Raises NoSuchTour, StateUnusable.
    """
    if visit.schedule is None or not visit.schedule.is_kept:
        return None
    kept = visit.desk.tours.open(visit.schedule.name).kept
    return visit.desk.tours.open(kept.base).kept if kept.is_scenario else kept


def alternatives(
    visit: Visit, base: KeptTour, *, archived: bool | None = False
) -> tuple[Alternative, ...]:
    """The tour, then its scenarios, the oldest first; archived ones when they are asked for.

    Raises NoSuchTour, StateUnusable.
    """
    kept = (base, *visit.desk.scenarios.listed(base.id, archived=archived))
    return tuple(_alternative(visit, one) for one in kept)


def tour_title(base: KeptTour, speech: Language) -> str:
    """What the tour is called."""
    return best_name(base.card.names, speech, speech.text("Tour without a name"))


def isolated(name: str, speech: Language) -> str:
    """A typed name within a sentence that runs to the left: nothing at its ends moves about."""
    # First strong isolate and its end (Unicode UAX 9): the marks of HTML's <bdi>, within a text.
    return f"\u2068{name}\u2069" if speech.direction == "rtl" else name


def _alternative(visit: Visit, kept: KeptTour) -> Alternative:
    schedule = Schedule(kept.id, None)
    opened = open_schedule(visit.desk, schedule)
    explanation = None if opened.is_current else known_explanation(visit, opened)
    is_explained = explanation is not None and explanation.infeasible.proved
    return Alternative(kept, opened, visit.jobs.last(schedule), is_explained)
