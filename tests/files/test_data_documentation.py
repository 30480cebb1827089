"""docs/data.md names every column and key, and no others; its example is read."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from files.folders import CITIES, DATA, ROADS
from pydantic import BaseModel

from caravan.files import cities_csv, roads_csv
from caravan.files.read_tour import read_tour
from caravan.files.shapes import (
    calendar_shape,
    event_shape,
    ferry_shape,
    hand_shape,
    plan_shape,
    rates_shape,
    rules_shape,
    tour_shape,
)
from caravan.files.shapes.shape import Shape, keys_of
from caravan.tour.pin import Pin

PAGE = (Path(__file__).parents[2] / "docs" / "data.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """The text under a heading, to the next heading of the same or a higher level."""
    level = title.split(" ", maxsplit=1)[0]
    _, found, rest = PAGE.partition(f"\n{title}\n")
    assert found, title
    return re.split(rf"\n#{{2,{len(level)}}} ", rest)[0]


def first_cells(text: str) -> set[str]:
    """What stands in code in the first column of all tables of a text."""
    rows = [line.split("|")[1] for line in text.splitlines() if line.startswith("| `")]
    return {name for row in rows for name in re.findall(r"`([^`]+)`", row)}


@pytest.mark.parametrize(
    ("title", "shapes"),
    [
        ("### tour", [tour_shape.HeadShape]),
        ("### revision", [rules_shape.RevisionShape]),
        ("### organizers", [event_shape.OrganizerShape]),
        ("### rules", [rules_shape.RulesShape]),
        ("### estimate", [rules_shape.EstimateShape]),
        ("### rates", [rates_shape.RatesShape]),
        ("### calendars", [calendar_shape.CalendarShape]),
        ("### events", [event_shape.EventShape]),
        ("### partners", [event_shape.PartnerShape]),
        ("## ferries.yaml", [ferry_shape.FerryShape, ferry_shape.TimetableShape]),
        (
            "## plan.json",
            [
                plan_shape.PlanShape,
                plan_shape.PrecedentShape,
                plan_shape.DayShape,
                plan_shape.LegShape,
                plan_shape.StopShape,
            ],
        ),
    ],
)
def test_every_key_is_documented_and_no_other(title: str, shapes: list[type[Shape]]) -> None:
    assert first_cells(section(title)) == {key for shape in shapes for key in keys_of(shape)}


def test_every_key_of_the_schedule_is_documented_and_no_other() -> None:
    text = section("## schedule.yaml").split("\n### ")[0]
    assert first_cells(text) == set(keys_of(tour_shape.ScheduleShape))


@pytest.mark.parametrize(
    ("title", "shape"),
    [
        ("### rules", rules_shape.BreakShape),
        ("### events", event_shape.WindowShape),
        ("### events", hand_shape.PinShape),
        ("## plan.json", plan_shape.ObjectiveShape),
        ("## plan.json", plan_shape.BoundShape),
        ("## plan.json", plan_shape.PromiseShape),
        ("## plan.json", plan_shape.TeamShape),
        ("## plan.json", tour_shape.TourShape),
    ],
)
def test_keys_within_a_row_are_named_in_it(title: str, shape: type[BaseModel]) -> None:
    text = section(title) + section("### tour")
    assert {key for key in shape.model_fields if f"`{key}`" not in text} == set()


def test_every_column_of_the_roads_is_documented_and_no_other() -> None:
    known = {*roads_csv.REQUIRED, *roads_csv.OPTIONAL}
    assert first_cells(section("## roads.csv")) == known


def test_every_column_of_the_cities_is_documented_and_no_other() -> None:
    known = {*cities_csv.REQUIRED, *cities_csv.OPTIONAL}
    by_language = {"name_fr", "name_ar", "name_en", "region_fr", "region_ar"}
    assert first_cells(section("## cities.csv")) == known | by_language
    header = (DATA / "cities.csv").read_text(encoding="utf-8").splitlines()[0]
    assert set(header.split(",")) == known | by_language


def test_needed_columns_are_marked() -> None:
    for title, required in (
        ("## cities.csv", cities_csv.REQUIRED),
        ("## roads.csv", roads_csv.REQUIRED),
    ):
        rows = [line for line in section(title).splitlines() if "| yes |" in line]
        assert {
            name for row in rows for name in re.findall(r"`([^`]+)`", row.split("|")[1])
        } == set(required)


@pytest.mark.parametrize(
    ("title", "shape"),
    [
        ("### tour", tour_shape.HeadShape),
        ("### revision", rules_shape.RevisionShape),
        ("### organizers", event_shape.OrganizerShape),
        ("### rules", rules_shape.RulesShape),
        ("### estimate", rules_shape.EstimateShape),
        ("### calendars", calendar_shape.CalendarShape),
        ("### partners", event_shape.PartnerShape),
    ],
)
def test_needed_keys_are_marked(title: str, shape: type[Shape]) -> None:
    rows = [line for line in section(title).splitlines() if "| yes |" in line]
    marked = {name for row in rows for name in re.findall(r"`([^`]+)`", row.split("|")[1])}
    needed = {name for name, field in shape.model_fields.items() if field.is_required()}
    assert marked == needed


def test_the_example_is_a_tour(tmp_path: Path) -> None:
    example = re.search(r"```yaml\n(.*?)```", section("### An example"), re.DOTALL)
    assert example is not None
    (tmp_path / "schedule.yaml").write_text(example[1], encoding="utf-8")
    (tmp_path / "cities.csv").write_text(CITIES, encoding="utf-8")
    (tmp_path / "roads.csv").write_text(ROADS, encoding="utf-8")
    assert len(read_tour(tmp_path / "schedule.yaml").events) == 2


def test_the_example_of_what_is_set_by_hand_is_read(tmp_path: Path) -> None:
    part, whole = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)[:2]
    head = whole.split("events:\n")[0].replace("last_day: 2020-03-10", "last_day: 2020-03-13")
    head = head.replace(
        "      tuesday:",
        "      wednesday: [08:30-17:30]\n      thursday: [08:30-12:30]\n      tuesday:",
    )
    towns = "".join(
        f"  - town: {town}\n    service_minutes: 60\n    open: [offices]\n"
        for town in ("sbeitla", "sfax", "kerkennah")
    )
    text = head + part.replace("events:\n", f"events:\n{towns}", 1)
    (tmp_path / "schedule.yaml").write_text(
        text.replace("roads: roads.csv\n", ""), encoding="utf-8"
    )
    cities = (DATA / "cities.csv").read_text(encoding="utf-8")
    (tmp_path / "cities.csv").write_text(cities, encoding="utf-8")
    tour = read_tour(tmp_path / "schedule.yaml")
    assert tour.event("gafsa").pin == Pin(date(2020, 3, 11), 540)
    assert tour.event("tozeur").pin == Pin(date(2020, 3, 12))
    assert tour.event("tozeur").not_on == (date(2020, 3, 10), date(2020, 3, 13))
    assert tour.orders == (("gafsa", "tozeur"),)
    assert tour.forbidden_pairs == (("sfax", "kerkennah"),)


def test_the_licences_of_the_sources_are_named() -> None:
    for words in ("GeoNames", "CC BY 4.0", "OpenStreetMap contributors", "ODbL", "Wikipedia"):
        assert words in PAGE
