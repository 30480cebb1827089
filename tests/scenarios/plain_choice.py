"""The best choice of days of a real tour, by a plain programme over (place, events held).

Every choice that might cost no more than a given travel is looked at, so the answer is the best of
all if it is found at all. What keeps it quick is one simple bound: the least travel with which the
days left can hold as many more events as are still missing, whichever they are.
"""

from __future__ import annotations

from caravan.tour.tour import Tour

Days = list[dict[str, list[tuple[int, str, int]]]]
"""For each date, by first place: (events held as bits, last place, travel minutes)."""

_NEVER = 10**9


def least_travel_of_all_events(tour: Tour, days: Days, most: int) -> tuple[int, int] | None:
    """Least (travel, balance) of a choice that holds every event, None if all exceed `most`."""
    count = len(tour.events)
    everything = (1 << count) - 1
    to_come = _least_to_come(tour, days)
    states = {(tour.start, 0): (0, 0)}
    for number, day in enumerate(days):
        longer: dict[tuple[str, int], tuple[int, int]] = {}
        for (place, held), (travel, balance) in states.items():
            for mask, night, minutes in day.get(place, ()):
                onward = to_come[number + 1].get(night)
                if mask & held or onward is None:
                    continue
                missing = count - (held | mask).bit_count()
                if travel + minutes + onward[missing] > most:
                    continue
                new = (travel + minutes, balance + minutes**2)
                key = (night, held | mask)
                longer[key] = min(new, longer.get(key, new))
        states = longer
    return states.get((tour.end, everything))


def _least_to_come(tour: Tour, days: Days) -> list[dict[str, list[int]]]:
    """By date and place the least travel of the days left, for each number of events to hold."""
    count = len(tour.events)
    result: list[dict[str, list[int]]] = [{} for _ in range(len(days) + 1)]
    result[-1][tour.end] = [0] + [_NEVER] * count
    for number in reversed(range(len(days))):
        for place, columns in days[number].items():
            least = [_NEVER] * (count + 1)
            for mask, night, minutes in columns:
                onward = result[number + 1].get(night, [])
                for more, travel in enumerate(onward[: count + 1 - mask.bit_count()]):
                    total = more + mask.bit_count()
                    least[total] = min(least[total], travel + minutes)
            result[number][place] = least
    return result
