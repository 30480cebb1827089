"""A comparison for programs: the sample plan beside one without its event in Sfax."""

from __future__ import annotations

import json
from dataclasses import replace

from samples import sample_plan

from caravan.files.comparison_json import comparison_to_data
from caravan.plan.comparison import compare
from caravan.plan.plan import Team
from caravan.tour.rates import Rates


def without_sfax(rates=None):
    plan = sample_plan()
    monday, tuesday = plan.days
    items = tuple(i for i in tuesday.items if getattr(i, "event", "") != "sfax")[2:]
    days = (replace(monday, overnight="gafsa"), replace(tuesday, start="gafsa", items=items))
    tour = replace(plan.tour, rates=rates) if rates else plan.tour
    return replace(plan, tour=tour, teams=(Team("team-1", days),))


def test_the_figures_of_each_plan_are_there():
    data = comparison_to_data(compare([sample_plan(), without_sfax()]), ["a", "b"])
    first, second = data["plans"]
    assert (first["name"], first["tour"], first["status"]) == ("a", "sample", "feasible")
    assert first["figures"] == {
        "events_kept": 3,
        "towns_kept": 3,
        "value": 3,
        "teams": 1,
        "days_used": 2,
        "driving_minutes": 188,
        "sailing_minutes": 75,
        "travel_minutes": 263,
        "road_km": 191.0,
        "sea_km": 20.4,
        "nights_away": 1,
        "beds": 1,
        "longest_travel_minutes": 150,
        "shortest_travel_minutes": 113,
        "travel_deviation": 18.5,
        "longest_work_minutes": 540,
        "money": None,
        "currency": None,
        "co2_kg": None,
    }
    assert second["figures"]["events_kept"] == 2


def test_differences_are_those_to_the_first():
    data = comparison_to_data(compare([sample_plan(), without_sfax()]), ["a", "b"])
    (found,) = data["differences"]
    assert found["name"] == "b"
    assert (found["figures"]["value"], found["figures"]["travel_minutes"]) == (-1, 0)
    assert found["figures"]["money"] is None
    assert found["events"] == [
        {
            "change": "left-out",
            "event": "sfax",
            "town": "sfax",
            "before": "2020-03-10T08:30:00+01:00",
            "after": None,
        }
    ]
    assert found["nights"] == [{"date": "2020-03-09", "before": ["sfax"], "after": ["gafsa"]}]
    assert found["broken_promises"] == [{"event": "sfax", "breach": "left-out", "weight": 16}]
    assert (found["legs_before"], found["legs_after"]) == ([], [])


def test_legs_of_one_plan_only_name_their_ends():
    monday, tuesday = sample_plan().days
    shorter = replace(sample_plan(), teams=(Team("team-1", (monday,)),))
    data = comparison_to_data(compare([sample_plan(), shorter]), ["a", "b"])
    assert data["differences"][0]["legs_before"] == [
        {"team": "team-1", "date": "2020-03-10", "kind": kind, "from": origin, "to": destination}
        for kind, origin, destination in (
            ("drive", "sfax", "sfax-port"),
            ("ferry", "sfax-port", "sidi-youssef"),
            ("drive", "sidi-youssef", "kerkennah"),
        )
    ]
    assert len(tuesday.legs) == 3


def test_money_of_two_currencies_has_no_difference():
    rates = Rates("EUR", km=1, sailing_km=1, night=1, day=1)
    first = replace(sample_plan(), tour=replace(sample_plan().tour, rates=rates))
    other = without_sfax(replace(rates, currency="TND"))
    data = comparison_to_data(compare([first, other]), ["a", "b"])
    assert data["plans"][1]["figures"]["money"] == 214.4  # 191 + 20.4 + 1 + 2
    assert data["differences"][0]["figures"]["money"] is None
    json.dumps(data, allow_nan=False)
