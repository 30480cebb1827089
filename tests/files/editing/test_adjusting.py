"""An adjustment made in files says what the same adjustment makes of the tour."""

from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

import pytest
from files.edited import line_changes, our_files, small_files, with_text
from hypothesis import given, settings
from hypothesis import strategies as st

from caravan.errors import ImpossibleValue, InputFaults
from caravan.files.draft import draft_of
from caravan.files.editing.adjusting import _MADE, with_adjustments
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
    ConfirmPartner,
    DriveMore,
    DropForbiddenPair,
    DropOrder,
    EndAt,
    FreeDate,
    FreeHour,
    LeaveOut,
    MakeOptional,
    OnlyWindow,
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
    partners = [partner.id for each in tour.events for partner in each.partners]
    return draw(
        st.sampled_from(
            [
                LeaveOut(event),
                MakeOptional(event),
                WidenDay(minutes, 450 - minutes),
                DriveMore(minutes),
                AddDays(draw(st.integers(0, 2)), draw(st.integers(0, 2))),
                AddBed(event),
                EndAt(event),
                AddWindow(event, day, hours),
                OnlyWindow(event, day, hours),
                ConfirmPartner(draw(st.sampled_from([*partners, "nobody"]))),
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


WINDOW = AddWindow("sbeitla", SATURDAY, Hours(540, 720))


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        (LeaveOut("tozeur"), None),
        (MakeOptional("sbeitla"), ["-    required: true", "+    required: false"]),
        (WidenDay(30, 60), ["-  hours: 08:00-19:00", "+  hours: 07:30-20:00"]),
        (WidenDay(600, 600), ["-  hours: 08:00-19:00", "+  hours: 00:00-24:00"]),
        (DriveMore(15), ["-  max_driving_minutes: 300", "+  max_driving_minutes: 315"]),
        (AddDays(1, 2), ["-  first_day: 2020-03-09", "-  last_day: 2020-03-16",
                         "+  first_day: 2020-03-08", "+  last_day: 2020-03-18"]),
        (EndAt("sfax"), ["-  end: kerkennah", "+  end: sfax"]),
        (AddTeam(), ["+  teams: 2"]),
        (WINDOW, ["+    windows:", "+      - date: 2020-03-14", "+        hours: 09:00-12:00"]),
        (FreeDate("sidi-bouzid"), ["-    date: 2020-03-10"]),
        (PinEvent("sbeitla", TUESDAY), ["+    pin: 2020-03-10"]),
        (PinEvent("sbeitla", TUESDAY, 540),
         ["+    pin:", "+      date: 2020-03-10", "+      begins: 09:00"]),
        (RefuseDate("sbeitla", TUESDAY), ["+    not_on: [2020-03-10]"]),
        (DropOrder(("gafsa", "tozeur")), ["-  - [gafsa, tozeur]  # as they asked"]),
        (DropForbiddenPair(("sfax", "tozeur")), ["-  - [tozeur, sfax]"]),
    ],
)  # fmt: skip
def test_an_adjustment_changes_its_own_lines_only(
    change: Adjustment, lines: list[str] | None
) -> None:
    found = line_changes(OURS, with_adjustments(OURS, change))
    if lines is not None:
        assert sorted(found.pop("schedule.yaml")) == sorted(lines)
        assert found == {}
    else:
        # The event with its two partners, its order, and its part in the pairs.
        text = "\n".join(found.pop("schedule.yaml"))
        assert found == {}
        assert not any(line.startswith("+") for line in text.splitlines())
        places = ["town", "partner", "address", "partner", "address", "order", "pair", "pair"]
        assert text.count("tozeur") == len(places)


def test_a_cancelled_sailing_leaves_all_others_and_the_comments_above() -> None:
    cancelled = CancelSailings("kerkennah-ferry", SATURDAY, "sfax-port", 855)
    after = with_adjustments(OURS, cancelled)
    old, new = (tour_of(files).ferries[0] for files in (OURS, after))
    for date_ in tour_of(OURS).dates:
        for port in old.ports:
            gone = {855} if (port, date_) == ("sfax-port", SATURDAY) else set()
            assert set(new.departures(port, date_)) == set(old.departures(port, date_)) - gone
    assert 855 in old.departures("sfax-port", SATURDAY)
    comments = [
        [line for line in f.file("ferries.yaml").text.splitlines() if line.startswith("#")]
        for f in (OURS, after)
    ]
    assert comments[0] == comments[1]


def test_a_refusal_of_the_only_date_is_said_by_the_draft() -> None:
    dates = tour_of(OURS).dates
    after = with_adjustments(OURS, *(RefuseDate("sidi-bouzid", date_) for date_ in dates))
    draft = draft_of(after)
    assert [(fault.where, str(fault.problem)) for fault in draft.faults] == [
        ("events[2].not_on", "its host has refused every date on which it could be held")
    ]
    # And mended by the next change, whatever it is.
    mended = with_adjustments(OURS, RefuseDate("sidi-bouzid", TUESDAY), FreeDate("sidi-bouzid"))
    assert draft_of(mended).faults == ()


def test_files_that_are_no_tour_yet_are_not_adjusted() -> None:
    broken = with_text(OURS, "schedule.yaml", "zone: Africa/Tunis", "zone: Nowhere")
    with pytest.raises(InputFaults, match="IANA"):
        with_adjustments(broken, AddTeam())
    assert with_adjustments(broken) == broken


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (LeaveOut("nowhere"), "“nowhere” is not an event of the tour"),
        (PinEvent("sbeitla", date(2020, 4, 1)), "2020-04-01 is not a date of the tour"),
        (PinEvent("sidi-bouzid", SATURDAY), "pinned to 2020-03-14, but its fixed date"),
        (CloseRoad("sfax", "tozeur"), "no direct road between “sfax” and “tozeur”"),
        (CancelSailings("nothing", TUESDAY), "“nothing” is not a ferry of the tour"),
        (AddBed("faid"), "“faid” is not a town of the tour"),
        (AddDays(30, 30), "the window of 68 days is not between 1 and 60"),
    ],
)
def test_an_impossible_adjustment_is_refused_with_a_remedy(change: Adjustment, words: str) -> None:
    with pytest.raises(WrongValue, match=words) as error:
        with_adjustments(OURS, change)
    assert str(error.value.remedy) != "Change it so that this no longer holds" or isinstance(
        change, AddBed
    )


def test_every_kind_of_adjustment_can_be_made_in_files() -> None:
    assert set(_MADE) == set(get_args(Adjustment))
