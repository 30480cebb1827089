"""An event taken over from other files of the same tour."""

from __future__ import annotations

import pytest
from small_tour import small_tour

from caravan.files.draft import draft_of
from caravan.files.editing.events import index_of, remove_event, set_event
from caravan.files.editing.take_event import take_event
from caravan.files.wrong import WrongValue


def without(files, *events):
    for event in events:
        files = remove_event(files, index_of(files, event))
    return files


def ids(files):
    return [event.id for event in draft_of(files).events]


@pytest.mark.parametrize("event", ["sfax", "agareb", "thyna", "mahres"])
def test_an_event_comes_back_to_where_it_was(event):
    files = small_tour()
    back = take_event(without(files, event), event, files)
    assert draft_of(back).events == draft_of(files).events


def test_events_come_back_in_any_order():
    files = small_tour()
    back = take_event(without(files, "sfax", "thyna", "mahres"), "mahres", files)
    assert ids(back) == ["agareb", "mahres"]
    back = take_event(take_event(back, "thyna", files), "sfax", files)
    assert ids(back) == ["sfax", "agareb", "thyna", "mahres"]


def test_an_event_that_is_there_stays_as_it_is():
    files = small_tour()
    changed = set_event(files, 0, service_minutes=45)
    assert take_event(changed, "sfax", files) == changed


def test_an_event_that_the_other_files_lack_is_refused():
    files = small_tour()
    with pytest.raises(WrongValue):
        take_event(files, "gabes", files)
