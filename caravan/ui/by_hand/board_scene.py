"""A programme as it stands on the board."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from caravan.language.language import Language
from caravan.plan.day import Day, Item, Stop, StopKind
from caravan.plan.outline import Outline, OutlineDay, OutlineTeam
from caravan.plan.sketch import left_out
from caravan.tour.event import Event
from caravan.tour.tour import Tour
from caravan.travel.leg import Leg, LegKind
from caravan.ui.board import Board, BoardCard, BoardDay, BoardTeam, Choice, PinWay
from caravan.ui.by_hand.faults import Fault
from caravan.ui.by_hand.programme import Programme
from caravan.views.event_name import event_name, place_name
from caravan.views.palette import day_style
from caravan.views.team_name import team_name


def board_scene(
    programme: Programme,
    outline: Outline,
    faults: Sequence[Fault],
    speech: Language,
    *,
    version: int,
    no_wishes: str,
    verdict: str,
) -> Board:
    """The board of a programme.

    Args:
        no_wishes: why pins and the like can't be set, empty when they can.
    """
    scene = _Scene(programme, faults, speech, with_pins=not no_wishes)
    tour = programme.plan.tour
    several = len(outline.teams) > 1
    return Board(
        version=version,
        teams=tuple(
            BoardTeam(team.id, team_name(n, speech) if several else "")
            for n, team in enumerate(outline.teams, start=1)
        ),
        days=tuple(
            scene.day(team, day, timed, number if several else 0)
            for number, (team, known) in enumerate(
                zip(outline.teams, programme.plan.teams, strict=True), start=1
            )
            for day, timed in zip(team.days, known.days, strict=True)
        ),
        out=scene.out(left_out(outline, tour)),
        events=tuple(Choice(e.id, event_name(e.id, tour, speech)) for e in tour.events),
        wishes=not no_wishes,
        no_wishes=no_wishes,
        verdict=verdict,
    )


def day_key(team: str, day: OutlineDay | Day) -> str:
    """The key of a day on the board; `team_and_date` reads it."""
    return f"{day.date.isoformat()} {team}"


def team_and_date(key: str) -> tuple[str, str]:
    """Team and date, as ISO 8601 writes it, of the key of a day."""
    date, _, team = key.partition(" ")
    return team, date


@dataclass(frozen=True)
class _Scene:
    programme: Programme
    faults: Sequence[Fault]
    speech: Language
    with_pins: bool

    @property
    def tour(self) -> Tour:
        return self.programme.plan.tour

    def day(self, team: OutlineTeam, day: OutlineDay, timed: Day, number: int) -> BoardDay:
        """A day; `number` is that of its team when there are several."""
        _ = self.speech.text
        index = (day.date - self.tour.first_day).days
        style = day_style(index)
        date = self.speech.date(day.date)
        is_last = day.date == self.tour.last_day
        is_locked = self.programme.is_locked(day.date)
        stops = {stop.event: stop for stop in timed.events}
        ways = _ways(timed)
        return BoardDay(
            key=day_key(team.id, day),
            team=team.id,
            title=date,
            label=_("{day}, team {number}", day=date, number=number) if number else date,
            number=index + 1,
            facts=self._facts(timed),
            cards=tuple(
                self._card(id_, stops.get(id_), self._way(ways.get(id_, ())), timed)
                for id_ in day.events
            ),
            faults=tuple(
                fault.text
                for fault in self.faults
                if not fault.event and (fault.team, fault.date) == (team.id, day.date)
            ),
            colour=style.colour,
            pattern=style.pattern,
            bed=day.overnight,
            bed_name=place_name(day.overnight, self.tour, self.speech),
            beds=() if is_last else self._beds(day.overnight),
            way=self._way(ways.get("", ())),
            is_last=is_last,
            is_locked=is_locked,
            empty=_("No event on this day"),
        )

    def out(self, events: Iterable[str]) -> BoardDay:
        """What is left out."""
        title = self.speech.text("Left out of the programme")
        return BoardDay(
            key="",
            title=title,
            label=title,
            cards=tuple(self._card(id_, None, "", None) for id_ in events),
            empty=self.speech.text("Nothing is left out. Put a card here to leave it out."),
        )

    def _card(self, id_: str, stop: Stop | None, way: str, day: Day | None) -> BoardCard:
        event = self.tour.event(id_)
        faults = dict.fromkeys(fault.text for fault in self.faults if fault.event == id_)
        return BoardCard(
            id=id_,
            name=event_name(id_, self.tour, self.speech),
            time=self._hours(stop.begins, stop.ends) if stop else "",
            way=way,
            faults=tuple(faults),
            pin=self._pin(event),
            pins=self._pins(event, stop, day) if self.with_pins else (),
        )

    def _pin(self, event: Event) -> str:
        if event.pin is None:
            return ""
        _ = self.speech.text
        date = self.speech.date(event.pin.date)
        if event.pin.begins is None:
            return _("Pinned to {date}", date=date)
        return _("Pinned to {date}, {hour}", date=date, hour=self.speech.clock(event.pin.begins))

    def _pins(self, event: Event, stop: Stop | None, day: Day | None) -> tuple[PinWay, ...]:
        _ = self.speech.text
        ways = []
        if stop is not None and day is not None:
            date, hour = self.speech.date(day.date), self.speech.clock(stop.begins)
            pin = event.pin
            here = pin is not None and pin.date == day.date
            if not (here and pin is not None and pin.begins is None):
                ways.append(PinWay("pin", _("Pin to {date}", date=date)))
            if not (here and pin is not None and pin.begins == stop.begins):
                ways.append(PinWay("pin-hour", _("Pin to {date}, {hour}", date=date, hour=hour)))
        if event.pin is not None:
            ways.append(PinWay("unpin", _("Unpin")))
        return tuple(ways)

    def _beds(self, now: str) -> tuple[Choice, ...]:
        known = [place.id for place in self.tour.beds]
        ids = known if now in known else [*known, now]
        found = (Choice(id_, place_name(id_, self.tour, self.speech)) for id_ in ids)
        return tuple(sorted(found, key=lambda choice: choice.label.casefold()))

    def _hours(self, begins: int, ends: int) -> str:
        return f"{self.speech.clock(begins)}–{self.speech.clock(ends)}"

    def _facts(self, day: Day) -> str:
        if not day.items:
            return ""
        facts = [self._hours(day.items[0].begins, day.items[-1].ends)]
        if day.travel_minutes:
            facts.append(
                self.speech.text(
                    "{duration} on the way", duration=self.speech.duration(day.travel_minutes)
                )
            )
        return " · ".join(facts)

    def _way(self, legs: Sequence[Leg]) -> str:
        """``≈ 1 h 20 · 102 km · 1 h 15 at sea``."""
        road = [leg for leg in legs if leg.kind is LegKind.DRIVE]
        sea = sum(leg.minutes for leg in legs if leg.kind is LegKind.FERRY)
        parts = []
        if road:
            guess = "≈ " if any(leg.is_estimate for leg in road) else ""
            parts.append(guess + self.speech.duration(sum(leg.minutes for leg in road)))
            parts.append(self.speech.km(sum(leg.km for leg in road)))
        if sea:
            parts.append(self.speech.text("{duration} at sea", duration=self.speech.duration(sea)))
        return " · ".join(parts)


def _ways(day: Day) -> dict[str, tuple[Leg, ...]]:
    """The legs before each event of a day, by its id; those after the last one by none."""
    ways: dict[str, tuple[Leg, ...]] = {}
    legs: tuple[Leg, ...] = ()
    items: tuple[Item, ...] = day.items
    for item in items:
        if isinstance(item, Leg):
            legs = (*legs, item)
        elif item.kind is StopKind.EVENT:
            ways[item.event] = legs
            legs = ()
    ways[""] = legs
    return ways
