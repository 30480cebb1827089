"""What breaks when a programme is kept as it is: town by town, with times, reasons and contacts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from samples import TUESDAY, sample_plan, sample_tour

from caravan.errors import msg
from caravan.language.language import LANGUAGES, language
from caravan.plan.check import Rule, Violation
from caravan.plan.promise import Breach, BrokenPromise, Promise
from caravan.views.as_it_is_text import as_it_is_text

ENGLISH = language("en")
SFAX = Promise("sfax", TUESDAY, 510, is_confirmed=True)
KERKENNAH = Promise("kerkennah", TUESDAY, 960)
LEFT_OUT = BrokenPromise(SFAX, Breach.LEFT_OUT, None, None)
OTHER_HOUR = BrokenPromise(KERKENNAH, Breach.OTHER_HOUR, TUESDAY, 975)
LATE_DAY = Violation(
    Rule.WORKING_HOURS,
    msg("the day ends at {ends}, the working hours at {limit}", ends="19:20", limit="19:00"),
    "team-1",
    TUESDAY,
)


def too_late(begins="16:10", ends="17:40"):
    message = msg(
        "the event lasts from {begins} to {ends}, the time windows are {windows}",
        begins=begins,
        ends=ends,
        windows="08:30–17:30",
    )
    return Violation(Rule.TIME_WINDOW, message, "team-1", TUESDAY, "kerkennah", "kerkennah")


def told(broken=(), violations=(), speech=ENGLISH, plan=None, **how):
    return as_it_is_text(plan or sample_plan(), broken, violations, speech, **how)


def reachable():
    """The sample's plan, with a number of the partner in Sfax."""
    tour = sample_tour()
    events = tuple(
        replace(event, partners=tuple(replace(p, phone="+216 74 000 001") for p in event.partners))
        for event in tour.events
    )
    return replace(sample_plan(), tour=replace(tour, events=events))


def test_each_town_has_its_times_what_breaks_there_and_whom_to_tell():
    found = told((OTHER_HOUR, LEFT_OUT), (LATE_DAY, too_late("16:15", "17:45")), plan=reachable())
    sfax, kerkennah = found.towns
    assert (sfax.town, sfax.planned, sfax.really) == (
        "Sfax",
        "Tuesday 10 March at 08:30",
        "left out",
    )
    assert sfax.to_tell == "To tell: Municipalité de Sfax, +216 74 000 001"
    assert (kerkennah.planned, kerkennah.really) == ("Tuesday 10 March at 16:00", "16:15")
    assert kerkennah.faults == (
        "The event would last from 16:15 to 17:45, the host’s hours are 08:30–17:30.",
    )
    assert kerkennah.to_tell == ""
    assert found.rules == ("The day ends at 19:20, the working hours end at 19:00.",)
    assert str(found).splitlines() == [
        "Kept as it is, with the delay:",
        "  Sfax: Tuesday 10 March at 08:30 → left out",
        "    To tell: Municipalité de Sfax, +216 74 000 001",
        "  Kerkennah: Tuesday 10 March at 16:00 → 16:15",
        "    The event would last from 16:15 to 17:45, the host’s hours are 08:30–17:30.",
        "  The day ends at 19:20, the working hours end at 19:00.",
    ]


def test_some_minutes_that_break_no_promise_but_the_hours_of_the_host_are_told():
    (kerkennah,) = told((), (too_late(),)).towns
    assert (kerkennah.planned, kerkennah.really) == ("Tuesday 10 March at 16:00", "16:10")


def test_what_breaks_at_the_planned_hour_has_no_other_one():
    (kerkennah,) = told((), (too_late("16:00", "17:30"),), is_late=False).towns
    assert kerkennah.really == ""


def test_the_headline_claims_no_delay_where_there_is_none():
    assert told((), (LATE_DAY,), is_late=False).headline == (
        "Kept as it is, the plan so far breaks this:"
    )
    nothing = told()
    assert nothing.is_well
    assert str(nothing) == "Kept as it is, the day ends in time: nothing breaks."


@pytest.mark.parametrize("code", LANGUAGES)
def test_it_is_said_in_every_language(code):
    found = told((LEFT_OUT,), (), language(code))
    assert found.towns[0].town == {"fr": "Sfax", "ar": "صفاقس", "en": "Sfax"}[code]


def test_of_several_teams_it_is_said_whose_day_is_too_long():
    plan = sample_plan()
    two = replace(plan, teams=(replace(plan.teams[0], id="team-9"), *plan.teams))
    assert told(violations=(LATE_DAY,), plan=two).rules == (
        "Team 2: The day ends at 19:20, the working hours end at 19:00.",
    )
