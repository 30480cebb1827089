"""What the checker looks up while it goes through a plan."""

from __future__ import annotations

from functools import cached_property

from caravan.plan.check.happened import Happened
from caravan.plan.check.network import RoadNetwork
from caravan.plan.plan import Precedent
from caravan.tour.event import Event
from caravan.tour.ferry import Ferry
from caravan.tour.place import Place, PlaceKind
from caravan.tour.tour import Tour


class Reference:
    """A tour by its ids, and what had happened when the plan was made."""

    def __init__(self, tour: Tour, precedent: Precedent | None = None) -> None:
        self.tour = tour
        self.happened = Happened(precedent, tour.zone)
        self.places: dict[str, Place] = {place.id: place for place in tour.places}
        self.events: dict[str, Event] = {event.id: event for event in tour.events}
        self.ferries: dict[str, Ferry] = {ferry.id: ferry for ferry in tour.ferries}

    @cached_property
    def network(self) -> RoadNetwork:
        """The tour's roads and ferries."""
        return RoadNetwork(self.tour)

    def is_town(self, id_: str) -> bool:
        """Whether this is a known town."""
        place = self.places.get(id_)
        return place is not None and place.kind is PlaceKind.TOWN

    def great_circle_km(self, a: str, b: str) -> float:
        """Kilometres between two known places on the sphere (geopy's, radius 6371.009 km)."""
        from geopy.distance import great_circle

        return float(great_circle(self.places[a].point, self.places[b].point).km)
