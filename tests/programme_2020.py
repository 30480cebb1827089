"""The programme of the tour of 2020 as organizers would write it down: days, events, nights."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from caravan.files.tour_files import files_at
from caravan.plan.outline import Outline, OutlineDay, OutlineTeam
from caravan.plan.timing.timed import timed
from caravan.travel.times import TravelTimes
from caravan.ui.opened import reading_of

_DAYS = (
    ("kasserine sbeitla bir-el-hafey", "sidi-bouzid"),
    ("sidi-bouzid gafsa", "metlaoui"),
    ("metlaoui hezoua nefta", "nefta"),
    ("tozeur jemna douz", "douz"),
    ("el-hamma gabes", "medenine"),
    ("tataouine ghomrassen medenine", "medenine"),
    ("sakiet-eddaier sakiet-ezzit", "sfax"),
    ("sfax kerkennah", "kerkennah"),
)
TEAM = "team-1"


@cache
def tour_of_2020():
    return reading_of(files_at(Path(__file__).parent.parent / "data" / "schedule.yaml")).tour


def outline_2020() -> Outline:
    tour = tour_of_2020()
    days = (
        OutlineDay(date, tuple(events.split()), bed)
        for date, (events, bed) in zip(tour.dates, _DAYS, strict=True)
    )
    return Outline((OutlineTeam(TEAM, tour.start, tuple(days)),))


@cache
def travel_2020():
    return TravelTimes(tour_of_2020())


@cache
def plan_2020():
    """It keeps all rules, and nothing is proved of it."""
    return timed(tour_of_2020(), outline_2020(), travel=travel_2020())
