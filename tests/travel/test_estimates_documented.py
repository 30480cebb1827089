"""How rough estimates are: docs/routing.md says what our own roads say."""

import re
import statistics
from itertools import combinations
from pathlib import Path

from caravan.files.read_tour import read_tour
from caravan.tour.place import PlaceKind
from caravan.tour.road import TravelEstimate
from caravan.travel.great_circle import estimated_route
from caravan.travel.leg import Source
from caravan.travel.network import NetworkRoads

ROOT = Path(__file__).parents[2]
DOCUMENT = (ROOT / "docs" / "routing.md").read_text(encoding="utf-8")


def _errors() -> dict[str, list[float]]:
    """How far the estimate is off, per cent, for each pair of towns that a road joins."""
    tour = read_tour(ROOT / "data" / "schedule.yaml")
    assert tour.estimate == TravelEstimate(1.2, 65)
    roads = NetworkRoads(tour)
    errors: dict[str, list[float]] = {"kilometres": [], "minutes": []}
    for a, b in combinations([p for p in tour.places if p.kind is PlaceKind.TOWN], 2):
        road = roads.route(a.id, b.id)
        if road is not None and road.source is Source.ROADS:
            guess = estimated_route(a, b, tour.estimate)
            errors["kilometres"].append(100 * abs(guess.km / road.km - 1))
            errors["minutes"].append(100 * abs(guess.minutes / road.minutes - 1))
    return {name: sorted(found) for name, found in errors.items()}


def test_the_document_says_how_far_estimates_are_off_on_our_own_roads():
    rows = re.findall(
        r"^\| (kilometres|minutes) \| ([\d.]+) % \| ([\d.]+) % \| ([\d.]+) % \|$",
        DOCUMENT,
        re.MULTILINE,
    )
    errors = _errors()
    expected = []
    for name, found in errors.items():
        ninth = found[int(0.9 * len(found))]
        figures = f"{statistics.median(found):.1f}", f"{ninth:.1f}", f"{found[-1]:.0f}"
        expected.append((name, *figures))
    assert rows == expected
    assert f"all {len(errors['minutes'])} pairs of towns" in DOCUMENT


def test_the_document_says_which_estimate_is_taken_unless_told_otherwise():
    usual = TravelEstimate()
    assert (
        f"caravan takes {usual.detour_factor:g} kilometres of road for one of the great circle, at "
        f"{usual.speed_kmh:g} km/h."
    ) in " ".join(DOCUMENT.split())
