"""The tour of 2020, as its files tell it: many towns, two scripts, two dozen partners."""

from dataclasses import replace
from pathlib import Path

import pytest
import vobject
from ical.calendar_stream import IcsCalendarStream
from samples import sample_plan
from views.calendar.content_lines import read
from views.calendar.of_plan import calendar_files, invited, town_files, uninvited

from caravan.files.read_tour import read_tour
from caravan.language.language import LANGUAGES, language
from caravan.plan.day import Day, Stop, StopKind
from caravan.plan.plan import Objective, Team

SCHEDULE = Path(__file__).parents[3] / "data" / "schedule.yaml"


@pytest.fixture(scope="module")
def plan():
    """Three events a day in the order of the file: calendars don't ask how to get there."""
    tour = read_tour(SCHEDULE)
    days = tuple(
        Day(
            date,
            tour.start,
            tour.end,
            tuple(
                Stop(StopKind.EVENT, event.place, begins, begins + 120, event.id)
                for event, begins in zip(
                    tour.events[3 * number : 3 * number + 3], (510, 690, 870), strict=False
                )
            ),
        )
        for number, date in enumerate(tour.dates)
    )
    return replace(
        sample_plan(),
        tour=tour,
        teams=(Team("team-1", days),),
        objective=Objective.of(tour, days),
    )


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_judge_accepts_every_file(plan, code, libical, ical_js):
    for name, content in calendar_files(plan, language(code)).items():
        events = len(read(content).all("VEVENT"))
        assert libical.judge(content).faults == [], name
        assert len(ical_js(content).get("instants", ())) == events, name
        assert len(IcsCalendarStream.calendar_from_ics(content.decode()).events) == events
        assert vobject.readOne(content.decode()).validate(raiseException=True)


def test_there_is_a_feed_for_each_of_twenty_towns_and_a_file_for_each_partner(plan):
    files = calendar_files(plan, language("fr"))
    partners = [partner for event in plan.tour.events for partner in event.partners]
    assert len(town_files(plan)) == 20
    assert len(files) == 1 + 20 + len(partners)
    assert len(invited(plan)) == len(partners)
    assert uninvited(plan) == ()


def test_each_partner_is_written_to_in_its_language(plan):
    files = calendar_files(plan, language("en"))
    for event, partner in invited(plan):
        [entry] = read(files[f"invitations/{partner.id}.ics"]).all("VEVENT")
        town = plan.tour.place(event.place)
        names = (
            town.names.in_language(partner.language),
            plan.tour.names.in_language(partner.language),
        )
        assert entry.values("SUMMARY") == [" – ".join(names)]


def test_the_server_keeps_all_twenty_events(plan, radicale):
    content = calendar_files(plan, language("fr"))["tour.ics"]
    radicale.request("PUT", "/a/caravan/", content, **{"Content-Type": "text/calendar"})
    assert radicale.request("GET", "/a/caravan/").count(b"BEGIN:VEVENT") == 20
