"""The revisions of a publication as JSON, for keeping."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from caravan.errors import ImpossibleValue, msg
from caravan.files.json_document import json_text, parse_json
from caravan.files.shapes.event_shape import EventShape
from caravan.files.shapes.place_shape import PlaceShape
from caravan.files.shapes.shape import fit
from caravan.plan.revision import Revision, Withdrawal

_NAME = "revisions.json"


def revisions_to_json(revisions: tuple[Revision, ...]) -> str:
    """The revisions: the same bytes for the same ones, ending with a line end."""
    return json_text({"revisions": [_to_data(revision) for revision in revisions]})


def revisions_from_json(text: str, zone: str) -> tuple[Revision, ...]:
    """The revisions of a text, their times in a zone.

    Raises InputFaults for no JSON, ImpossibleValue for anything that isn't revisions.
    """
    data: Any = parse_json(text, _NAME)
    try:
        return tuple(_from_data(part, ZoneInfo(zone)) for part in data["revisions"])
    except (KeyError, TypeError, ValueError, AttributeError):
        raise ImpossibleValue(msg("these are no revisions of a publication")) from None


def _to_data(revision: Revision) -> dict[str, Any]:
    cancelled = revision.cancelled
    data = {
        "event": EventShape.of(revision.event).plain(),
        "place": PlaceShape.of(revision.place).plain(),
        "uid": revision.uid,
        "team": revision.team,
        "begins": revision.begins.isoformat(),
        "ends": revision.ends.isoformat(),
        "sequence": revision.sequence,
        "revised": revision.revised.isoformat(),
        "face": revision.face,
        "cancelled": None if cancelled is None else cancelled.isoformat(),
    }
    if revision.withdrawn:
        data["withdrawn"] = [
            {"partner": each.partner, "told": _to_data(each.told)} for each in revision.withdrawn
        ]
    return data


def _from_data(data: dict[str, Any], zone: ZoneInfo) -> Revision:
    withdrawn = tuple(
        Withdrawal(str(part["partner"]), _alone(part["told"], zone))
        for part in data.get("withdrawn", ())  # older publications say nothing of it
    )
    return replace(_alone(data, zone), withdrawn=withdrawn)


def _alone(data: dict[str, Any], zone: ZoneInfo) -> Revision:
    """A revision without its withdrawals: theirs have none."""
    event, place = fit(EventShape, data["event"]), fit(PlaceShape, data["place"])
    if isinstance(event, tuple) or isinstance(place, tuple):
        raise TypeError
    cancelled = data["cancelled"]
    return Revision(
        event=event.event(),
        place=place.place(),
        uid=data["uid"],
        team=data["team"],
        begins=datetime.fromisoformat(data["begins"]).astimezone(zone),
        ends=datetime.fromisoformat(data["ends"]).astimezone(zone),
        sequence=data["sequence"],
        revised=datetime.fromisoformat(data["revised"]),
        face=data["face"],
        cancelled=None if cancelled is None else datetime.fromisoformat(cancelled),
    )
