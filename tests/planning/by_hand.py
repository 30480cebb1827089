"""What people set by hand, drawn for tiny tours: pins, orders, forbidden pairs, refused dates."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st
from planning.tiny_tours import Example, tiny_tours

from caravan.errors import ImpossibleValue
from caravan.tour.pin import Pin


@st.composite
def tours_set_by_hand(draw: st.DrawFn) -> Example:
    """Tiny tours with some things set by hand; what contradicts itself is left out."""
    tour = draw(tiny_tours()).tour
    ids = [event.id for event in tour.events]
    orders = draw(st.lists(st.permutations(ids).map(lambda p: tuple(p[:3])), max_size=2))
    pairs = draw(st.lists(st.permutations(ids).map(lambda p: (p[0], p[1])), max_size=2))
    for order in orders:
        try:
            tour = replace(tour, orders=(*tour.orders, order))
        except ImpossibleValue:
            continue
    tour = replace(tour, forbidden_pairs=tuple(pairs))
    events = []
    for event in tour.events:
        pinned = draw(st.sampled_from((False, False, False, True)))
        refused = draw(st.sampled_from((False, False, True)))
        try:
            changed = event
            if refused:
                changed = replace(changed, not_on=(draw(st.sampled_from(tour.dates)),))
            if pinned:
                hour = draw(st.none() | st.integers(0, 30))
                changed = replace(changed, pin=Pin(draw(st.sampled_from(tour.dates)), hour))
        except ImpossibleValue:
            changed = event
        events.append(changed)
    return Example(replace(tour, events=tuple(events)))
