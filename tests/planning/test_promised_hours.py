"""Events brought back towards their promised minutes, by hand: never at the cost of ship or break."""

from __future__ import annotations

from dataclasses import replace

from samples import MONDAY, TUESDAY, sample_plan, sample_tour

from caravan.plan.day import Day, Stop, StopKind
from caravan.plan.promise import Promise
from caravan.planning.promised_hours import as_promised


def begins(day, event):
    (stop,) = (stop for stop in day.events if stop.event == event)
    return stop.begins


def tuesday(first):
    """Sfax for an hour from this minute, then the ship of 12:15 to Kerkennah."""
    *_, to_port, _, sailing, on_island, kerkennah = sample_plan().teams[0].days[1].items
    items = (
        Stop(StopKind.EVENT, "sfax", first, first + 60, event="sfax"),
        replace(to_port, begins=first + 60, ends=first + 68),
        Stop(StopKind.WAIT, "sfax-port", first + 68, 735),
        replace(sailing, begins=735, ends=810),
        replace(on_island, begins=810, ends=840),
        Stop(StopKind.WAIT, "kerkennah", 840, 960),
        kerkennah,
    )
    return Day(TUESDAY, "sfax", "kerkennah", items)


def test_who_has_to_board_half_an_hour_before_is_not_held_up_until_the_ship_sails():
    tour = sample_tour()
    tour = replace(tour, rules=replace(tour.rules, pause=None))
    # At the port at 11:45, after 8 minutes: the event that begins at 10:30 may be 7 minutes later.
    day = as_promised(tour, tuesday(630), (Promise("sfax", TUESDAY, 640),))
    assert begins(day, "sfax") == 637
    assert day.items == tuesday(637).items
    day = as_promised(tour, tuesday(630), (Promise("sfax", TUESDAY, 635),))
    assert begins(day, "sfax") == 635


def test_an_event_does_not_take_the_hour_in_which_everybody_eats():
    *_, to_sfax = sample_plan().teams[0].days[0].items

    def monday(first):
        items = (
            Stop(StopKind.EVENT, "sbeitla", first, first + 120, event="sbeitla"),
            Stop(StopKind.WAIT, "sbeitla", first + 120, 780),
            to_sfax,
        )
        return Day(MONDAY, "sbeitla", "sfax", items)

    # Free until 13:00: an hour between 12:00 and 14:30 is left when the event ends at noon.
    promise = (Promise("sbeitla", MONDAY, 612),)
    assert begins(as_promised(sample_tour(), monday(594), promise), "sbeitla") == 600
    assert as_promised(sample_tour(), monday(600), promise) == monday(600)
