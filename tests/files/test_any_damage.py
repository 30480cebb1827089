"""Whatever a value is replaced with, files give a tour, a plan or clear faults; never a crash."""

from __future__ import annotations

import contextlib
import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from files.folders import CITIES, FERRIES, ROADS, SCHEDULE, TourFolder
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from samples import sample_plan

from caravan.errors import InputFaults
from caravan.files.draft import draft_of
from caravan.files.plan_json import plan_from_json, plan_to_json
from caravan.files.tour_files import files_at
from caravan.files.yaml_document import parse_yaml

ODD: st.SearchStrategy[Any] = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.sampled_from(
        [
            "",
            " ",
            "x",
            "0",
            "-1",
            "24:00",
            "00:00-24:00",
            "23:59-00:00",
            "0001-01-01",
            "9999-12-31",
            "0001-01-01T00:00:00+14:00",
            "9999-12-31T23:59:59-12:00",
            "2020-03-08T10:00:00Z",
            "Africa/Tunis",
            "Factory",
            "posixrules",
            "sfax",
            "sfax-port",
            "offices",
            "{0.__class__}",
            "%s",
            "a" * 400,
            "\u202e",
            "🏜️",
            "2020-02-30",
            10**30,
            [],
            {},
            [[]],
            {"fr": "x"},
            {"": ""},
            {"fr": None},
            [None],
            ["x", "x"],
        ]
    ),
    st.text(max_size=5),
)


def paths(data: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The path of each value of a document."""
    yield path
    items = (
        data.items()
        if isinstance(data, dict)
        else enumerate(data)
        if isinstance(data, list)
        else ()
    )
    for key, value in items:
        yield from paths(value, (*path, key))


def with_value(data: Any, path: tuple[Any, ...], value: Any) -> Any:
    if not path:
        return value
    data = copy.deepcopy(data)
    parent = data
    for key in path[:-1]:
        parent = parent[key]
    parent[path[-1]] = value
    return data


PLAN = json.loads(plan_to_json(sample_plan()))
TOUR = parse_yaml(SCHEDULE, "schedule.yaml").data
BOATS = parse_yaml(FERRIES, "ferries.yaml").data


@settings(max_examples=300)
@given(st.sampled_from(list(paths(PLAN))), ODD)
def test_a_plan_with_any_odd_value_is_read_or_refused(path: tuple[Any, ...], value: Any) -> None:
    with contextlib.suppress(InputFaults):
        plan = plan_from_json(json.dumps(with_value(PLAN, path, value)))
        assert plan_from_json(plan_to_json(plan)) == plan


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(list(paths(TOUR))), ODD)
@example(("tour", "last_day"), "9999-12-31")
@example(("tour", "first_day"), "0001-01-01")
@example(("revision", "time"), "0001-01-01T00:00:00+14:00")
def test_a_schedule_with_any_odd_value_is_read_or_refused(
    tmp_path: Path, path: tuple[Any, ...], value: Any
) -> None:
    folder = TourFolder(tmp_path)
    # JSON is YAML, but for what json.dumps escapes: that comes out the same.
    folder.write("schedule.yaml", json.dumps(with_value(TOUR, path, value), indent=1))
    assert all(fault for fault in folder.faults())


HAND = {
    "orders": [["sbeitla", "sfax"]],
    "forbidden_pairs": [["sfax", "sbeitla"]],
    "rates": {"currency": "TND", "km": 1.5, "co2_grams_km": 400},
}
PINNED = {"pin": {"date": "2020-03-10", "begins": "14:00"}, "not_on": ["2020-03-11"]}
TOUR_BY_HAND = {**TOUR, **HAND, "events": [TOUR["events"][0], {**TOUR["events"][1], **PINNED}]}
PLAN_BY_HAND = copy.deepcopy(PLAN)
PLAN_BY_HAND["tour"] |= HAND | {"teams": 2}
PLAN_BY_HAND["tour"]["events"][1] |= PINNED
PLAN_BY_HAND["objective"]["broken_promises"] = PLAN_BY_HAND["bound"]["broken_promises"] = 12
PLAN_BY_HAND["precedent"] = {
    "frozen_until": "2020-03-09T12:00:00+01:00",
    "promises": [{"event": "sfax", "date": "2020-03-09", "begins": "14:00", "is_confirmed": True}],
    "overtime": ["team-1"],
}


def paths_by_hand(data: Any) -> list[tuple[Any, ...]]:
    """The paths of values that were set by hand, or are of a precedent."""
    new = {*HAND, *PINNED, "teams", "precedent", "broken_promises"}
    return [path for path in paths(data) if new & set(map(str, path[-4:]))]


@settings(max_examples=100)
@given(st.sampled_from(paths_by_hand(PLAN_BY_HAND)), ODD)
def test_a_plan_with_an_odd_value_set_by_hand_is_read_or_refused(
    path: tuple[Any, ...], value: Any
) -> None:
    with contextlib.suppress(InputFaults):
        plan = plan_from_json(json.dumps(with_value(PLAN_BY_HAND, path, value)))
        assert plan_from_json(plan_to_json(plan)) == plan


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(paths_by_hand(TOUR_BY_HAND)), ODD)
def test_a_schedule_with_an_odd_value_set_by_hand_is_read_or_refused(
    tmp_path: Path, path: tuple[Any, ...], value: Any
) -> None:
    folder = TourFolder(tmp_path)
    folder.write("schedule.yaml", json.dumps(with_value(TOUR_BY_HAND, path, value), indent=1))
    assert all(fault for fault in folder.faults())
    draft_of(files_at(folder.path / "schedule.yaml"))


def test_what_is_damaged_above_is_right_before(tmp_path: Path) -> None:
    folder = TourFolder(tmp_path)
    folder.write("schedule.yaml", json.dumps(TOUR_BY_HAND, indent=1))
    assert folder.faults() == []
    assert plan_from_json(json.dumps(PLAN_BY_HAND)).precedent is not None


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(list(paths(BOATS))), ODD)
def test_ferries_with_any_odd_value_are_read_or_refused(
    tmp_path: Path, path: tuple[Any, ...], value: Any
) -> None:
    folder = TourFolder(tmp_path)
    folder.write("ferries.yaml", json.dumps(with_value(BOATS, path, value), indent=1))
    assert all(fault for fault in folder.faults())


CELL = st.sampled_from(["", "x", "nan", "inf", "-0", "1e5", "1,5", '"', "a;b", "=1", "é", "9" * 20])


@pytest.mark.parametrize(("name", "text"), [("cities.csv", CITIES), ("roads.csv", ROADS)])
@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_a_table_with_any_odd_cell_is_read_or_refused(
    tmp_path: Path, name: str, text: str, data: st.DataObject
) -> None:
    folder = TourFolder(tmp_path)
    rows = [line.split(",") for line in text.splitlines()]
    row = data.draw(st.integers(0, len(rows) - 1))
    column = data.draw(st.integers(0, len(rows[row]) - 1))
    rows[row][column] = data.draw(CELL)
    folder.write(name, "\n".join(",".join(cells) for cells in rows))
    assert all(fault for fault in folder.faults())


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(["schedule.yaml", "cities.csv", "roads.csv", "ferries.yaml"]), st.data())
def test_a_file_with_any_line_damaged_is_read_or_refused(
    tmp_path: Path, name: str, data: st.DataObject
) -> None:
    folder = TourFolder(tmp_path)
    content = (folder.path / name).read_bytes()
    begin = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(begin, min(len(content), begin + 30)))
    folder.write(name, content[:begin] + data.draw(st.binary(max_size=4)) + content[end:])
    assert all(fault for fault in folder.faults())
