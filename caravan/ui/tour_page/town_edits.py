"""Edits of towns and their events that say what they mean by ids, so that they hold on any version.

An event's index moves when somebody else removes another event; its id doesn't.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Unpack

from caravan.errors import Message, msg
from caravan.files.draft import Draft, draft_of
from caravan.files.draft_events import DraftEvent
from caravan.files.draft_places import DraftPlace
from caravan.files.editing.events import EventChanges, remove_event, set_event
from caravan.files.editing.head import set_zone
from caravan.files.editing.towns import locate_town, rename_town
from caravan.files.tour_files import TourFiles
from caravan.files.wrong import WrongValue
from caravan.geocoding.candidate import Candidate
from caravan.geocoding.scripts import language_of, script_of
from caravan.language.language import Language
from caravan.ui.tour_page.coordinates import read_coordinates
from caravan.ui.tour_page.words import best_name
from caravan.ui.workbench import Operation

BY_HAND = "placed by hand"
"""Source of a point that a person chose; kept in the table of places as it stands here."""
_NOWHERE = ("", "UTC")


def with_event(event: DraftEvent, **changes: Unpack[EventChanges]) -> Operation:
    """Change an event. Raises WrongValue like `set_event`, and when it is gone."""
    return lambda files: set_event(files, index_of(files, event), **changes)


def with_event_as_it_is(
    event: DraftEvent, changes: Callable[[DraftEvent], EventChanges]
) -> Operation:
    """Change an event by what it is on the version that is changed."""

    def operation(files: TourFiles) -> TourFiles:
        index = index_of(files, event)
        now = draft_of(files).events[index]
        return set_event(files, index, **changes(now))

    return operation


def without_event(event: DraftEvent) -> Operation:
    """Remove an event with its partners. Raises WrongValue when it is gone."""
    return lambda files: remove_event(files, index_of(files, event))


def index_of(files: TourFiles, event: DraftEvent) -> int:
    """Where an event stands in these files. Raises WrongValue when it isn't there."""
    known = draft_of(files).events
    same = [other.index for other in known if (other.id, other.town) == (event.id, event.town)]
    if len(same) == 1:
        return same[0]
    if event.index in same:
        return event.index  # two of one id: a fault of the files
    problem = msg("the event is not there any more")
    raise WrongValue(problem, msg("Reload the page: it may have been removed"))


def named(place: DraftPlace, text: str, speech: Language) -> Operation:
    """Give a place another name where the visitor saw one.

    It is filed under the language of the name that was seen when it is in the same letters: who
    corrects "Gafsa" in Arabic surroundings means the French name. Raises WrongValue without text.
    """
    text = " ".join(text.split())
    seen = best_name(place.names, speech, "")
    code = next((code for code, name in place.names if name == seen), speech.code)
    if text and script_of(text) != script_of(seen):
        code = language_of(script_of(text), speech.code)

    def operation(files: TourFiles) -> TourFiles:
        if not text:
            problem = msg("the place has no name")
            raise WrongValue(problem, msg("Write it in at least one language"))
        return rename_town(files, place.id, code, text)

    return operation


def placed(place: DraftPlace, candidate: Candidate, draft: Draft) -> tuple[Operation, Message]:
    """Put a place where a candidate is, and what to call that.

    A tour without a time zone gets that of its first place.
    """
    zone = candidate.zone if wants_zone(draft) else ""

    def operation(files: TourFiles) -> TourFiles:
        files = locate_town(
            files,
            place.id,
            candidate.latitude,
            candidate.longitude,
            source=candidate.source,
            country=candidate.country,
            region=candidate.region,
            population=candidate.population,
        )
        return set_zone(files, zone) if zone else files

    name = place.called("")
    if zone:
        return operation, msg("point of {town}, and the time zone {zone}", town=name, zone=zone)
    return operation, msg("point of {town}", town=name)


def moved(place: DraftPlace, latitude: float, longitude: float) -> Operation:
    """Put a place where a person showed it."""
    return lambda files: locate_town(files, place.id, latitude, longitude, source=BY_HAND)


def moved_to(place: DraftPlace, coordinates: str) -> Operation:
    """Put a place at coordinates that a person typed. Raises WrongValue when they are none."""

    def operation(files: TourFiles) -> TourFiles:
        return moved(place, *read_coordinates(coordinates))(files)

    return operation


def wants_zone(draft: Draft) -> bool:
    """Whether nobody has said the tour's time zone yet, nor any place that it has."""
    return draft.head.zone in _NOWHERE and all(
        place.coordinate_source == BY_HAND for place in draft.places if place.is_located
    )
