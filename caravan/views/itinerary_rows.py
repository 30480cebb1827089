"""From a day's items to the rows that people read."""

from __future__ import annotations

from dataclasses import dataclass

from caravan.language.language import Language
from caravan.plan.day import Day, Item, Stop, StopKind
from caravan.tour.event import Event
from caravan.tour.place import PlaceKind
from caravan.tour.tour import Tour
from caravan.travel.leg import Leg, LegKind
from caravan.views.night_change import night_change
from caravan.views.source_text import source_text
from caravan.views.timeline import Row, RowKind
from caravan.views.waiting import why_waiting

# A break that begins between these minutes after midnight is lunch.
_LUNCH = range(11 * 60, 15 * 60)


@dataclass(frozen=True, slots=True)
class DayRows:
    """The rows of one day in one language.

    Attributes:
        numbers: number of each event by its id.
    """

    tour: Tour
    day: Day
    numbers: dict[str, int]
    language: Language

    def rows(self) -> tuple[Row, ...]:
        """All rows in order of time; the last one tells where the day ends."""
        rows: list[Row] = []
        for index, item in enumerate(self.day.items):
            before = self.day.items[index - 1] if index else None
            after = self.day.items[index + 1] if index + 1 < len(self.day.items) else None
            if isinstance(item, Stop):
                rows.append(self._stop(index, item))
                continue
            if item.kind is LegKind.DRIVE and self._sets_out(before, item):
                rows.append(self._departure(item))
            rows.append(self._leg(item))
            if self._has_come_to_stay(item, after):
                rows.append(self._arrival(item))
        if not rows:
            rows.append(self._rest())
        return (*rows, self._evening(rows[-1].ends))

    def _sets_out(self, before: Item | None, leg: Leg) -> bool:
        """Whether this leg starts a journey, rather than carries one on through a port."""
        return not isinstance(before, Leg) and self._is_town(leg.origin)

    def _has_come_to_stay(self, leg: Leg, after: Item | None) -> bool:
        """Whether the arrival is worth a row: not when it is the minute of the event itself."""
        if isinstance(after, Leg) or not self._is_town(leg.destination):
            return False
        return after is None or after.kind is not StopKind.EVENT

    def _is_town(self, id_: str) -> bool:
        return self.tour.place(id_).kind is PlaceKind.TOWN

    def _town(self, id_: str) -> str:
        return self.language.name(self.tour.place(id_).names)

    def _departure(self, leg: Leg) -> Row:
        town = self._town(leg.origin)
        label = self.language.text("Departure from {town}", town=town)
        return Row(RowKind.DEPARTURE, leg.begins, leg.begins, leg.origin, town, label)

    def _arrival(self, leg: Leg) -> Row:
        town = self._town(leg.destination)
        label = self.language.text("Arrival in {town}", town=town)
        return Row(RowKind.ARRIVAL, leg.ends, leg.ends, leg.destination, town, label)

    def _leg(self, leg: Leg) -> Row:
        _ = self.language.text
        origin, destination = self._town(leg.origin), self._town(leg.destination)
        via = tuple(self._town(id_) for id_ in leg.path[1:-1])
        if leg.kind is LegKind.FERRY:
            kind, detail = RowKind.SAILING, self._ferry(leg)
            label = _(
                "Crossing from {origin} to {destination}", origin=origin, destination=destination
            )
        else:
            kind = RowKind.DRIVE
            detail = _("via {places}", places=self.language.listing(via)) if via else ""
            label = _("Road from {origin} to {destination}", origin=origin, destination=destination)
        return Row(
            kind,
            leg.begins,
            leg.ends,
            leg.destination,
            destination,
            label,
            detail,
            origin=origin,
            destination=destination,
            via=via,
            km=leg.km,
            source=source_text(leg, self.tour, self.language),
            is_estimate=leg.is_estimate,
        )

    def _ferry(self, leg: Leg) -> str:
        for ferry in self.tour.ferries:
            if ferry.id == leg.ferry:
                name = self.language.name(ferry.names)
                return f"{name} ({ferry.operator})" if ferry.operator else name
        return ""

    def _stop(self, index: int, stop: Stop) -> Row:
        _ = self.language.text
        town = self._town(stop.place)
        times = (stop.begins, stop.ends, stop.place, town)
        if stop.kind is StopKind.EVENT:
            return self._event(stop, town)
        if stop.kind is StopKind.BREAK:
            if stop.begins in _LUNCH:
                return Row(RowKind.BREAK, *times, _("Lunch break in {town}", town=town))
            return Row(RowKind.BREAK, *times, _("Break in {town}", town=town))
        why = why_waiting(self.tour, self.day, index, self.language)
        if why.is_boarding:
            return Row(RowKind.BOARDING, *times, _("Boarding at {port}", port=town), why.text)
        if why.is_free:
            return Row(RowKind.WAIT, *times, _("Free time in {town}", town=town), why.text)
        return Row(RowKind.WAIT, *times, _("Waiting in {town}", town=town), why.text)

    def _event(self, stop: Stop, town: str) -> Row:
        event = self.tour.event(stop.event)
        return Row(
            RowKind.EVENT,
            stop.begins,
            stop.ends,
            stop.place,
            town,
            self.language.text("Event in {town}", town=town),
            self._venue(event),
            number=self.numbers[stop.event],
            event=stop.event,
            partners=event.partners,
        )

    def _venue(self, event: Event) -> str:
        return self.language.name(event.venue) if event.venue else ""

    def _rest(self) -> Row:
        town = self._town(self.day.start)
        hours = self.tour.rules.hours
        label = self.language.text("Rest day in {town}", town=town)
        return Row(RowKind.REST, hours.begins, hours.ends, self.day.start, town, label)

    def _evening(self, minute: int) -> Row:
        _ = self.language.text
        id_ = self.day.overnight
        town = self._town(id_)
        if self.day.date == self.tour.last_day:
            return Row(
                RowKind.END, minute, minute, id_, town, _("The tour ends in {town}", town=town)
            )
        label = _("Night in {town}", town=town)
        detail = night_change(self.tour, self.day.date, self.language)
        return Row(RowKind.NIGHT, minute, minute, id_, town, label, detail)
