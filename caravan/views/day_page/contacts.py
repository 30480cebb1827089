"""Whom the team meets on a day, with links that only ever call or write."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

from caravan.language.language import Language
from caravan.plan.day import Day
from caravan.tour.partner import Organizer, Partner
from caravan.tour.tour import Tour
from caravan.views.speaks import language_name, role_text

_SEPARATORS = re.compile(r"[\s()./\u00a0\u202f\u2010-\u2015-]+")
_DIALLED = re.compile(r"\+?[0-9]{3,15}")
_ADDRESS = re.compile(r"[^\s@<>()\[\]\\,;:\"?&#%/]{1,64}@[\w-]+(\.[\w-]+)+")


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to call or write to.

    Attributes:
        number: of the event, or empty for the tour's own organizers.
        town: of the event, likewise.
        notes: role and language.
        call, write: ``tel:`` and ``mailto:`` links, empty when there is nothing safe to link.
    """

    number: str
    town: str
    organization: str
    person: str
    notes: str
    phone: str
    call: str
    email: str
    write: str


def contacts(
    tour: Tour, day: Day, numbers: dict[str, int], language: Language
) -> tuple[Contact, ...]:
    """The partners of a day's events, in the order of the events."""
    result = []
    for stop in day.events:
        event = tour.event(stop.event)
        town = language.name(tour.place(event.place).names)
        result += [
            _of_partner(partner, str(numbers[event.id]), town, language)
            for partner in event.partners
        ]
    return tuple(result)


def organizers(tour: Tour, language: Language) -> tuple[Contact, ...]:
    """The organizers of the tour who can be reached."""
    return tuple(_of_organizer(one, language) for one in tour.organizers if one.email or one.phone)


def tel(phone: str) -> str:
    """A link that dials, or nothing when it is no phone number.

    Only digits and a leading plus get through, so no dialling code (``*#``) nor second command.
    """
    dialled = _SEPARATORS.sub("", phone)
    return f"tel:{dialled}" if _DIALLED.fullmatch(dialled) else ""


def mailto(email: str) -> str:
    """A link that writes to exactly this address, or nothing when it isn't one."""
    address = email.strip()
    return f"mailto:{quote(address, safe='@')}" if _ADDRESS.fullmatch(address) else ""


def _of_partner(partner: Partner, number: str, town: str, language: Language) -> Contact:
    speaks = language_name(partner.language, language)
    return Contact(
        number=number,
        town=town,
        organization=language.name(partner.organization),
        person=partner.contact,
        notes=f"{role_text(partner.role, language)} · {speaks}" if partner.role else speaks,
        phone=partner.phone,
        call=tel(partner.phone),
        email=partner.email,
        write=mailto(partner.email),
    )


def _of_organizer(organizer: Organizer, language: Language) -> Contact:
    return Contact(
        number="",
        town="",
        organization=language.name(organizer.names),
        person="",
        notes="",
        phone=organizer.phone,
        call=tel(organizer.phone),
        email=organizer.email,
        write=mailto(organizer.email),
    )
