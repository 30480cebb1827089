"""What is told in one tab about one plan: kept in the address, so that a reload finds it again."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

import streamlit as st

from caravan.errors import ImpossibleValue
from caravan.files.tour_files import TourFiles
from caravan.plan.plan import Plan
from caravan.store.answers import answer_key
from caravan.store.shelf import ShelvedPlan
from caravan.store.state_folder import StateUnusable
from caravan.tour.adjustment import (
    AddDays,
    Adjustment,
    CancelSailings,
    EndAt,
    FreeDate,
    LeaveOut,
    OnlyWindow,
    RefuseDate,
)
from caravan.tour.tour import Tour
from caravan.ui.choices import choose
from caravan.ui.opened import Opened
from caravan.ui.replanning.happened import Happened
from caravan.ui.visit import Visit

_NAME = "happened"
_DIGEST = re.compile(r"[0-9a-f]{24}")


@dataclass(frozen=True, slots=True)
class Telling:
    """One plan, and what a visitor tells of it.

    Attributes:
        opened: the schedule as it is now, which is a tour.
        tour, files: of that schedule.
        before: the plan that everybody knows; its tour may be an earlier edition.
    """

    visit: Visit
    opened: Opened
    tour: Tour
    files: TourFiles
    before: ShelvedPlan

    @property
    def name(self) -> str:
        """Of the schedule."""
        return self.opened.schedule.name

    @property
    def plan(self) -> Plan:
        """The plan that everybody knows."""
        return self.before.plan

    @property
    def happened(self) -> Happened:
        """What is told so far, at this moment: several callbacks may run between two runs."""
        asked = st.query_params.get(_NAME) or st.session_state.get(f"chosen-{_NAME}") or ""
        here = st.session_state.get(self._key)
        if isinstance(here, Happened) and (not asked or here.digest == asked):
            return here
        found = self._kept(asked) or (here if isinstance(here, Happened) else None)
        found = found or proposed(self.tour, self.plan, datetime.now(ZoneInfo(self.tour.zone)))
        st.session_state[self._key] = found
        return found

    @property
    def instant(self) -> datetime:
        """The moment from which on the plan may change."""
        return self.happened.instant(self.tour, self.plan)

    def keep_in_address(self) -> None:
        """Streamlit drops it from the address between pages. Call it when the page is drawn."""
        digest = self.happened.digest
        if self._kept(digest) is not None:
            choose(_NAME, digest)
        elif st.query_params.get(_NAME):
            choose(_NAME, None)  # of another tour, or nothing that we know

    def tell(self, happened: Happened) -> None:
        """Take it down. Meant for callbacks."""
        st.session_state[self._key] = happened
        choose(_NAME, happened.digest)
        self.keep_for(self.name)

    def keep_for(self, schedule: str) -> None:
        """Keep what is told for a schedule; what can't be kept lasts as long as the tab."""
        happened = self.happened
        with suppress(StateUnusable):
            key = answer_key(_NAME, schedule, happened.digest)
            self.visit.desk.answers.put(key, happened.to_text())

    def add(self, *changes: Adjustment) -> None:
        """Tell that these things have happened too. Meant for callbacks."""
        told = self.happened.changes
        for change in changes:
            told = (*(old for old in told if not _is_settled_by(old, change)), change)
        with suppress(ImpossibleValue):
            self.tell(replace(self.happened, changes=told))

    def take_back(self, *changes: Adjustment) -> None:
        """These things haven't happened. Meant for callbacks."""
        left = tuple(old for old in self.happened.changes if old not in changes)
        self.tell(replace(self.happened, changes=left))

    def set_free(self, change: Adjustment, event: str) -> None:
        """Let neither a pin nor a fixed date hold an event, before a change of it is made."""
        told = list(self.happened.changes)
        if change in told:
            told.insert(told.index(change), FreeDate(event))
            self.tell(replace(self.happened, changes=tuple(told)))

    def forget(self) -> None:
        """Begin anew. Meant for callbacks."""
        st.session_state.pop(self._key, None)
        choose(_NAME, None)

    def key(self, field: str) -> str:
        """A widget's key: of this tour only."""
        return f"{self.name}-happened-{field}"

    @property
    def _key(self) -> str:
        return f"{_NAME}-{self.name}"

    def _kept(self, digest: str) -> Happened | None:
        if not _DIGEST.fullmatch(digest):
            return None
        with suppress(StateUnusable, ImpossibleValue):
            text = self.visit.desk.answers.get(answer_key(_NAME, self.name, digest))
            return Happened.from_text(text) if text else None
        return None


def come_back_to(digest: str) -> None:
    """Show what was told before on the page again. Meant for callbacks."""
    choose(_NAME, digest if _DIGEST.fullmatch(digest) else None)


def proposed(tour: Tour, plan: Plan, clock: datetime) -> Happened:
    """The moment that is proposed: now when the tour is under way.

    Before the tour it hasn't begun. After it, it is the moment up to which the plan is known to
    have happened, else the morning of the first day.

    Args:
        clock: now, in the zone of the tour.
    """
    if tour.first_day <= clock.date() <= tour.last_day:
        return Happened(clock.date(), clock.hour * 60 + clock.minute)
    if clock.date() < tour.first_day:
        return Happened(None)
    if plan.precedent is not None:
        known = plan.precedent.frozen_until.astimezone(clock.tzinfo)
        if tour.first_day <= known.date() <= tour.last_day:
            return Happened(known.date(), known.hour * 60 + known.minute)
    return Happened(tour.first_day, tour.rules.hours.begins)


def _is_settled_by(old: Adjustment, new: Adjustment) -> bool:
    """Whether a new change makes an earlier one needless."""
    if old == new:
        return True
    if isinstance(new, LeaveOut):
        return isinstance(old, RefuseDate | FreeDate | OnlyWindow) and old.event == new.event
    if isinstance(new, OnlyWindow):
        # What a host says last of its hours holds.
        return isinstance(old, OnlyWindow | RefuseDate) and old.event == new.event
    if isinstance(new, CancelSailings) and isinstance(old, CancelSailings):
        return not new.origin and (old.ferry, old.date) == (new.ferry, new.date)
    return type(old) is type(new) and isinstance(new, EndAt | AddDays)
