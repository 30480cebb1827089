"""Who takes part: the partners of an event, and the organizers of the tour."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from caravan.errors import msg
from caravan.files.editing.new_id import new_id
from caravan.files.editing.sections import list_in, refuse_wrong, schedule_data, with_schedule
from caravan.files.shapes.event_shape import OrganizerShape, PartnerShape
from caravan.files.tour_files import TourFiles
from caravan.files.wrong import WrongValue, shown
from caravan.tour.partner import Organizer, Partner, PartnerStatus


def set_partner(files: TourFiles, event_index: int, partner: Partner) -> TourFiles:
    """The files with this partner of an event, that of its id replaced, or added.

    Raises WrongValue for an event that isn't there, an impossible address, or an id that a
    partner of another event has.
    """
    data = schedule_data(files)
    events = list_in(data, "events")
    if not (0 <= event_index < len(events) and isinstance(events[event_index], dict)):
        problem = msg("there is no event number {number}", number=event_index + 1)
        raise WrongValue(problem, msg("Reload the page: it may have been removed"))
    plain = PartnerShape.of(partner).plain()
    refuse_wrong(PartnerShape, plain)
    for index, partners, number in _partners(data):
        if partners[number].get("id") == partner.id:
            if index != event_index:
                problem = msg("two of one id: {kind} “{id}”", kind="partner", id=partner.id)
                raise WrongValue(problem, msg("Give each its own id"), ("id",))
            if "status" in partners[number]:
                plain.setdefault("status", PartnerStatus.INVITED.value)
            partners[number] = plain
            return with_schedule(files, data)
    list_in(events[event_index], "partners").append(plain)
    return with_schedule(files, data)


def set_partner_status(files: TourFiles, partner_id: str, status: PartnerStatus) -> TourFiles:
    """The files with a partner who has confirmed, or is only invited.

    Raises WrongValue when there is none of this id.
    """
    data = schedule_data(files)
    for _, partners, number in _partners(data):
        partner = partners[number]
        if partner.get("id") == partner_id:
            if status is not PartnerStatus.INVITED or "status" in partner:
                partner["status"] = status.value
            return with_schedule(files, data)
    raise _no_partner(partner_id)


def new_partner_id(files: TourFiles, names: Mapping[str, str]) -> str:
    """An id for a new partner, made from the names of its organization."""
    data = schedule_data(files)
    taken = {str(partners[number].get("id")) for _, partners, number in _partners(data)}
    return new_id(names.values(), "partner", taken)


def remove_partner(files: TourFiles, partner_id: str) -> TourFiles:
    """The files without a partner. Raises WrongValue when there is none of this id."""
    data = schedule_data(files)
    for index, partners, number in _partners(data):
        if partners[number].get("id") == partner_id:
            del partners[number]
            if not partners:
                del data["events"][index]["partners"]
            return with_schedule(files, data)
    raise _no_partner(partner_id)


def set_organizers(files: TourFiles, organizers: Sequence[Organizer]) -> TourFiles:
    """The files with these organizers, in this order. Raises WrongValue for an impossible address."""
    plain = [OrganizerShape.of(organizer).plain() for organizer in organizers]
    for entry in plain:
        refuse_wrong(OrganizerShape, entry)
    data = schedule_data(files)
    data["organizers"] = plain
    return with_schedule(files, data)


def _no_partner(partner_id: str) -> WrongValue:
    problem = msg("there is no partner “{id}”", id=shown(partner_id))
    return WrongValue(problem, msg("Reload the page: it may have been removed"))


def _partners(data: dict[str, Any]) -> Iterator[tuple[int, list[Any], int]]:
    """The index of each event, its list of partners, and the number of each partner in it."""
    for index, event in enumerate(list_in(data, "events")):
        partners = event.get("partners") if isinstance(event, dict) else None
        for number, partner in enumerate(partners if isinstance(partners, list) else ()):
            if isinstance(partner, dict) and isinstance(partners, list):
                yield index, partners, number
