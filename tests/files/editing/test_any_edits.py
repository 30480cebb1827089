"""Edits in any order: the files stay readable, and what nobody touched stays as it was."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from files.edited import our_files, small_files
from hypothesis import given, settings
from hypothesis import strategies as st

from caravan.errors import ImpossibleValue
from caravan.files.draft import Draft, draft_of
from caravan.files.editing.calendars import add_calendar, remove_calendar, set_hours_on
from caravan.files.editing.events import add_event, remove_event, set_event
from caravan.files.editing.ferries import remove_ferry, set_ferry
from caravan.files.editing.head import (
    set_dates,
    set_end,
    set_start,
    set_teams,
    set_title,
    set_zone,
)
from caravan.files.editing.new_tour import new_files
from caravan.files.editing.orders import (
    add_forbidden_pair,
    add_order,
    remove_forbidden_pair,
    remove_order,
)
from caravan.files.editing.partners import (
    new_partner_id,
    remove_partner,
    set_partner,
    set_partner_status,
)
from caravan.files.editing.remove_town import remove_town
from caravan.files.editing.roads import close_road, remove_road, set_road
from caravan.files.editing.rules import set_estimate, set_rules
from caravan.files.editing.towns import (
    NewTown,
    add_place,
    add_towns,
    locate_town,
    rename_town,
    set_can_sleep,
)
from caravan.files.tour_files import TourFiles
from caravan.tour.names import Names
from caravan.tour.opening import Hours, TimeWindow
from caravan.tour.partner import Partner, PartnerStatus
from caravan.tour.pin import Pin
from caravan.tour.place import PlaceKind
from caravan.tour.road import Grade, Road, TravelEstimate
from caravan.tour.rules import BreakRule, DayRules

names = st.one_of(
    st.sampled_from(
        ["Gafsa", "El Hamma", "الحامة", "L’Île; d'Or", 'A "b", c', "=1+1", "x: y", "#1"]
    ),
    st.text(max_size=8),
)
days = st.dates(date(2020, 3, 1), date(2020, 3, 30))
points = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
numbers = st.integers(-1, 25)
hours = st.builds(lambda b, m: Hours(b, b + m), st.integers(0, 1000), st.integers(1, 400))


def towns_of(draft: Draft) -> list[str]:
    return [place.id for place in draft.places] or ["nothing"]


@st.composite
def edits(draw: st.DrawFn, draft: Draft) -> tuple[bool, Callable[[TourFiles], TourFiles]]:
    """One edit of a tour, and whether it takes something away with its comments."""
    town = draw(st.sampled_from(towns_of(draft)))
    other = draw(st.sampled_from(towns_of(draft)))
    name, day, point, number, span = (draw(s) for s in (names, days, points, numbers, hours))
    calendar = draw(st.sampled_from([c.id for c in draft.calendars] or ["nothing"]))
    partners = [p for event in draft.events for _, p in event.partners]
    events = draw(st.permutations([event.id for event in draft.events] or ["nothing"]))
    road = draw(st.sampled_from([(r.a, r.b) for r in draft.roads] or [("nothing", "else")]))
    days_off = draw(days)
    ferries = draft.ferries or draft_of(small_files()).ferries
    keeping = [
        lambda f: add_towns(f, [NewTown({"fr": name}, hint="Gabès"), NewTown({"ar": name})]),
        lambda f: add_towns(f, [NewTown({"ro": name}, latitude=point[0], longitude=point[1])]),
        lambda f: add_place(f, NewTown({"fr": name}), PlaceKind.JUNCTION),
        lambda f: locate_town(f, town, *point, source=name),
        lambda f: rename_town(f, town, "fr", name),
        lambda f: set_can_sleep(f, town, number > 10),
        lambda f: set_event(f, number, service_minutes=number * 10, required=number > 9),
        lambda f: set_event(f, number, date=day, begins=number * 60, venue={"fr": name}),
        lambda f: set_event(f, number, open=(calendar,), value=number + 1),
        lambda f: add_event(f, town),
        lambda f: set_title(f, "fr", name),
        lambda f: set_dates(f, day, day + timedelta(days=number)),
        lambda f: set_zone(f, "Europe/Bucharest"),
        lambda f: set_start(f, town),
        lambda f: set_end(f, None),
        lambda f: set_rules(f, DayRules(Hours(480, 1140), 300, BreakRule(60, Hours(720, 870)))),
        lambda f: set_rules(f, DayRules(span, 200)),
        lambda f: set_estimate(f, TravelEstimate(1.2, 60)),
        lambda f: add_calendar(f, {"fr": name}),
        lambda f: set_hours_on(f, calendar, day, (span,) if number > 9 else ()),
        lambda f: set_road(f, Road(town, other, 10.5, 20, Grade.C, source=name)),
        lambda f: set_ferry(f, replace(ferries[0], boarding_minutes=max(number, 0))),
        lambda f: set_partner(
            f, number, Partner(new_partner_id(f, {"fr": name}), Names.of(fr=name or "x"))
        ),
        lambda f: set_event(f, number, pin=Pin(day, max(number, 0) * 60), not_on=(day, days_off)),
        lambda f: set_event(f, number, not_on=(day,)),
        lambda f: add_order(f, tuple(events[:3])),
        lambda f: add_order(f, tuple(events[:1:-1])),
        lambda f: add_forbidden_pair(f, (events[0], events[-1])),
        lambda f: set_teams(f, number),
        lambda f: close_road(f, road[0], road[1], closed=number > 5),
        lambda f: set_partner_status(
            f, partners[number].id if partners[number:] else "nobody", PartnerStatus.CONFIRMED
        ),
    ]
    removing = [
        lambda f: set_event(f, number, pin=None, not_on=()),
        lambda f: remove_order(f, tuple(events[:3])),
        lambda f: remove_forbidden_pair(f, (events[-1], events[0])),
        lambda f: remove_town(f, town),
        lambda f: set_event(f, number, date=None, windows=(TimeWindow(day, span),)),
        lambda f: remove_event(f, number),
        lambda f: set_hours_on(f, calendar, day, None),
        lambda f: remove_calendar(f, calendar),
        lambda f: remove_road(f, town, other),
        lambda f: remove_ferry(f, ferries[0].id),
        lambda f: remove_partner(f, partners[number].id if partners[number:] else "nobody"),
    ]
    removes = draw(st.integers(0, 3)) == 0
    return removes, draw(st.sampled_from(removing if removes else keeping))


def comments(files: TourFiles) -> list[str]:
    """The lines of the schedule and of the ferries that are comments alone."""
    return [
        line.rstrip()
        for file in files
        for line in file.text.splitlines()
        if line.strip().startswith("#") and not file.name.endswith(".csv")
    ]


def own_columns(files: TourFiles) -> dict[str, tuple[str, str]]:
    """What stands in the columns that the app doesn't know, by place."""
    import csv

    rows = csv.DictReader(files.file("cities.csv").text.splitlines())
    return {row["id"]: (row["can_sleep_grade"], row["can_sleep_source"]) for row in rows}


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_edits_in_any_order_leave_readable_files_and_all_comments(data: st.DataObject) -> None:
    files = our_files()
    own = own_columns(files)
    for _ in range(data.draw(st.integers(1, 6))):
        removes, edit = data.draw(edits(draft_of(files)))
        try:
            after = edit(files)
        except ImpossibleValue:
            continue
        draft = draft_of(after)
        assert (draft.tour is None) == bool(draft.faults)
        if not removes:
            assert comments(after) == comments(files)
        # The comments at the left edge go with nothing.
        at_the_edge = [line for line in comments(files) if line.startswith("#")]
        assert [line for line in comments(after) if line.startswith("#")] == at_the_edge
        known = own_columns(after)
        assert {id_: known[id_] for id_ in own if id_ in known} == {
            id_: cells for id_, cells in own.items() if id_ in known
        }
        files = after


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_a_new_tour_can_be_edited_in_any_order(data: st.DataObject) -> None:
    files = new_files("k3", {"fr": "Caravane"}, "fr")
    for _ in range(data.draw(st.integers(1, 8))):
        _, edit = data.draw(edits(draft_of(files)))
        try:
            files = edit(files)
        except ImpossibleValue:
            continue
        draft_of(files)
        assert comments(files)[0].startswith("# A tour")
