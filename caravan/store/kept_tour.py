"""What the store gives of a tour that it keeps, and how it refuses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as Date
from datetime import datetime

from caravan.errors import CaravanError, Message, msg
from caravan.files.tour_files import TourFiles


@dataclass(frozen=True, slots=True)
class TourCard:
    """What a list of tours shows of one.

    Attributes:
        names: the title by language; may be empty.
        first_day, last_day: None as long as they aren't known.
        towns: how many towns have an event.
    """

    names: tuple[tuple[str, str], ...]
    first_day: Date | None
    last_day: Date | None
    towns: int


@dataclass(frozen=True, slots=True)
class KeptTour:
    """A tour in the list of tours.

    Attributes:
        id: public, in addresses: 12 letters and digits.
        version: the number of the version that is shown; it always stands for the same files.
        changed: when that version was saved, or gone back to.
        archived: whether it was put aside.
        scenario: the name of a scenario, empty for a tour of its own.
        base: of a scenario, the id of the tour that it tries something out for.
    """

    id: str
    card: TourCard
    version: int
    made: datetime
    changed: datetime
    archived: bool
    scenario: str = ""
    base: str = ""

    @property
    def is_scenario(self) -> bool:
        """Whether it only tries something out for another tour."""
        return bool(self.base)


@dataclass(frozen=True, slots=True)
class OpenTour:
    """A tour with its files.

    Attributes:
        undoes: the change that undo would take back; None when there is none.
        redoes: the change that redo would make again; None when there is none.
    """

    kept: KeptTour
    files: TourFiles
    undoes: Message | None
    redoes: Message | None


@dataclass(frozen=True, slots=True)
class Version:
    """A version in the history of a tour.

    Attributes:
        what: the change that made it.
        is_current: whether it is the one that is shown.
    """

    number: int
    what: Message
    saved: datetime
    is_current: bool


class NoSuchTour(CaravanError):
    """The tour isn't kept here, or was deleted; or a version of it isn't kept any more."""

    def __init__(self, message: Message | None = None) -> None:
        super().__init__(message or msg("there is no such tour here; it may have been deleted"))


class EditedElsewhere(CaravanError):
    """The tour has another version than the one that was changed. Nothing was overwritten.

    Attributes:
        latest: the tour as it is now.
    """

    def __init__(self, latest: OpenTour) -> None:
        super().__init__(
            msg("this tour was changed in another tab or by somebody else; nothing is overwritten")
        )
        self.latest = latest
