"""What only shows when the parts of a tour are seen together: unknown towns, doubled ids, dates."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date as Date
from datetime import timedelta

from caravan.errors import ImpossibleValue, Message, msg
from caravan.files.clock_change import clock_change
from caravan.files.event_checks import impossible
from caravan.files.hand_checks import check_orders, check_pairs
from caravan.files.network_files import PlaceList
from caravan.files.place_checks import check_columns_swapped
from caravan.files.schedule_parts import ScheduleParts
from caravan.files.wrong import FaultList, KeyPath, meant, nearest
from caravan.tour.clock import MINUTES_PER_DAY, format_clock
from caravan.tour.event import Event
from caravan.tour.names import Names
from caravan.tour.opening import Hours, TimeWindow
from caravan.tour.place import PlaceKind
from caravan.tour.rules import DayRules
from caravan.tour.tour import MAX_DAYS, Tour


def check_tour(parts: ScheduleParts, places: PlaceList, faults: FaultList) -> None:
    """Note what is wrong between the parts."""
    _Checks(parts, places, faults).run()


@dataclass(frozen=True, slots=True)
class _Checks:
    parts: ScheduleParts
    places: PlaceList
    faults: FaultList

    def run(self) -> None:
        usable = self._check_window()
        if usable:
            self._check_clocks()
        self._check_ends()
        self._check_doubles()
        check_orders(self.parts, self.faults)
        check_pairs(self.parts, self.faults)
        events = [(i, event) for i, event in self.parts.events if self._check_references(i, event)]
        probe = self._probe([event for _, event in events]) if usable and events else None
        if probe is None:
            return
        right = {calendar.id for calendar in self.parts.calendars}
        for index, event in events:
            # A calendar that is wrong by itself would make its events look impossible.
            found = impossible(probe, event) if set(event.calendars) <= right else None
            if found is not None:
                key, problem, remedy = found
                self._note(("events", index, key), problem, remedy)

    def _window(self) -> tuple[Date, Date] | None:
        head = self.parts.of_head
        return (
            (head["first_day"], head["last_day"])
            if {"first_day", "last_day"} <= set(head)
            else None
        )

    def _check_window(self) -> bool:
        window = self._window()
        if window is None:
            return False
        days = (window[1] - window[0]).days + 1
        if days < 1:
            problem = msg("the tour ends before it begins")
            self._note(("tour", "last_day"), problem, msg("Write the later date here"))
        elif days > MAX_DAYS:
            problem = msg(
                "the window of {days} days is not between 1 and {limit}", days=days, limit=MAX_DAYS
            )
            self._note(("tour", "last_day"), problem, msg("Check the year and the month"))
        return 1 <= days <= MAX_DAYS

    def _check_clocks(self) -> None:
        window, zone, rules = self._window(), self.parts.of_head.get("zone"), self.parts.rules
        if window is None or zone is None or rules is None:
            return
        first, last = window
        dates = [first + timedelta(days=number) for number in range((last - first).days + 1)]
        changed = clock_change(zone, dates, rules.hours)
        if changed is not None:
            problem = msg(
                "the clocks change on {date}, within the working hours {begins}–{ends}",
                date=changed.isoformat(),
                begins=format_clock(rules.hours.begins),
                ends=format_clock(rules.hours.ends),
            )
            remedy = msg("Begin after the change, or leave that date out of the tour")
            self._note(("rules", "hours"), problem, remedy)

    def _check_ends(self) -> None:
        head = self.parts.of_head
        for key in ("start", "end"):
            if key in head:
                self._check_town(("tour", key), head[key])
        if "zone" in head:
            check_columns_swapped(self.places.places, head["zone"], self.places.file, self.faults)

    def _check_doubles(self) -> None:
        remedy = msg("Give each its own id")
        events: set[str] = set()
        partners: set[str] = set()
        for index, event in self.parts.events:
            if event.id in events:
                problem = msg("two of one id: {kind} “{id}”", kind="event", id=event.id)
                self._note(("events", index), problem, remedy)
            events.add(event.id)
            for number, partner in enumerate(event.partners):
                if partner.id in partners:
                    problem = msg("two of one id: {kind} “{id}”", kind="partner", id=partner.id)
                    self._note(("events", index, "partners", number, "id"), problem, remedy)
                partners.add(partner.id)

    def _check_references(self, index: int, event: Event) -> bool:
        """Whether the event's town is one; its unknown calendars are noted too."""
        for number, calendar in enumerate(event.calendars):
            if calendar not in self.parts.calendar_ids:
                problem = msg("“{id}” is not a calendar of the tour", id=calendar)
                remedy = meant(calendar, self.parts.calendar_ids)
                self._note(("events", index, "open", number), problem, remedy)
        return self._check_town(("events", index, "town"), event.place)

    def _check_town(self, path: KeyPath, id_: str) -> bool:
        kinds = {place.id: place.kind for place in self.places.places}
        if self.places.ids is None or id_ in self.places.ids - kinds.keys():
            return False  # its row is wrong, and that has been said
        if kinds.get(id_) is PlaceKind.TOWN:
            return True
        if id_ in kinds:
            problem = msg("“{id}” is a {kind}, not a town", id=id_, kind=kinds[id_])
            self._note(path, problem, msg("Name a town, or make it one in the table"))
            return False
        guess = nearest(id_, [town for town, kind in kinds.items() if kind is PlaceKind.TOWN])
        remedy = (
            msg("Add it to the table of places, or name another")
            if guess is None
            else msg("Did you mean “{guess}”?", guess=guess)
        )
        self._note(path, msg("“{id}” is not a town of the tour", id=id_), remedy)
        return False

    def _probe(self, events: list[Event]) -> Tour | None:
        """A tour to ask for windows: what fits together of the one that is meant, or None."""
        window = self._window()
        if window is None or not self.places.places:
            return None
        right = {calendar.id for calendar in self.parts.calendars}
        each_once = {event.id: _only_with(event, right) for event in events}
        try:
            return Tour(
                id="probe",
                names=Names.of(en="probe"),
                organizers=(),
                uid_domain="probe.invalid",
                zone="UTC",
                first_day=window[0],
                last_day=window[1],
                start=events[0].place,
                end=events[0].place,
                # Rules that are wrong by themselves stop no event.
                rules=self.parts.rules or DayRules(Hours(0, MINUTES_PER_DAY), MINUTES_PER_DAY),
                places=self.places.places,
                events=tuple(each_once.values()),
                calendars=self.parts.calendars,
            )
        except ImpossibleValue:
            return None

    def _note(self, path: KeyPath, problem: Message, remedy: Message) -> None:
        self.faults.faults.append(self.parts.document.fault(path, problem, remedy))


def _only_with(event: Event, calendars: set[str]) -> Event:
    """The event without partners and without calendars that aren't there."""
    kept = tuple(id_ for id_ in event.calendars if id_ in calendars)
    # An event must name some hours; one minute long ago stands in for those that are wrong.
    stand_in = (TimeWindow(Date(1, 1, 1), Hours(0, 1)),)
    return replace(event, calendars=kept, windows=event.windows or stand_in, partners=())
