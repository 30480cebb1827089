"""An adjustment made in files says what the same adjustment makes of the tour."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from files.edited import our_files, small_files, with_text
from hypothesis import given, settings
from hypothesis import strategies as st

from caravan.errors import ImpossibleValue
from caravan.files.draft import draft_of
from caravan.files.editing.adjusting import with_adjustments
from caravan.files.read_tour import tour_of
from caravan.files.tour_files import TourFiles
from caravan.files.wrong import WrongValue
from caravan.tour.adjusting import adjusted
from caravan.tour.adjustment import (
    AddBed,
    AddDays,
    AddSailing,
    AddTeam,
    AddWindow,
    Adjustment,
    CancelSailings,
    CloseRoad,
    DriveMore,
    DropForbiddenPair,
    DropOrder,
    FreeDate,
    FreeHour,
    LeaveOut,
    MakeOptional,
    PinEvent,
    RefuseDate,
    WidenDay,
)
from caravan.tour.opening import Hours

TUESDAY = date(2020, 3, 10)
SATURDAY = date(2020, 3, 14)


def set_by_hand(files: TourFiles, first: str, second: str, third: str) -> TourFiles:
    """The files with two orders and two pairs of these events written into them."""
    schedule = files.schedule.text
    more = (
        "# Set by hand.\norders:\n"
        f"  - [{first}, {second}]  # as they asked\n"
        f"  - [{first}, {third}]\n"
        f"forbidden_pairs:\n  - [{second}, {third}]\n  - [{first}, {second}]\n"
    )
    return with_text(files, "schedule.yaml", schedule, schedule + more)


THIRD = "  - town: gafsa\n    service_minutes: 60\n    open: [offices]\n"
SMALL = set_by_hand(
    with_text(small_files(), "schedule.yaml", "events:\n", "events:\n" + THIRD),
    *("gafsa", "sbeitla", "sfax"),
)
OURS = set_by_hand(our_files(), "gafsa", "tozeur", "sfax")


@st.composite
def adjustments(draw: st.DrawFn, files: TourFiles) -> Adjustment:
    """Any adjustment of a tour, possible or not."""
    tour = tour_of(files)
    event = draw(st.sampled_from([*(event.id for event in tour.events), "nowhere"]))
    day = draw(st.sampled_from([*tour.dates, tour.last_day + timedelta(days=1)]))
    minutes = draw(st.integers(0, 30)) * 15
    begins = draw(st.sampled_from([None, 510, 600, 815]))
    road = draw(st.sampled_from(tour.roads))
    ends = draw(st.sampled_from([(road.a, road.b), (road.b, road.a), (road.a, "nowhere")]))
    ferry = draw(st.sampled_from(tour.ferries))
    origin = draw(st.sampled_from([*ferry.ports, ""]))
    departs = draw(st.sampled_from([None, *ferry.timetables[0].departures]))
    hours = Hours(minutes, minutes + 180)
    return draw(
        st.sampled_from(
            [
                LeaveOut(event),
                MakeOptional(event),
                WidenDay(minutes, 450 - minutes),
                DriveMore(minutes),
                AddDays(draw(st.integers(0, 2)), draw(st.integers(0, 2))),
                AddBed(event),
                AddWindow(event, day, hours),
                AddSailing(ferry.id, origin or ferry.ports[0], day, minutes),
                AddTeam(),
                FreeDate(event),
                FreeHour(event),
                PinEvent(event, day, begins),
                RefuseDate(event, day),
                CloseRoad(*ends),
                CancelSailings(ferry.id, day, origin, departs),
                DropOrder(draw(st.sampled_from(tour.orders or ((event, "nowhere"),)))),
                DropForbiddenPair(draw(st.sampled_from([("sfax", "tozeur"), ("sfax", "sbeitla")]))),
            ]
        )
    )


def agrees(files: TourFiles, *changes: Adjustment) -> None:
    """Compare the files after these changes with the tour after them."""
    expected = refusal = None
    try:
        expected = adjusted(tour_of(files), *changes)
    except ImpossibleValue as error:
        refusal = error.message
    if expected is None:
        with pytest.raises(WrongValue) as found:
            with_adjustments(files, *changes)
        assert found.value.message == refusal
        return
    after = with_adjustments(files, *changes)
    draft = draft_of(after)
    if draft.tour is None:
        # Only what can't be held anywhere is a fault of files that had none.
        closed = [event for event in expected.events if not _can_be_held(expected, event.id)]
        assert len(draft.faults) == len(closed) > 0
    else:
        assert draft.tour == expected


def _can_be_held(tour, id_: str) -> bool:  # type: ignore[no-untyped-def] # a Tour
    event = tour.event(id_)
    day = tour.rules.hours
    return any(
        min(w.hours.ends, day.ends) - max(w.hours.begins, day.begins) >= event.service_minutes
        for w in tour.windows(event)
    )


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_any_adjustments_of_a_small_tour_agree_with_those_of_its_files(data: st.DataObject) -> None:
    changes = data.draw(st.lists(adjustments(SMALL), min_size=1, max_size=3))
    agrees(SMALL, *changes)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_any_adjustment_of_the_tour_of_2020_agrees_with_that_of_its_files(
    data: st.DataObject,
) -> None:
    agrees(OURS, data.draw(adjustments(OURS)))
