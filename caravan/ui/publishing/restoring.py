"""A publication taken up again as the working plan, without losing what is there now.

A kept tour gets a new version, with the files as they were when that plan was found, if its history
still has them, else with files written from the publication itself. Its undo leads back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import streamlit as st

from caravan.errors import CaravanError, Message, msg
from caravan.files.read_tour import tour_of
from caravan.files.tour_files import TourFiles
from caravan.files.written_tour import files_of_tour
from caravan.plan.publication import Publication
from caravan.store.audit import AuditLine
from caravan.store.shelf import ShelvedPlan
from caravan.tour.tour import Tour
from caravan.ui.choices import choose
from caravan.ui.copying import keep_copy
from caravan.ui.opened import open_schedule
from caravan.ui.publishing.rights import acting, present
from caravan.ui.publishing.standing import Standing
from caravan.ui.publishing.told import trying
from caravan.ui.workbench import workbench

_FIELD = "restore"
_UNDO = "restored"
_NOT_SAVED = msg("The tour could not be saved; nothing was changed.")


@dataclass(frozen=True, slots=True)
class Restored:
    """What was taken up again, for the way back.

    Attributes:
        number: of the publication.
        version: of the tour with it; None when the tour was that already.
        before: the plan before.
        mark: of the plan that was taken up.
    """

    number: int
    version: int | None
    before: ShelvedPlan
    mark: str


def restore(seen: Standing, number: int) -> None:
    """Make a publication the working plan. Meant for a widget's callback.

    A tour in files, which the server only reads, becomes a kept tour of its own.
    """

    def act() -> Message | None:
        found = seen.visit.desk.publications.numbered(seen.schedule, number)
        if found is None:
            raise CaravanError(msg("There is no publication {number}.", number=number))
        schedule = seen.visit.schedule
        if schedule is None or not schedule.is_kept:
            return _restore_files(seen, found)
        return _restore_kept(seen, found)

    trying(act)


def undo_restoring(seen: Standing, restored: Restored) -> None:
    """Bring the tour and the plan before back. Meant for a widget's callback."""

    def act() -> Message | None:
        visit, schedule = seen.visit, seen.schedule
        if restored.version is not None:
            bench = workbench(visit, schedule)
            if bench.pending is not None or bench.opened.kept.version != restored.version:
                raise CaravanError(
                    msg("The tour has changed since: undo that on the Tour page first.")
                )
            bench.undo()
            if visit.desk.tours.open(schedule).kept.version == restored.version:
                raise CaravanError(_NOT_SAVED)
        what = msg("Put back the plan before publication {number}.", number=restored.number)
        line = AuditLine(present(), acting(visit), schedule, what)
        visit.desk.shelf.adopt(schedule, restored.before.plan, restored.before.warnings, line=line)
        st.session_state.pop(_key(schedule), None)
        return msg("The tour and its plan are again what they were before.")

    trying(act)


def undoable(seen: Standing) -> Restored | None:
    """What was taken up again in this tab, as long as it is still the plan."""
    found = st.session_state.get(_key(seen.schedule))
    if not isinstance(found, Restored) or found.mark != seen.shelved.mark:
        return None
    return found


def show_undo(seen: Standing, restored: Restored | None) -> None:
    """The way back after a publication was taken up again."""
    if restored is None:
        return
    _ = seen.visit.language.text
    with st.container(key="cv-restored"):
        st.button(
            _("Undo: back to the plan before"),
            key=f"undo-restore-{restored.number}",
            on_click=undo_restoring,
            args=(seen, restored),
        )


def _restore_kept(seen: Standing, found: Publication) -> Message:
    visit, id_ = seen.visit, seen.schedule
    opened = visit.desk.tours.open(id_)
    tour = found.plan.tour
    version = None
    if _tour(opened.files) != tour:
        files = _files_then(seen, tour) or files_of_tour(tour)
        bench = workbench(visit, id_)
        what = msg("took up publication {number} again", number=found.number)
        if not bench.change(lambda _: files, what, _FIELD):
            raise CaravanError(_NOT_SAVED)
        version = visit.desk.tours.open(id_).kept.version
    try:
        # The same tour, but for the order in which files may name its languages.
        now = tour_of(visit.desk.tours.open(id_).files)
        shelved = visit.desk.shelf.adopt(
            id_, replace(found.plan, tour=now), line=_line(seen, id_, found)
        )
    except CaravanError:
        if version is not None:
            workbench(visit, id_).undo()
        raise
    st.session_state[_key(id_)] = Restored(found.number, version, seen.shelved, shelved.mark)
    return msg("The plan is again that of publication {number}.", number=found.number)


def _restore_files(seen: Standing, found: Publication) -> Message:
    visit = seen.visit
    if visit.schedule is not None:
        reading = open_schedule(visit.desk, visit.schedule).reading
        if reading.tour == found.plan.tour:
            line = _line(seen, seen.schedule, found)
            shelved = visit.desk.shelf.adopt(seen.schedule, found.plan, line=line)
            st.session_state[_key(seen.schedule)] = Restored(
                found.number, None, seen.shelved, shelved.mark
            )
            return msg("The plan is again that of publication {number}.", number=found.number)
    id_ = keep_copy(visit, files_of_tour(found.plan.tour))
    tour = tour_of(visit.desk.tours.open(id_).files)
    line = _line(seen, id_, found)
    visit.desk.shelf.adopt(id_, replace(found.plan, tour=tour), line=line)
    choose("tour", id_)
    return msg(
        "Publication {number} is now a tour of its own: the files on the server say something "
        "else, and are only read here.",
        number=found.number,
    )


def _line(seen: Standing, schedule: str, found: Publication) -> AuditLine:
    """What is noted at the tour whose plan it is now."""
    what = msg("Made publication {number} the plan again.", number=found.number)
    return AuditLine(present(), acting(seen.visit), schedule, what)


def _files_then(seen: Standing, tour: Tour) -> TourFiles | None:
    """The files of the tour as its history has them, with all their comments."""
    tours = seen.visit.desk.tours
    for version in tours.versions(seen.schedule):
        files = tours.files_at_version(seen.schedule, version.number)
        if _tour(files) == tour:
            return files
    return None


def _tour(files: TourFiles) -> Tour | None:
    try:
        return tour_of(files)
    except CaravanError:
        return None


def _key(schedule: str) -> str:
    return f"{_UNDO}-{schedule}"
