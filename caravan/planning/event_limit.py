"""How many events can be planned together."""

from __future__ import annotations

from caravan.errors import CaravanError, msg
from caravan.planning.day_routes import MAX_EVENTS
from caravan.tour.tour import Tour


def refuse_too_many(tour: Tour) -> None:
    """Raises CaravanError for a tour with more events than can be planned together."""
    if len(tour.events) > MAX_EVENTS:
        raise CaravanError(
            msg(
                "the tour has {count} events, at most {limit} can be planned together",
                count=len(tour.events),
                limit=MAX_EVENTS,
            )
        )
