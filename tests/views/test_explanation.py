"""Why there is no plan and what would help, in words that claim no more than is known."""

from __future__ import annotations

from dataclasses import replace

import pytest
from samples import MONDAY, TUESDAY, sample_plan, sample_tour

from caravan.language.language import LANGUAGES, language
from caravan.plan.conflict import Conflict, Shortage, Wish, WishKind
from caravan.plan.infeasible import Infeasible
from caravan.plan.plan import Bound, Status
from caravan.plan.repair import Explanation, Repair, RepairKind
from caravan.tour.adjustment import AddBed, WidenDay
from caravan.tour.event import Event
from caravan.tour.opening import Hours, TimeWindow
from caravan.tour.pin import Pin
from caravan.tour.place import PlaceKind
from caravan.tour.tour import Tour
from caravan.views.explanation import explanation_text, kind_text
from caravan.views.wish_text import wish_text

K = WishKind
NOON = TimeWindow(MONDAY, Hours(540, 840))
ENGLISH = language("en")
PROVED = Infeasible(proved=True)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def with_event(id_: str, **changes: object) -> Tour:
    tour = sample_tour()
    events = tuple(replace(e, **changes) if e.id == id_ else e for e in tour.events)
    return replace(tour, events=events)


def reason(*wishes: Wish, tour: Tour | None = None) -> str:
    explanation = Explanation(PROVED, Conflict(wishes))
    return plain(explanation_text(explanation, tour or sample_tour(), ENGLISH).reason)


def keep(*events: str) -> list[Wish]:
    return [Wish(K.KEEP, (event,)) for event in events]


def test_three_towns_and_two_rules_are_one_sentence() -> None:
    tour = with_event("sbeitla", date=MONDAY)
    found = reason(
        *keep("sbeitla", "sfax", "kerkennah"),
        Wish(K.DATE, ("sbeitla",)),
        Wish(K.OPENING, ("sfax",)),
        Wish(K.DRIVING_LIMIT),
        Wish(K.WORKING_HOURS),
        tour=tour,
    )
    assert found == (
        "Sbeïtla (only on Monday 9 March), Sfax (when its host is open) and Kerkennah cannot all "
        "be kept with at most 5 h of driving a day and days from 08:00 to 19:00."
    )


def test_two_towns_cannot_both_be_kept() -> None:
    assert reason(*keep("sbeitla", "sfax")) == "Sbeïtla and Sfax cannot both be kept."
    assert reason(*keep("sbeitla", "sfax"), Wish(K.BREAK)) == (
        "Sbeïtla and Sfax cannot both be kept with a break of 1 h."
    )


def test_one_town_cannot_be_kept() -> None:
    assert reason(*keep("sfax")) == "Sfax cannot be kept."
    assert reason(*keep("sfax"), Wish(K.BEDS)) == (
        "Sfax cannot be kept with nights only where there are beds."
    )


def test_what_was_set_by_hand_is_named_beside_the_towns() -> None:
    found = reason(
        *keep("sbeitla", "sfax", "kerkennah"),
        Wish(K.ORDER, ("sfax", "sbeitla")),
        Wish(K.FORBIDDEN_PAIR, ("sfax", "kerkennah")),
    )
    assert found == (
        "Sbeïtla, Sfax, Kerkennah, the order Sfax and Sbeïtla and Sfax and Kerkennah on different "
        "days cannot all be kept."
    )


def test_without_events_the_way_itself_is_too_much() -> None:
    assert reason(Wish(K.DRIVING_LIMIT), Wish(K.DATES)) == (
        "Even without any event, nobody gets from Sbeïtla to Kerkennah with at most 5 h of driving "
        "a day and the dates of the tour (9–10 March 2020)."
    )
    assert reason() == "Even without any event, no way leads from Sbeïtla to Kerkennah."


@pytest.mark.parametrize(
    ("kind", "changes", "text"),
    [
        (K.KEEP, {}, "Sfax"),
        (K.DATE, {"date": MONDAY}, "Sfax (only on Monday 9 March)"),
        (K.HOUR, {"begins": 540}, "Sfax (only at 09:00)"),
        (K.PIN, {"pin": Pin(TUESDAY)}, "Sfax (held fast on Tuesday 10 March)"),
        (K.PIN, {"pin": Pin(TUESDAY, 540)}, "Sfax (held fast on Tuesday 10 March at 09:00)"),
        (K.REFUSED_DATES, {"not_on": (MONDAY,)}, "Sfax (not on Monday 9 March)"),
        (
            K.REFUSED_DATES,
            {"not_on": (MONDAY.replace(day=1),)},
            "Sfax (not on the dates that its host refuses)",
        ),
        (K.OPENING, {}, "Sfax (when its host is open)"),
        (K.OPENING, {"date": MONDAY.replace(day=14)}, "Sfax (its host is closed then)"),
        (K.OPENING, {"not_on": (MONDAY, TUESDAY)}, "Sfax (its host is never open)"),
        (
            K.OPENING,
            {"pin": Pin(MONDAY, 600), "service_minutes": 240, "calendars": (), "windows": (NOON,)},
            "Sfax (its host is open then from 09:00 to 14:00)",
        ),
        (K.OPENING, {"service_minutes": 300}, "Sfax (5 h in its host's opening hours)"),
        (
            K.OPENING,
            {"calendars": (), "windows": (TimeWindow(MONDAY, Hours(480, 720)),)},
            "Sfax (its host is open only on Monday 9 March from 08:00 to 12:00)",
        ),
    ],
)
def test_a_wish_about_an_event_is_said_in_a_few_words(
    kind: WishKind, changes: dict[str, object], text: str
) -> None:
    assert plain(wish_text(Wish(kind, ("sfax",)), with_event("sfax", **changes), ENGLISH)) == text


def test_giving_up_any_one_wish_is_said_to_be_enough_when_there_are_several() -> None:
    one = explanation_text(
        Explanation(PROVED, Conflict(tuple(keep("sfax")))), sample_tour(), ENGLISH
    )
    assert not one.minimal
    wishes = tuple(keep("sfax", "gafsa"))
    many = explanation_text(Explanation(PROVED, Conflict(wishes)), sample_tour(), ENGLISH)
    assert many.minimal == (
        "As soon as any single one of these wishes is given up, the others of them fit together."
    )
    assert many.wishes == ("Sfax", "Gafsa")


def short(shortage: Shortage) -> str:
    return plain(
        explanation_text(Explanation(PROVED, shortage=shortage), sample_tour(), ENGLISH).reason
    )


def test_what_is_short_is_told_in_minutes_a_day() -> None:
    assert short(Shortage(46 * 60, 23 * 60, 30, 18)) == (
        "46 h of events and 23 h on the road and at sea need 30 min more every day than the rules "
        "give. No few towns are to blame: any 17 of them can be kept together."
    )
    assert short(Shortage(46 * 60, 23 * 60, None, 2)) == (
        "46 h of events and 23 h on the road and at sea are too much for 2 days."
    )
    assert short(Shortage(46 * 60, None, None, 2)) == "46 h of events are too much for 2 days."


def repair(status: Status, minutes: int = 263) -> Repair:
    plan = replace(sample_plan(), status=status, bound=Bound(3, minutes))
    return Repair(RepairKind.LATER_END, (WidenDay(later=30),), 60, plan)


def test_a_repair_says_what_the_plan_would_then_be() -> None:
    bed = Repair(RepairKind.ANOTHER_BED, (AddBed("sfax"),), 480, repair(Status.FEASIBLE).plan)
    tried = (RepairKind.LATER_END, RepairKind.ANOTHER_BED, RepairKind.ONE_MORE_DAY)
    explanation = Explanation(PROVED, repairs=(repair(Status.OPTIMAL), bed), tried=tried)
    found = explanation_text(explanation, sample_tour(), ENGLISH)
    then = "    Then 3 of 4 towns, 4 h 23 on the road and at sea"
    assert [plain(str(entry)) for entry in found.repairs] == [
        f"End every day 30 min later, at 19:30\n{then}: proved best.",
        f"Find beds in Sfax\n{then}: the best found so far.",
    ]
    assert found.menu == "Any one of these changes makes a plan possible, the least first:"
    assert found.unhelpful == "Proved not to be enough: one more day."
    # Of kinds that this tour has nothing of (fixed dates, orders), nothing is said.
    assert found.untried == (
        "Not decided in time: longer hours of one host on one date, days that begin up to two "
        "hours earlier, up to two hours more driving a day, one more sailing, one town less and "
        "one more team."
    )


@pytest.mark.parametrize(
    ("minutes_a_day", "bridge"),
    [
        (30, "That is so when only the length of the days may change."),
        (None, "That is so as long as nothing changes."),
    ],
)
def test_what_is_short_is_no_contradiction_to_a_small_change(
    minutes_a_day: int | None, bridge: str
) -> None:
    shortage = Shortage(46 * 60, 23 * 60, minutes_a_day, 18)
    explanation = Explanation(PROVED, shortage=shortage, repairs=(repair(Status.OPTIMAL),))
    assert explanation_text(explanation, sample_tour(), ENGLISH).menu == (
        f"{bridge} This single change makes a plan possible:"
    )


def test_no_single_change_is_said_only_when_all_were_decided() -> None:
    some = Explanation(PROVED, tried=(RepairKind.LATER_END,))
    assert explanation_text(some, sample_tour(), ENGLISH).menu == ""
    every = Explanation(PROVED, tried=tuple(RepairKind))
    assert explanation_text(every, sample_tour(), ENGLISH).menu == (
        "No single change makes a plan possible: combine several, or leave out more."
    )


def test_what_was_not_found_in_time_is_never_called_impossible() -> None:
    whole = explanation_text(Explanation(Infeasible(proved=False)), sample_tour(), ENGLISH).whole
    assert whole.startswith("Not found in time: ")
    assert "Proved" not in whole
    assert "impossible" not in whole


def test_a_tour_that_must_keep_nothing_has_a_headline_of_its_own() -> None:
    tour = sample_tour()
    tour = replace(tour, events=tuple(replace(e, required=False) for e in tour.events))
    headline = explanation_text(Explanation(PROVED), tour, ENGLISH).headline
    assert headline == "Proved impossible: nobody gets through the days of this tour."


def test_nothing_is_said_of_changes_that_the_tour_has_no_room_for() -> None:
    tour = sample_tour()
    rules = replace(tour.rules, hours=Hours(0, 1440), max_driving_minutes=1440)
    places = tuple(replace(place, can_sleep=place.kind is PlaceKind.TOWN) for place in tour.places)
    small = replace(tour, rules=rules, places=places, events=tour.events[:1], teams=8)
    tried = Explanation(PROVED, tried=tuple(RepairKind))
    assert explanation_text(tried, small, ENGLISH).unhelpful == (
        "Proved not to be enough: longer hours of one host on one date, one more sailing and one "
        "more day."
    )


def test_events_of_one_town_are_told_apart() -> None:
    tour = sample_tour()
    second = Event("evening", "sfax", 60, ("offices",))
    tour = replace(tour, events=(*tour.events, second))
    assert reason(*keep("sfax", "evening"), tour=tour) == (
        "Sfax (sfax) and Sfax (evening) cannot both be kept."
    )
    assert "No few events are to blame" in str(
        explanation_text(Explanation(PROVED, shortage=Shortage(60, 60, 15, 5)), tour, ENGLISH)
    )


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_kind_has_a_name_in_every_language(code: str) -> None:
    names = [kind_text(kind, language(code)) for kind in RepairKind]
    assert len(set(names)) == len(RepairKind)
