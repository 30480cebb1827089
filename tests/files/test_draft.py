from __future__ import annotations

from datetime import date

import pytest
from files.edited import our_files, small_files, with_text, without
from files.folders import CITIES, SCHEDULE
from hypothesis import given, settings
from hypothesis import strategies as st

from caravan.errors import InputFaults
from caravan.files.bounded_text import BoundedText
from caravan.files.draft import draft_of
from caravan.files.read_tour import tour_of
from caravan.files.tour_files import TourFiles
from caravan.tour.place import PlaceKind


def test_a_whole_tour_is_in_its_draft() -> None:
    draft = draft_of(our_files())
    tour = tour_of(our_files())
    assert (draft.tour, draft.faults) == (tour, ())
    assert [place.id for place in draft.places] == [place.id for place in tour.places]
    assert [event.id for event in draft.events] == [event.id for event in tour.events]
    assert [event.town for event in draft.events] == [event.place for event in tour.events]
    assert [tuple(p for _, p in event.partners) for event in draft.events] == [
        event.partners for event in tour.events
    ]
    assert (draft.calendars, draft.rules, draft.estimate) == (
        tour.calendars,
        tour.rules,
        tour.estimate,
    )
    assert (draft.roads, draft.ferries, draft.organizers) == (
        tour.roads,
        tour.ferries,
        tour.organizers,
    )
    head = draft.head
    assert (head.id, head.zone, head.start, head.end) == (tour.id, tour.zone, tour.start, tour.end)
    assert (head.names, head.first_day, head.last_day) == (
        tour.names.texts,
        tour.first_day,
        tour.last_day,
    )
    for place, row in zip(tour.places, draft.places, strict=True):
        assert (row.point, row.kind, row.can_sleep) == (place.point, place.kind, place.can_sleep)
        assert (row.names, row.population) == (place.names.texts, place.population)


BROKEN = {
    "schedule.yaml": [
        ("zone: Africa/Tunis", "zone: Africa/Tuniss"),
        ("first_day: 2020-03-09", "first_day: soon"),
        ("start: sbeitla", "start:"),
        ("service_minutes: 120", "service_minutes: long"),
        ("open: [offices]", "open: [office]"),
        ("id: commune-sfax", "id: Commune Sfax"),
        ("friday: [08:00-13:00]", "friday: [13:00-08:00]"),
        ("max_driving_minutes: 300", "max_driving_minutes: 3000"),
    ],
    "cities.csv": [
        ("gafsa,town,Gafsa,قفصة,TN,34.425,8.78417", "gafsa,town,Gafsa,قفصة,Tunisie,,8.78417"),
        ("sfax,town,Sfax,صفاقس,TN,34.74056", "sfax,village,,,TN,95"),
    ],
    "roads.csv": [("165,160,170,150", "165,160,170,soon")],
    "ferries.yaml": [("crossing_minutes: 75", "crossing_minutes: 0")],
}


def test_what_is_right_is_there_beside_what_is_wrong() -> None:
    files = small_files()
    for name, changes in BROKEN.items():
        for old, new in changes:
            files = with_text(files, name, old, new)
    draft = draft_of(files)
    head = draft.head
    assert (head.id, head.zone, head.first_day, head.last_day) == (
        "small",
        "",
        None,
        date(2020, 3, 11),
    )
    assert (head.start, head.end) == ("", "sfax")
    gafsa, sfax = draft.places[1:3]
    assert (gafsa.latitude, gafsa.longitude, gafsa.country) == (None, 8.78417, "")
    assert (gafsa.called("ar"), gafsa.called("en")) == ("قفصة", "Gafsa")
    assert not gafsa.is_located
    assert (sfax.kind, sfax.names, sfax.latitude) == (None, (), None)
    assert sfax.called("fr") == "sfax"
    first, second = draft.events
    assert (first.service_minutes, first.open) == (None, ("office",))
    assert (second.service_minutes, second.partners) == (180, ())
    assert (draft.calendars, draft.rules, draft.ferries, len(draft.roads)) == ((), None, (), 2)
    with pytest.raises(InputFaults) as raised:
        tour_of(files)
    assert raised.value.faults == draft.faults
    assert [fault.where for fault in draft.fault_of("tour")] == [
        "tour.zone",
        "tour.first_day",
        "tour.start",
    ]
    assert [fault.where for fault in draft.fault_of("tour.zone")] == ["tour.zone"]
    assert {fault.where for fault in draft.faults_of_event(0)} == {"events[0].service_minutes"}
    assert {fault.where for fault in draft.faults_of_event(1)} == {"events[1].partners[0].id"}
    assert {fault.where for fault in draft.faults_of_place("gafsa")} == {"latitude", "country"}
    assert draft.faults_of_place("sbeitla") == ()


def test_a_missing_start_hides_no_other_fault() -> None:
    files = with_text(small_files(), "schedule.yaml", "  start: sbeitla\n", "")
    files = with_text(files, "schedule.yaml", "max_driving_minutes: 300", "max_driving_minutes: x")
    files = with_text(files, "schedule.yaml", "end: sfax", "end: sfaxx")
    files = with_text(files, "schedule.yaml", "service_minutes: 180", "service_minutes: 300")
    assert [fault.where for fault in draft_of(files).faults] == [
        "tour.start",
        "rules.max_driving_minutes",
        "tour.end",
        "events[1].service_minutes",
    ]
    reversed_dates = with_text(
        files, "schedule.yaml", "last_day: 2020-03-11", "last_day: 2020-03-01"
    )
    assert "ends before it begins" in str(draft_of(reversed_dates).fault_of("tour.last_day")[0])


def test_entries_of_a_wrong_kind_keep_their_place_in_the_list() -> None:
    files = with_text(small_files(), "schedule.yaml", "events:\n", "events:\n  - Gafsa\n  -\n")
    events = draft_of(files).events
    assert [(event.index, event.town) for event in events] == [
        (0, ""),
        (1, ""),
        (2, "sbeitla"),
        (3, "sfax"),
    ]


@pytest.mark.parametrize("events", ["events: none", "events:", "", "events: {a: 1}"])
def test_events_that_are_no_list_are_no_events(events: str) -> None:
    text = SCHEDULE[: SCHEDULE.index("events:")] + events + "\n"
    files = with_text(small_files(), "schedule.yaml", SCHEDULE, text)
    assert draft_of(files).events == ()
    assert draft_of(files).tour is None


def test_a_table_that_is_not_there_is_a_fault_and_no_places() -> None:
    draft = draft_of(without(small_files(), "cities.csv"))
    assert draft.places == ()
    assert "cities.csv: there is no such file" in str(draft.faults[0])


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("schedule.yaml", "tour: [\n"),
        ("schedule.yaml", "- a\n"),
        ("schedule.yaml", ""),
        ("cities.csv", 'id,kind\n"x,town\n'),
        ("cities.csv", CITIES + "one,cell,too,few\n"),
        ("roads.csv", ""),
        ("ferries.yaml", "ferries: *x\n"),
    ],
)
def test_a_file_that_cannot_be_read_at_all_is_refused(name: str, text: str) -> None:
    files = small_files().with_file(BoundedText(name, text, bom=False))
    with pytest.raises(InputFaults) as raised:
        draft_of(files)
    assert {fault.file for fault in raised.value.faults} == {name}


def test_ports_and_junctions_are_places_of_their_kind() -> None:
    kinds = {place.id: place.kind for place in draft_of(small_files()).places}
    assert (kinds["sfax-port"], kinds["gafsa"]) == (PlaceKind.PORT, PlaceKind.TOWN)


def test_events_of_a_town_and_a_place_by_its_id() -> None:
    draft = draft_of(small_files())
    assert [event.index for event in draft.events_in("sfax")] == [1]
    assert draft.place("atlantis") is None
    assert draft.fault_of("events[1]") == draft.fault_of("event") == ()


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_a_damaged_tour_has_the_faults_that_reading_it_finds(data: st.DataObject) -> None:
    files: TourFiles = small_files()
    file = data.draw(st.sampled_from(list(files)))
    lines = file.text.split("\n")
    at = data.draw(st.integers(0, len(lines) - 1))
    lines[at] = data.draw(
        st.sampled_from(["", lines[at] * 2, lines[at][:-1], lines[at] + "x", "  - x"])
    )
    files = files.with_file(BoundedText(file.name, "\n".join(lines), bom=False))
    expected, faults = None, ()
    try:
        expected = tour_of(files)
    except InputFaults as error:
        faults = error.faults
    draft, refused = None, ()
    try:
        draft = draft_of(files)
    except InputFaults as error:
        refused = error.faults
    assert set(refused) <= set(faults)
    assert draft is None or (draft.tour, draft.faults) == (expected, faults)
    assert (draft is None) == bool(refused)
