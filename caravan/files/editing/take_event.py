"""An event taken over from other files of the same tour."""

from __future__ import annotations

import copy

from caravan.errors import msg
from caravan.files.editing.events import index_of
from caravan.files.editing.sections import list_in, schedule_data, with_schedule
from caravan.files.schedule_parts import event_ids
from caravan.files.tour_files import TourFiles
from caravan.files.wrong import WrongValue, shown


def take_event(files: TourFiles, event: str, other: TourFiles) -> TourFiles:
    """The files with an event as other files have it, in its place among those that both have.

    An event that is there already stays as it is. A town or a calendar that is missing here is a
    fault of the draft, not refused. Raises WrongValue when the other files don't have the event.
    """
    index = index_of(other, event)
    theirs = list_in(schedule_data(other), "events")
    data = schedule_data(files)
    events = list_in(data, "events")
    here = event_ids(events)
    if event in here:
        return files
    entry = theirs[index]
    if not isinstance(entry, dict):
        problem = msg("“{id}” is not an event of the tour", id=shown(event))
        raise WrongValue(problem, msg("Reload the page: it may have been removed"))
    before = event_ids(theirs[:index])
    position = max((number + 1 for number, id_ in enumerate(here) if id_ in before), default=0)
    events.insert(position, copy.deepcopy(entry))
    return with_schedule(files, data)
