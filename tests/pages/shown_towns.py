"""The section Towns as a test uses it: cells of its table, and what is done on its map."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import streamlit as st
from pages.shown_section import ShownSection, shown_section
from pyarrow import ipc
from streamlit.proto.WidgetStates_pb2 import WidgetState

from caravan.ui.edit_map import MapEvent, MapPoint

if TYPE_CHECKING:
    from pages.conftest import House


@dataclass
class FakeMap:
    """Stands in for the map, which only a browser draws: a button does what is asked of it."""

    points: tuple[MapPoint, ...] = ()
    options: dict[str, Any] = field(default_factory=dict)
    events: list[MapEvent] = field(default_factory=list)

    def __call__(self, points: Any, speech: Any, *, key: str, **options: Any) -> None:
        self.points, self.options = tuple(points), options
        on_event = options["on_event"]

        def hear() -> None:
            while self.events:
                on_event(self.events.pop(0))

        st.button("map", key="fake-map", on_click=hear)

    def point(self, label: str) -> MapPoint:
        """The first point of this name."""
        return next(point for point in self.points if point.label == label)


@dataclass
class ShownTowns(ShownSection):
    """The section of a kept tour."""

    map: FakeMap = field(default_factory=FakeMap)

    def on_map(self, kind: str, label: str = "", at: tuple[float, float] = (0.0, 0.0)) -> None:
        """Something is done on the map; `label` names the point."""
        point = self.map.point(label) if label else None
        where = at if kind != "chosen" or point is None else (point.latitude, point.longitude)
        self.map.events.append(MapEvent(kind, point.id if point else "", *where))
        self.app.button(key="fake-map").click().run()
        assert not self.app.exception

    @property
    def table(self) -> Any:
        """The table as it is shown, without what was typed into it, as Arrow has it."""
        return ipc.open_stream(self.app.dataframe[0].proto.arrow_data.data).read_all()

    @property
    def grid(self) -> str:
        """What tells the grid in the browser from any other."""
        return str(self.app.dataframe[0].proto.id)

    def type(self, *edits: tuple[int, str, Any]) -> None:
        """Cells are changed: (row from 0, column, value as the browser sends it)."""
        rows: dict[str, dict[str, Any]] = {}
        for row, column, value in edits:
            rows.setdefault(str(row), {})[column] = value
        states = self.app._tree.get_widget_states()
        text = json.dumps({"edited_rows": rows, "added_rows": [], "deleted_rows": []})
        states.widgets.append(WidgetState(id=self.grid, string_value=text))
        self.app._run(states)
        assert not self.app.exception


def shown_towns(house: House, files: Any = None, lang: str = "en") -> ShownTowns:
    """Show the section of a tour, that of 2020 or one of these files."""
    fake = FakeMap()
    house.monkeypatch.setattr("caravan.ui.tour_page.towns_map.edit_map", fake)
    shown = shown_section(house, "towns", files, lang)
    return ShownTowns(shown.house, shown.tour, shown.app, fake)
