"""What happened to the tour of March 2020, and what its organizers would have been told.

Worked out by hand from the plan and the files. On the evening of Friday 13 March the convoy sleeps in
Medenine. Ahead of it are, on the road and at sea:

- Saturday 48 + 27 + 45 = 120 minutes: Tataouine, Ghomrassen, Medenine
- Sunday 193 + 9 + 18 = 220 minutes: Sakiet Eddaier, Sakiet Ezzit, night in Sfax
- Monday 8 + 75 + 30 = 113 minutes: Sfax, then by ship to Kerkennah
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from caravan.files.editing.adjusting import with_adjustments
from caravan.files.read_tour import tour_of
from caravan.files.tour_files import files_at
from caravan.plan.check import check_plan
from caravan.plan.plan import Plan, Status
from caravan.plan.promise import Breach
from caravan.plan.replanned import Cause, Replanned
from caravan.planning.replan import replan
from caravan.planning.solve import solve
from caravan.planning.taken_over import Now
from caravan.planning.touched import touched_by
from caravan.tour.adjusting import adjusted
from caravan.tour.adjustment import CancelSailings, EndAt, LeaveOut, MakeOptional

FILES = files_at(Path(__file__).parents[2] / "data" / "schedule.yaml")
TOUR = tour_of(FILES)
FRIDAY, SUNDAY, MONDAY = (date(2020, 3, day) for day in (13, 15, 16))
FERRY = "kerkennah-ferry"
AHEAD = (
    "tataouine",
    "ghomrassen",
    "medenine",
    "sakiet-eddaier",
    "sakiet-ezzit",
    "sfax",
    "kerkennah",
)


@pytest.fixture(scope="module")
def before() -> Plan:
    answer = solve(TOUR)
    assert isinstance(answer, Plan)
    return answer


def follow(before, day, minute, *changes):
    """The plan that follows from a local time on, and who has to be told why."""
    tour = adjusted(TOUR, *changes)
    now = Now(TOUR.instant(day, minute))
    answer = replan(before, tour, now)
    assert isinstance(answer, Replanned)
    assert check_plan(answer.plan) == ()
    assert answer.plan.status is Status.OPTIMAL
    # What is adopted is the tour that the plan answers, read from the files that were changed.
    assert tour_of(with_adjustments(FILES, *changes, *answer.given_up)) == answer.plan.tour
    return answer, touched_by(answer, before, tour, now)


def partners(touched):
    """Ids of the organizations that have to be told."""
    events = {event.id: event for event in TOUR.events}
    return [p.id for entry in touched for p in events[entry.broken.promise.event].partners]


def test_on_friday_evening_all_gatherings_are_suspended_and_no_ship_sails(before):
    changes = [LeaveOut(town) for town in AHEAD]
    changes += [CancelSailings(FERRY, date(2020, 3, day)) for day in (14, 15, 16)]
    answer, touched = follow(before, FRIDAY, 21 * 60, *changes)
    # Thirteen towns were visited, nothing is left to do, and nothing leads to Kerkennah: the tour
    # ends where the convoy is. Its 1210 minutes lack those of the three days.
    assert answer.given_up == (EndAt("medenine"),)
    assert answer.plan.days[:5] == before.days[:5]
    assert [day.items for day in answer.plan.days[5:]] == [(), (), ()]
    assert {day.overnight for day in answer.plan.days[5:]} == {"medenine"}
    assert (answer.plan.objective.value, answer.plan.objective.travel_minutes) == (13, 757)
    assert answer.plan.objective.broken == 0
    # Seven towns have to be told, each because it was taken out.
    assert [entry.broken.promise.event for entry in touched] == list(AHEAD)
    assert {(entry.cause, entry.broken.breach) for entry in touched} == {
        (Cause.TAKEN_OUT, Breach.LEFT_OUT)
    }
    # Sfax has two partners.
    assert partners(touched) == [
        "commune-tataouine",
        "commune-ghomrassen",
        "commune-medenine",
        "commune-sakiet-eddaier",
        "commune-sakiet-ezzit",
        "commune-sfax",
        "universite-sfax",
        "commune-kerkennah",
    ]


def test_at_dawn_on_monday_no_ship_sails_and_only_kerkennah_has_to_be_told(before):
    answer, touched = follow(before, MONDAY, 6 * 60, CancelSailings(FERRY, MONDAY))
    # The islands can't be reached and the tour can't end there: it ends in Sfax, after its event.
    assert answer.given_up == (MakeOptional("kerkennah"), EndAt("sfax"))
    assert answer.plan.days[:7] == before.days[:7]
    last = answer.plan.days[7]
    assert [(stop.event, stop.begins) for stop in last.events] == [("sfax", 8 * 60 + 30)]
    assert (last.overnight, last.travel_minutes) == ("sfax", 0)
    # One partner who was only invited: 16. All ways but Monday's stay: 1210 - 113 minutes.
    assert answer.plan.objective.broken == answer.plan.bound.broken == 16
    assert (answer.plan.objective.value, answer.plan.objective.travel_minutes) == (19, 1097)
    (entry,) = touched
    assert (entry.broken.promise.event, entry.cause) == ("kerkennah", Cause.OUT_OF_REACH)
    assert entry.broken.breach is Breach.LEFT_OUT
    assert partners(touched) == ["commune-kerkennah"]


def test_told_on_friday_evening_the_convoy_still_reaches_the_islands_on_sunday(before):
    answer, touched = follow(before, FRIDAY, 21 * 60, CancelSailings(FERRY, MONDAY))
    # Who has to end in Kerkennah has to sail on Sunday. From Medenine the shortest way to the port
    # takes 193 + 9 + 18 + 8 minutes by both Sakiets; with the break of an hour, their events (two
    # hours each) and half an hour to board, the ship at 16:15 can't be caught with both, and the
    # next one at 18:15 arrives at 20:00, after the working hours. So one of them is left out, and
    # so is Sfax, which has no hours left on Sunday and can't be gone back to.
    assert set(answer.given_up) == {MakeOptional("sakiet-ezzit"), MakeOptional("sfax")}
    sunday, monday = answer.plan.days[6:]
    assert [leg.ferry for leg in sunday.legs if leg.ferry] == [FERRY]
    assert (sunday.overnight, monday.travel_minutes) == ("kerkennah", 0)
    # Kerkennah itself keeps its hour on Monday.
    assert [(stop.event, stop.begins) for stop in monday.events] == [("kerkennah", 16 * 60)]
    assert answer.plan.objective.broken == answer.plan.bound.broken == 32
    assert sorted(entry.broken.promise.event for entry in touched) == ["sakiet-ezzit", "sfax"]


def test_to_end_in_sfax_instead_leaves_only_kerkennah_out(before):
    answer, touched = follow(before, FRIDAY, 21 * 60, CancelSailings(FERRY, MONDAY), EndAt("sfax"))
    # Who is on the islands on Monday afternoon doesn't end the tour in Sfax without a ship.
    assert answer.given_up == (MakeOptional("kerkennah"),)
    assert answer.plan.objective.broken == answer.plan.bound.broken == 16
    assert (answer.plan.objective.value, answer.plan.objective.travel_minutes) == (19, 1097)
    assert [(entry.broken.promise.event, entry.cause) for entry in touched] == [
        ("kerkennah", Cause.OUT_OF_REACH)
    ]
    assert answer.plan.days[:7] == before.days[:7]
