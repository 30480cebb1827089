"""What people read of a comparison, on the sample plan changed by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from samples import sample_plan

from caravan.language.language import language
from caravan.plan.comparison import ChangeKind, compare
from caravan.plan.day import Stop, StopKind
from caravan.plan.plan import Team
from caravan.tour.partner import PartnerStatus
from caravan.tour.rates import Rates
from caravan.views.compared_figures import ComparedValue, Trend
from caravan.views.comparison_text import comparison_text


def changed():
    """The sample without the event in Sfax, with Kerkennah's half an hour later, a night moved."""
    plan = sample_plan()
    monday, tuesday = plan.days
    items = tuple(item for item in tuesday.items if getattr(item, "event", "") != "sfax")
    late = replace(items[-1], begins=990, ends=1080)
    days = (replace(monday, overnight="gafsa"), replace(tuesday, items=(*items[:-1], late)))
    return replace(plan, teams=(Team("team-1", days),))


def text_of(*plans, code="en"):
    names = [f"plan {number}" for number in range(1, len(plans) + 1)]
    return comparison_text(compare(plans), names, language(code))


def row(text, key):
    return next(row for row in text.rows if row.key == key)


def plain(text):
    return text.replace("\u00a0", " ")


def test_every_figure_has_a_row_with_a_value_for_each_plan():
    text = text_of(sample_plan(), changed())
    assert [row.key for row in text.rows] == [
        "towns_kept",
        "value",
        "broken_promises",
        "travel_minutes",
        "driving_minutes",
        "sailing_minutes",
        "road_km",
        "sea_km",
        "teams",
        "days_used",
        "nights_away",
        "beds",
        "longest_travel_minutes",
        "shortest_travel_minutes",
        "travel_deviation",
        "longest_work_minutes",
    ]
    assert all(len(row.values) == 2 for row in text.rows)


def test_a_difference_has_a_sign_and_says_whether_it_is_for_the_better():
    text = text_of(sample_plan(), changed())
    assert row(text, "towns_kept").values == (
        ComparedValue("3"),
        ComparedValue("2", "\u22121", Trend.WORSE),
    )
    # Sfax was left out, Kerkennah moved by 30 minutes: two promises.
    assert row(text, "broken_promises").values[1] == ComparedValue("2", "+2", Trend.WORSE)
    assert row(text, "nights_away").values[1] == ComparedValue("1")
    # From the drive at 13:37 to the end at 18:00; before it was from 08:30 to 17:30.
    assert [plain(value.text) for value in row(text, "longest_work_minutes").values] == [
        "9 h",
        "7 h",
    ]
    assert row(text, "longest_work_minutes").values[1].trend is Trend.BETTER


def test_less_value_the_other_way_round_is_more():
    text = text_of(changed(), sample_plan())
    assert row(text, "value").values[1] == ComparedValue("3", "+1", Trend.BETTER)


def test_a_difference_that_is_shown_as_nothing_is_none():
    monday, tuesday = sample_plan().days
    longer = replace(monday.legs[0], km=165.3)
    items = (*monday.items[:-1], longer)
    plan = replace(sample_plan(), teams=(Team("team-1", (replace(monday, items=items), tuesday)),))
    found = row(text_of(sample_plan(), plan), "road_km")
    assert found.values[1] == ComparedValue("191\u00a0km")


def test_each_change_is_a_sentence():
    found = text_of(sample_plan(), changed()).differences
    assert (found[0].summary, found[0].events, found[0].nights) == ("", (), ())
    assert found[1].summary == "2 events are not as in plan 1."
    assert [line.text for line in found[1].events] == [
        "Sfax is left out; it was Tuesday 10 March, 08:30",
        "Kerkennah is on Tuesday 10 March at 16:30, not at 16:00",
    ]
    assert found[1].nights == ("Night of Monday 9 March: in Gafsa, not in Sfax",)
    assert [line.kind for line in found[1].events] == [
        ChangeKind.LEFT_OUT,
        ChangeKind.OTHER_HOUR,
    ]


def test_the_other_way_round_the_event_is_kept():
    line = text_of(changed(), sample_plan()).differences[1].events[-1]
    assert line.text == "Sfax is kept: Tuesday 10 March, 08:30"
    assert (line.before, line.after, line.breaks) == ("", "Tuesday 10 March, 08:30", False)


def test_an_event_on_another_day_is_told_with_both_days():
    plan = changed()
    monday, tuesday = plan.days
    moved = replace(monday, items=(*monday.items, Stop(StopKind.EVENT, "sfax", 940, 1030, "sfax")))
    other = replace(plan, teams=(Team("team-1", (moved, tuesday)),))
    line = text_of(sample_plan(), other).differences[1].events[0]
    assert line.text == (
        "Sfax is on another day: Monday 9 March, 15:40, not Tuesday 10 March, 08:30"
    )
    assert (line.breaks, line.was_confirmed) == (True, False)


def test_a_promise_to_a_partner_who_had_confirmed_is_marked():
    plan = sample_plan()
    events = tuple(
        replace(
            event,
            partners=tuple(replace(p, status=PartnerStatus.CONFIRMED) for p in event.partners),
        )
        for event in plan.tour.events
    )
    confirmed = replace(plan, tour=replace(plan.tour, events=events))
    found = text_of(confirmed, changed()).differences[1].events
    assert [(line.event, line.was_confirmed) for line in found] == [
        ("sfax", True),
        ("kerkennah", False),
    ]


def test_equal_programmes_are_told_as_such():
    assert text_of(sample_plan(), sample_plan()).differences[1].summary == (
        "The same programme as plan 1."
    )


def test_other_nights_alone_leave_the_events_as_they_are():
    monday, tuesday = sample_plan().days
    days = (replace(monday, overnight="gafsa"), tuesday)
    text = text_of(sample_plan(), replace(sample_plan(), teams=(Team("team-1", days),)))
    assert text.differences[1].summary == "All events are when they are in plan 1."


def test_money_is_in_whole_units_of_its_currency():
    rates = Rates("EUR", km=1, sailing_km=10, night=100, day=0, co2_grams_km=1000)
    text = text_of(rated(rates))
    assert row(text, "money").values[0].text == "495\u00a0€"  # 191 + 204 + 100
    assert plain(row(text_of(rated(rates), code="fr"), "money").values[0].text) == "495 €"
    assert text.notes == ("The CO₂ is not known: the tour doesn't say it of both road and sea.",)


def test_money_that_is_not_known_is_said_why():
    text = text_of(rated(Rates("EUR", km=1, day=3)))
    assert "money" not in [row.key for row in text.rows]
    assert text.notes == (
        "The costs are not known: the tour doesn't say the rate of a kilometre by sea and a night.",
    )


def test_money_of_two_currencies_does_not_compare():
    rates = Rates("EUR", km=1, sailing_km=1, night=1, day=1)
    text = text_of(rated(rates), rated(replace(rates, currency="TND")))
    assert "money" not in [row.key for row in text.rows]
    assert text.notes == ("The costs don't compare: the tours count in different currencies.",)


@pytest.mark.parametrize("code", ["fr", "ar"])
def test_other_languages_write_differences_in_their_way(code):
    text = text_of(sample_plan(), changed(), code=code)
    mark = "\u200e" if code == "ar" else ""
    assert row(text, "towns_kept").values[1].difference == f"{mark}\u22121"


def rated(rates):
    plan = sample_plan()
    return replace(plan, tour=replace(plan.tour, rates=rates))


def test_the_best_of_each_row_is_known_and_ties_share_it():
    text = text_of(sample_plan(), changed(), sample_plan())
    assert row(text, "value").best == (0, 2)
    assert row(text, "broken_promises").best == (0, 2)
    assert row(text, "longest_work_minutes").best == (1,)
    assert row(text, "teams").best == ()  # all alike
    assert row(text, "shortest_travel_minutes").best == ()  # neither good nor bad
