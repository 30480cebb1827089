"""Tables that an engine refuses as a whole, asked for in parts."""

from itertools import pairwise

import pytest
from samples import place

from caravan.errors import msg
from caravan.travel.engines.asking import Asking
from caravan.travel.engines.engine import Figures
from caravan.travel.engines.failure import EngineFailure, PlacesRefused
from caravan.travel.great_circle import great_circle_km

# On a meridian, a degree (111 km) apart.
PLACES = [place(f"p{n}", f"P{n}", "", (30.0 + n, 10.0)) for n in range(8)]


class Refusing:
    """An engine that refuses tables with strangers in them, and with pairs too far apart."""

    def __init__(self, strangers=(), most_km=10_000, regions=()):
        self.strangers = set(strangers)
        self.most_km = most_km
        self.regions = regions
        self.asked = []

    def table(self, origins, destinations):
        self.asked.append((len(origins), len(destinations)))
        both = {place.id for place in (*origins, *destinations)}
        split = any(both & region and both - region for region in self.regions)
        apart = max(great_circle_km(a, b) for a in origins for b in destinations)
        if both & self.strangers or apart > self.most_km or split:
            raise PlacesRefused(msg("No."), too_far_apart=apart > self.most_km)
        return [[_figures(a, b) for b in destinations] for a in origins]


def _figures(a, b):
    return Figures(60.0 * great_circle_km(a, b), 1000.0 * great_circle_km(a, b))


def _expected(known):
    return [[_figures(a, b) if known(a, b) else None for b in PLACES] for a in PLACES]


def test_a_table_that_is_answered_is_asked_for_once():
    engine = Refusing()
    assert Asking(engine, 10).table(PLACES, PLACES) == _expected(lambda a, b: True)
    assert engine.asked == [(8, 8)]


@pytest.mark.parametrize("strangers", [{"p0"}, {"p7"}, {"p2", "p5"}])
def test_a_place_that_the_engine_does_not_know_costs_its_own_figures_alone(strangers):
    engine = Refusing(strangers)
    table = Asking(engine, 10).table(PLACES, PLACES)
    assert table == _expected(lambda a, b: not {a.id, b.id} & strangers)
    # All together, each alone, and those that are known together.
    left = 8 - len(strangers)
    assert engine.asked == [(8, 8), *[(1, 1)] * 8, (left, left)]


def test_origins_and_destinations_may_be_others():
    engine = Refusing({"p6"})
    table = Asking(engine, 10).table(PLACES[:3], PLACES[5:])
    assert table == [[_figures(a, PLACES[5]), None, _figures(a, PLACES[7])] for a in PLACES[:3]]


def test_an_engine_that_knows_no_place_has_no_figures():
    everywhere = {place.id for place in PLACES}
    assert Asking(Refusing(everywhere), 10).table(PLACES, PLACES) == [[None] * 8] * 8


def test_no_place_known_on_one_side_leaves_the_table_empty():
    assert Asking(Refusing({"p7"}), 10).table(PLACES[:2], PLACES[7:]) == [[None], [None]]
    assert Asking(Refusing({"p0"}), 10).table(PLACES[:1], PLACES[6:]) == [[None, None]]


def test_pairs_too_far_apart_have_no_figures_and_all_others_have():
    engine = Refusing(most_km=400)
    table = Asking(engine, 10).table(PLACES, PLACES)
    # Four degrees are 445 km, three are 334.
    assert table == _expected(lambda a, b: abs(a.latitude - b.latitude) <= 3)
    # All, each alone, all known ones; then the first row down to the first place too far away,
    # which is p4 (8, 4, 4, 2, 1), and one request for each other row.
    assert engine.asked[:10] == [(8, 8), *[(1, 1)] * 8, (8, 8)]
    assert engine.asked[10:] == [(1, n) for n in (8, 4, 4, 2, 1, 5, 6, 7, 7, 6, 5, 4)]


def test_places_on_roads_that_do_not_meet_have_figures_on_their_own_side():
    island = {"p3", "p4"}
    engine = Refusing(regions=(island,))
    table = Asking(engine, 10).table(PLACES, PLACES)
    assert table == _expected(lambda a, b: (a.id in island) == (b.id in island))


def test_parts_are_asked_for_only_so_long(monkeypatch):
    clock = iter(range(100))
    monkeypatch.setattr("caravan.travel.engines.asking.time.monotonic", lambda: next(clock))
    engine = Refusing(most_km=400)
    with pytest.raises(EngineFailure, match=r"^The routing engine is too slow\.$"):
        Asking(engine, 5).table(PLACES, PLACES)
    assert len(engine.asked) == 5


def test_another_failure_ends_the_asking():
    class Broken(Refusing):
        def table(self, origins, destinations):
            if self.asked:
                raise EngineFailure(msg("Gone."))
            return super().table(origins, destinations)

    with pytest.raises(EngineFailure, match=r"^Gone\.$"):
        Asking(Broken({"p1"}), 10).table(PLACES, PLACES)


def test_the_places_of_this_test_are_a_degree_apart():
    assert all(
        great_circle_km(a, b) == pytest.approx(111.195, abs=0.01) for a, b in pairwise(PLACES)
    )
