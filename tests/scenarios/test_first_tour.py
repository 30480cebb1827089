"""The tour that README.md lets a newcomer make: its list is read, and its plan is as promised."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from caravan.files.editing.head import set_end, set_start
from caravan.files.editing.new_tour import new_files
from caravan.files.editing.towns import NewTown, add_towns, new_ids
from caravan.files.read_tour import tour_of
from caravan.geocoding.pasted_names import pasted_names
from caravan.plan.check import check_plan
from caravan.plan.infeasible import Infeasible
from caravan.plan.plan import Plan, Status
from caravan.planning.solve import solve

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")

# The points that the world's index gives (GeoNames, CC BY 4.0), El Hamma being the one of Gabès.
POINTS = {
    "Gafsa": (34.425, 8.78417),
    "Métlaoui": (34.32081, 8.40157),
    "Tozeur": (33.91968, 8.13352),
    "Nefta": (33.87309, 7.87765),
    "Kébili": (33.70439, 8.96903),
    "Douz": (33.46632, 9.0203),
    "El Hamma": (33.89152, 9.79629),
    "Gabès": (33.88146, 10.0982),
    "Matmata": (33.54445, 9.97157),
    "Médenine": (33.35495, 10.50548),
    "Tataouine": (32.92967, 10.45177),
    "Zarzis": (33.50398, 11.11215),
}


def pasted() -> tuple[str, ...]:
    """The names of the list in the README, as the page New tour reads them."""
    block = re.search(r"```text\n(.*?)```", README, re.DOTALL)
    assert block is not None
    answer = pasted_names(block[1])
    assert answer.notes == ()
    return tuple(name.text for name in answer.names)


def answer_for(last_day: date) -> Plan | Infeasible:
    """The plan of a new tour of these towns from a Monday on, nothing else being changed."""
    files = new_files("0123abcd", {"fr": "Tournée"}, "fr", date(2027, 3, 8), last_day)
    towns = [
        NewTown({"fr": name}, latitude=POINTS[name][0], longitude=POINTS[name][1], country="TN")
        for name in pasted()
    ]
    ids = new_ids(files, towns)
    files = set_end(set_start(add_towns(files, towns), ids[0]), ids[-1])
    return solve(tour_of(files))


def test_the_list_is_read_as_twelve_towns():
    assert pasted() == tuple(POINTS)


def test_five_days_are_enough_and_the_plan_is_proved_best():
    plan = answer_for(date(2027, 3, 12))
    assert isinstance(plan, Plan)
    assert plan.status is Status.OPTIMAL
    assert len(plan.kept) == 12
    assert check_plan(plan) == ()
    assert plan.objective.travel_minutes == 10 * 60 + 48
    assert "Five days are enough: 10 h 48 on the road, and proved best" in README


def test_four_days_are_proved_impossible():
    answer = answer_for(date(2027, 3, 11))
    assert isinstance(answer, Infeasible)
    assert answer.proved
    assert "With four, it says that\n   no plan exists, and that this is proved" in README
