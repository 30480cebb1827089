"""What stands on a board, all texts ready."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be chosen: an id and what it is called."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class PinWay:
    """A way to hold a card fast, or to let go of it."""

    kind: Literal["pin", "pin-hour", "unpin"]
    label: str


@dataclass(frozen=True, slots=True)
class BoardCard:
    """An event.

    Attributes:
        id: of the event.
        name: what people call it.
        time: when it is held, empty when it is left out.
        way: how long it takes to get there.
        faults: the rules that it breaks, one sentence each.
        pin: where it is held fast, or empty.
        pins: the ways to pin it or to unpin it.
    """

    id: str
    name: str
    time: str = ""
    way: str = ""
    faults: tuple[str, ...] = ()
    pin: str = ""
    pins: tuple[PinWay, ...] = ()


@dataclass(frozen=True, slots=True)
class BoardDay:
    """One date of one team; or, with an empty key, what is left out.

    Attributes:
        key: unique on the board; events name it.
        team: id of the team.
        title: over the column; `label` is the same for whoever doesn't see the board.
        number: of the date in the tour, from 1; None for what is left out.
        facts: its figures.
        cards: in order.
        faults: the rules that the day as a whole breaks.
        colour, pattern: of the day, as everywhere.
        bed, bed_name: where the night is; empty for what is left out.
        beds: where it could be; empty where it can't be chosen.
        way: how long it takes to get there in the evening.
        is_last: whether the tour ends here.
        is_locked: whether nothing in it can be moved any more.
        empty: said when there is no card.
    """

    key: str
    title: str
    label: str
    cards: tuple[BoardCard, ...]
    team: str = ""
    number: int | None = None
    facts: str = ""
    faults: tuple[str, ...] = ()
    colour: str = ""
    pattern: int = 0
    bed: str = ""
    bed_name: str = ""
    beds: tuple[Choice, ...] = ()
    way: str = ""
    is_last: bool = False
    is_locked: bool = False
    empty: str = ""


@dataclass(frozen=True, slots=True)
class BoardTeam:
    """A team, with the title over its days; empty when there is only one."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Board:
    """All of it.

    Attributes:
        version: of the programme; events of the board name it.
        days: of all teams, in order.
        out: what is left out.
        events: all events, to choose another one.
        wishes: whether pins, orders and pairs can be set; else `no_wishes` says why not.
        verdict: said after a move.
    """

    version: int
    teams: tuple[BoardTeam, ...]
    days: tuple[BoardDay, ...]
    out: BoardDay
    events: tuple[Choice, ...]
    wishes: bool
    no_wishes: str
    verdict: str

    @property
    def cards(self) -> dict[str, tuple[BoardDay, BoardCard]]:
        """Every card by the id of its event, with where it is."""
        return {card.id: (day, card) for day in (*self.days, self.out) for card in day.cards}
