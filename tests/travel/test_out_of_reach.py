"""Which towns no day can reach, by the tour's own roads and estimates."""

from __future__ import annotations

from dataclasses import replace

from samples import sample_tour

from caravan.travel.out_of_reach import OutOfReach, out_of_reach

# At the wheel it takes 150 minutes from Sbeitla to Sfax, and 38 from there to Kerkennah: 8 to the
# port and 30 on the island; at sea nobody drives. Gafsa is optional.
TOUR = sample_tour()


def _with_limit(minutes: int, **changes):
    return replace(TOUR, rules=replace(TOUR.rules, max_driving_minutes=minutes), **changes)


def test_every_town_is_within_reach_of_another_within_the_limit():
    assert out_of_reach(TOUR) == ()
    assert out_of_reach(_with_limit(150)) == ()


def test_a_town_that_is_more_driving_than_a_day_has_from_the_nearest_is_out_of_reach():
    # The ship sails one way only: Sfax is not reached from the island.
    assert out_of_reach(_with_limit(149)) == (OutOfReach("sfax", "sbeitla", 150),)


def test_driving_to_and_from_a_ferry_counts_and_the_crossing_does_not():
    assert OutOfReach("kerkennah", "sfax", 38) in out_of_reach(_with_limit(37))
    assert OutOfReach("kerkennah", "sfax", 38) not in out_of_reach(_with_limit(38))


def test_a_town_without_any_way_to_it_is_not_measured():
    alone = tuple(place for place in TOUR.places if place.kind.value != "port")
    assert out_of_reach(replace(TOUR, places=alone, ferries=(), roads=TOUR.roads[:2])) == ()


def test_an_optional_town_far_away_stands_in_nobodys_way():
    # Gafsa is 95 km from Sbeitla as the crow flies: no guess makes that 37 minutes.
    assert all(found.town != "gafsa" for found in out_of_reach(_with_limit(37)))
