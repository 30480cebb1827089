"""Who takes part: organizers of the tour, and partners in the host towns."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from caravan.tour.names import Names
from caravan.tour.place import refuse_bad_id


@dataclass(frozen=True, slots=True)
class Organizer:
    """An organization that runs the tour; its address is the ORGANIZER of invitations."""

    names: Names
    email: str = ""
    phone: str = ""
    url: str = ""


class PartnerStatus(StrEnum):
    """How far the talks with a partner have come."""

    INVITED = "invited"
    CONFIRMED = "confirmed"


@dataclass(frozen=True, slots=True)
class Partner:
    """An organization in a host town, with its contact.

    Attributes:
        id: unique in the tour; part of file names and calendar UIDs.
        language: the language in which it wants to be written to (ISO 639).
        role: what it does at the event, for example "host" or "speaker".
        status: a promise to one that has confirmed weighs more.
    """

    id: str
    organization: Names
    contact: str = ""
    email: str = ""
    phone: str = ""
    language: str = "fr"
    role: str = "host"
    status: PartnerStatus = PartnerStatus.INVITED

    def __post_init__(self) -> None:
        refuse_bad_id(self.id)
