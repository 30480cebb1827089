"""What people read of a price list, made by hand for the sample plan."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from samples import sample_plan, sample_tour

from caravan.errors import msg
from caravan.language.language import language
from caravan.plan.figures import figures_of
from caravan.plan.price_list import Price, PriceKind, PriceList, PriceStatus
from caravan.tour.adjustment import AddSailing, LeaveOut, WidenDay
from caravan.views.price_list_text import price_list_text, price_row

BASE = figures_of(sample_plan())  # value 3, 263 minutes of travel
TUESDAY = date(2020, 3, 10)
ENGLISH = language("en")
LONGER = (WidenDay(later=15),)
SHIP = AddSailing("kerkennah-ferry", "sfax-port", TUESDAY, 615)


def better(*, value=0, minutes=0, **changes):
    """The figures of the sample with so much more value and travel."""
    changes = {"driving_minutes": BASE.driving_minutes + minutes, **changes}
    return replace(BASE, value=BASE.value + value, **changes)


def leaving_out(event="sfax", **changes):
    return priced(PriceKind.LEAVE_OUT, better(**changes), event, (LeaveOut(event),))


def priced(kind, figures, subject="", adjustments=LONGER, **more):
    parts = {"status": PriceStatus.PROVED, "left_out": ("gafsa",), **more}
    return Price(kind, subject, adjustments, figures=figures, **parts)


def listed(*prices, base=BASE, wanted=None, **more):
    as_it_is = priced(PriceKind.AS_IT_IS, base, adjustments=(), **more)
    return PriceList(sample_tour(), BASE, as_it_is, prices, wanted or len(prices))


def text_of(price, **more):
    return price_row(listed(price, **more), price, ENGLISH).text.replace("\u00a0", " ")


def test_leaving_out_saves_travel_and_its_own_value_goes_without_saying():
    assert text_of(leaving_out(value=-1, minutes=-88)) == "1 h 28 less travel"
    assert text_of(leaving_out(value=-1)) == "saves no travel"


def test_leaving_out_one_may_let_another_in():
    price = replace(leaving_out(value=1, minutes=10), left_out=())
    assert text_of(price) == "2 more value and 10 min more travel"


def test_what_else_is_left_out_then_is_named():
    price = replace(leaving_out(value=-2), left_out=("gafsa", "kerkennah"))
    assert text_of(price) == "1 less value and without Kerkennah"


def test_keeping_one_may_cost_others():
    price = priced(PriceKind.KEEP, better(minutes=30), "gafsa", (), left_out=("kerkennah",))
    row = price_row(listed(price), price, ENGLISH)
    assert row.label == "Keep Gafsa"
    assert row.text.replace("\u00a0", " ") == "30 min more travel and without Kerkennah"
    assert text_of(priced(PriceKind.KEEP, BASE, "gafsa", ())) == "takes no more travel"


def test_more_of_a_rule_brings_something_or_nothing():
    assert text_of(priced(PriceKind.LATER_END, BASE)) == "brings nothing"
    assert text_of(priced(PriceKind.LATER_END, better(value=1))) == "1 more value"


def test_what_is_not_proved_is_not_told_as_certain():
    price = priced(PriceKind.LATER_END, better(minutes=-5), status=PriceStatus.FOUND)
    assert text_of(price) == "5 min less travel (as far as found in time)"
    proved = priced(PriceKind.LATER_END, better(minutes=-5))
    assert text_of(proved, status=PriceStatus.FOUND).endswith("(as far as found in time)")


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (PriceStatus.IMPOSSIBLE, "Proved impossible"),
        (PriceStatus.NOT_FOUND, "No plan was found in time"),
    ],
)
def test_impossible_and_not_found_are_different_words(status, expected):
    assert text_of(priced(PriceKind.LATER_END, None, status=status)) == expected


def test_a_failure_is_told_with_its_reason():
    price = priced(
        PriceKind.LATER_END, None, status=PriceStatus.FAILED, failure=msg("too many events")
    )
    assert text_of(price) == "This could not be tried: too many events"


def test_columns_have_signs_and_the_row_says_whether_it_helps():
    price = leaving_out(value=-1, minutes=-88, road_km=91.0, money=None, co2_kg=None)
    row = price_row(listed(price), price, ENGLISH)
    assert (row.value, row.travel.replace("\u00a0", " "), row.money, row.co2) == (
        "\u22121",
        "\u22121 h 28",
        "",
        "",
    )
    assert row.distance == "\u2212100\u00a0km"
    assert (row.travel_minutes, row.is_exact, row.helps) == (-88, True, False)
    helping = priced(PriceKind.LATER_END, better(minutes=-1))
    assert price_row(listed(helping), helping, ENGLISH).helps


def test_money_is_a_column_when_both_are_known():
    base = replace(BASE, money=1000.0, currency="EUR", co2_kg=50.0)
    price = priced(PriceKind.LATER_END, replace(base, money=990.4, co2_kg=47.0))
    row = price_row(listed(price, base=base), price, ENGLISH)
    assert (row.money, row.co2) == ("\u221210\u00a0€", "\u22123\u00a0kg")


def test_a_ship_is_named_with_its_hour_when_it_helps():
    ship = priced(PriceKind.SAILING, better(minutes=-5), "sfax-port", (SHIP,), date=TUESDAY)
    row = price_row(listed(ship), ship, language("fr"))
    assert "10:15" in row.label
    useless = replace(ship, figures=BASE)
    row = price_row(listed(useless), useless, ENGLISH)
    assert row.label == "Have one more ship sail from Port de Sfax on Tuesday 10 March"
    assert row.text == "brings nothing"


def test_the_list_is_in_sections_and_what_saves_most_comes_first():
    prices = (
        leaving_out("sbeitla", value=-1, minutes=-10),
        leaving_out("sfax", value=-1, minutes=-20),
        priced(PriceKind.KEEP, BASE, "gafsa", ()),
        priced(PriceKind.LATER_END, BASE),
    )
    text = price_list_text(listed(*prices), ENGLISH)
    assert [row.subject for row in text.leave_out] == ["sfax", "sbeitla"]
    assert [row.subject for row in text.keep] == ["gafsa"]
    assert [row.kind for row in text.more] == [PriceKind.LATER_END]
    assert text.notes == ()
    assert text.headline == ("Each of the 4 changes was made by itself and the tour planned anew.")


def test_a_list_on_its_way_says_how_far_it_is():
    text = price_list_text(listed(leaving_out(), wanted=30), ENGLISH)
    assert text.headline == "1 of 30 changes have been tried so far, each by itself."


def test_a_plan_that_is_not_the_best_is_told():
    text = price_list_text(listed(base=better(minutes=-63)), ENGLISH)
    assert (
        text.notes[0]
        .replace("\u00a0", " ")
        .startswith(
            "This plan is not the best one of its tour: planned anew without any change it has value 3"
            " and 3 h 20 of travel."
        )
    )


def test_a_plan_that_the_tour_does_not_allow_is_told():
    text = price_list_text(listed(base=better(value=-1)), ENGLISH)
    assert "the plan breaks a rule" in text.notes[0]
    none = PriceList(
        sample_tour(),
        BASE,
        Price(PriceKind.AS_IT_IS, "", (), PriceStatus.IMPOSSIBLE),
        (),
        3,
        (msg("The engine is silent"),),
    )
    assert price_list_text(none, ENGLISH).notes == (
        "The tour as it is has no plan: this one breaks a rule.",
        "The engine is silent",
    )


def test_a_search_that_ended_early_blames_nobody():
    worse = listed(base=better(value=-1), status=PriceStatus.FOUND)
    assert price_list_text(worse, ENGLISH).notes == ()
    assert worse.base == BASE
