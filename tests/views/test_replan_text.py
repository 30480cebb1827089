"""What becomes of a changed plan, in words that claim no more than is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from samples import TUESDAY, sample_plan, sample_tour

from caravan.language.language import LANGUAGES, language
from caravan.plan.plan import Bound, Precedent, Status
from caravan.plan.promise import Breach, BrokenPromise, Promise
from caravan.plan.replanned import Cause, Touched
from caravan.tour.adjustment import CloseRoad, EndAt, MakeOptional
from caravan.views.replan_text import replan_text

ENGLISH = language("en")
WEDNESDAY = date(2020, 3, 11)
SFAX = Promise("sfax", TUESDAY, 510, is_confirmed=True)
KERKENNAH = Promise("kerkennah", TUESDAY, 960)
LEFT_OUT = BrokenPromise(SFAX, Breach.LEFT_OUT, None, None)
OTHER_DAY = BrokenPromise(KERKENNAH, Breach.OTHER_DAY, WEDNESDAY, 600)
OTHER_HOUR = BrokenPromise(KERKENNAH, Breach.OTHER_HOUR, TUESDAY, 975)


def told(touched=(), given_up=(), speech=ENGLISH, **changes):
    plan = replace(sample_plan(), **changes)
    return replan_text(plan, given_up, touched, sample_tour(), speech)


def proved(broken, status=Status.FEASIBLE):
    """What a plan with this weight of broken promises, and the same proved of all, looks like."""
    objective = replace(sample_plan().objective, broken=broken)
    return {"objective": objective, "bound": Bound(3, 200, broken), "status": status}


def test_nobody_touched_needs_no_proof():
    assert told().headline == "All promises are kept: nobody has to be told anything."


@pytest.mark.parametrize(
    ("changes", "claim"),
    [
        (proved(48, Status.OPTIMAL), "It is proved that no plan breaks less."),
        (proved(48), "It is proved that no plan breaks less; shorter ways may exist."),
        (
            {**proved(48), "bound": Bound(3, 200, 16)},
            "A plan that breaks less may exist; there was no time to find out.",
        ),
    ],
)
def test_the_headline_claims_what_is_proved(changes, claim):
    found = told((Touched(LEFT_OUT, Cause.HOST),), **changes)
    assert found.headline == f"1 town has to be told. {claim}"


def test_each_town_with_its_partners_its_times_and_the_reason():
    found = told(
        (Touched(LEFT_OUT, Cause.OUT_OF_REACH), Touched(OTHER_DAY, Cause.FOR_OTHERS, (LEFT_OUT,)))
    )
    sfax, kerkennah = found.touched
    assert (sfax.town, sfax.partners, sfax.was_confirmed) == ("Sfax", "Municipalité de Sfax", True)
    assert (sfax.before, sfax.after) == ("Tuesday 10 March at 08:30", "")
    assert sfax.why == "The convoy can't be there at the promised time any more."
    assert (kerkennah.partners, kerkennah.was_confirmed) == ("", False)
    assert kerkennah.after == "Wednesday 11 March at 10:00"
    assert kerkennah.why == "Keeping this promise would break more: Sfax left out."
    assert str(sfax).startswith("Sfax: Tuesday 10 March at 08:30 → —. ")


@pytest.mark.parametrize("teams", [1, 2])
def test_limits_of_a_day_that_hold_no_more_are_told(teams):
    # The sample's Tuesday ends in Kerkennah, where the event begins at 16:00 and takes 90 minutes.
    noon = datetime(2020, 3, 10, 11, tzinfo=UTC)
    (team,) = sample_plan().teams
    changes = {
        "precedent": Precedent(noon, overtime=("team-1",)),
        "teams": tuple(replace(team, id=f"team-{n}") for n in range(1, teams + 1)),
    }
    (line,) = told(**changes).given_up
    assert line == ("", "Team 1 · ")[teams - 1] + (
        "Tuesday 10 March: no place for the night is in reach within the working hours and the "
        "driving limit any more. The day ends at 17:30."
    )
    assert told(precedent=Precedent(noon)).given_up == ()


@pytest.mark.parametrize(
    ("cause", "why"),
    [
        (Cause.TAKEN_OUT, "It was taken out of the programme."),
        (Cause.HOST, "The host can't receive the convoy at the promised time any more."),
        (Cause.UNKNOWN, "There was no time to find out why."),
    ],
)
def test_each_cause_has_its_sentence(cause, why):
    assert told((Touched(LEFT_OUT, cause),)).touched[0].why == why


@pytest.mark.parametrize(
    ("instead", "why"),
    [
        (OTHER_DAY, "Kerkennah on another day"),
        (OTHER_HOUR, "Kerkennah at another hour"),
    ],
)
def test_what_would_break_instead_is_named(instead, why):
    (line,) = told((Touched(LEFT_OUT, Cause.FOR_OTHERS, (instead,)),)).touched
    assert line.why == f"Keeping this promise would break more: {why}."


def test_what_is_given_up_is_said_as_what_follows():
    given_up = (MakeOptional("sfax"), EndAt("sbeitla"), CloseRoad("faid", "sfax"))
    assert told((), given_up).given_up == (
        "Sfax is left out, although the tour requires it.",
        "The tour ends in Sbeïtla: its end can't be reached any more.",
        "To go on at all: The road between Faïd and Sfax is closed.",
    )


@pytest.mark.parametrize("code", LANGUAGES)
def test_it_is_said_in_every_language(code):
    found = told((Touched(LEFT_OUT, Cause.HOST),), (EndAt("sfax"),), language(code), **proved(48))
    assert found.headline
    assert found.given_up[0]
    assert found.touched[0].town == {"fr": "Sfax", "ar": "صفاقس", "en": "Sfax"}[code]
