import io
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from samples import place, sample_plan
from views.calendar.of_plan import (
    calendar_files,
    calendar_zip,
    invitation,
    tour_feed,
    town_feed,
    town_files,
)

from caravan.language.language import language
from caravan.plan.publication import next_publication, unpublished
from caravan.tour.event import Event
from caravan.tour.tour import Revision
from caravan.views import calendar
from caravan.views.calendar import partner_file, team_file, town_file

FRENCH = language("fr")


def with_town(id_):
    """The sample with one more town, which the plan doesn't keep."""
    plan = sample_plan()
    tour = replace(
        plan.tour,
        places=(*plan.tour.places, place(id_, "Ville", "مدينة", (34.0, 9.0))),
        events=(*plan.tour.events, Event(id_, id_, 60, ("offices",), required=False)),
    )
    return replace(plan, tour=tour)


def test_the_module_is_imported_without_the_slow_library():
    code = "import sys, caravan.views.calendar; sys.exit('icalendar' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=Path(__file__).parents[3], check=True)


def test_there_is_a_file_for_the_tour_each_town_and_each_partner():
    plan = sample_plan()
    assert calendar_files(plan, FRENCH) == {
        "tour.ics": tour_feed(plan, FRENCH),
        "sbeitla.ics": town_feed(plan, "sbeitla", FRENCH),
        "sfax.ics": town_feed(plan, "sfax", FRENCH),
        "kerkennah.ics": town_feed(plan, "kerkennah", FRENCH),
        "gafsa.ics": town_feed(plan, "gafsa", FRENCH),
        "invitations/commune-sfax.ics": invitation(plan, "sfax", "commune-sfax"),
    }


def test_two_events_of_a_town_share_its_file():
    plan = sample_plan()
    evening = Event("sfax-evening", "sfax", 60, ("offices",), required=False)
    tour = replace(plan.tour, events=(*plan.tour.events, evening))
    assert list(town_files(replace(plan, tour=tour))) == [
        "sbeitla.ics",
        "sfax.ics",
        "kerkennah.ics",
        "gafsa.ics",
    ]


def test_a_town_called_tour_does_not_replace_the_tours_file():
    assert town_files(with_town("tour"))["tour--town.ics"] == "tour"
    assert calendar_files(with_town("tour"), FRENCH)["tour.ics"] == tour_feed(
        with_town("tour"), FRENCH
    )


def test_a_town_called_like_a_device_of_windows_can_be_unpacked_there():
    assert town_files(with_town("nul"))["nul--town.ics"] == "nul"


def test_the_zip_holds_all_files_sorted_as_old_as_the_revision():
    plan = sample_plan()
    with zipfile.ZipFile(io.BytesIO(calendar_zip(plan, FRENCH))) as archive:
        assert archive.testzip() is None
        files = calendar_files(plan, FRENCH)
        assert archive.namelist() == sorted(files)
        assert {name: archive.read(name) for name in archive.namelist()} == files
        assert {info.date_time for info in archive.infolist()} == {(2020, 2, 20, 8, 0, 0)}


def test_the_zip_is_the_same_bytes_each_time():
    assert calendar_zip(sample_plan(), FRENCH) == calendar_zip(sample_plan(), FRENCH)


def test_a_revision_older_than_zip_files_makes_a_zip_all_the_same():
    plan = sample_plan()
    revision = Revision(0, datetime(1970, 1, 1, tzinfo=UTC))
    content = calendar_zip(replace(plan, tour=replace(plan.tour, revision=revision)), FRENCH)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.infolist()[0].date_time == (1980, 1, 1, 0, 0, 0)


def test_names_of_files_depend_on_the_id_alone_and_never_meet():
    assert town_file("sfax") == partner_file("sfax") == "sfax.ics"
    assert town_file("team-3") == "team-3--town.ics"
    assert team_file("team-3") == "team-3.ics"
    assert team_file("north") == "north--team.ics"
    assert team_file("tour") == "tour--team.ics"
    assert town_file("tour") == "tour--town.ics"
    assert partner_file("tour") == "tour.ics"  # a folder of its own
    assert partner_file("aux") == "aux--partner.ics"


def test_a_town_that_was_told_once_keeps_its_file_when_it_has_left_the_tour():
    first = unpublished(sample_plan())
    plan = sample_plan()
    places = tuple(each for each in plan.tour.places if each.id != "gafsa")
    events = tuple(each for each in plan.tour.events if each.id not in ("gafsa", "sbeitla"))
    [team] = plan.teams
    monday, tuesday = team.days
    days = (replace(monday, items=()), tuesday)
    tour = replace(plan.tour, places=places, events=events)
    plan = replace(plan, tour=tour, teams=(replace(team, days=days),))
    second = next_publication(plan, first, schedule="a", made=datetime(2020, 3, 1, tzinfo=UTC))
    assert "sbeitla.ics" in calendar.town_files(second)
    assert "gafsa.ics" not in calendar.town_files(second)  # it was never told
