"""The map as Folium objects.

Folium builds the Leaflet map and the tile layer. What the plan shows goes another way than
Folium's markers, because Folium renders every text twice as a template (first into JavaScript,
then the result once more): the data stands beside the script as JSON, and `map.js` puts it into
the page as text nodes, so that a town's name is never read as HTML, JavaScript or a template.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from caravan.views.map.box import Point

if TYPE_CHECKING:
    from branca.element import Element

TILES = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
TILE_HOST = "https://tile.openstreetmap.org"
TILE_CREDIT = '&copy; <a href="https://www.openstreetmap.org/copyright">OpenStreetMap</a>'
MAX_ZOOM = {True: 18, False: 14}
"""With tiles, and without."""


@dataclass(frozen=True, slots=True)
class Rendered:
    """What Folium made of the map.

    Attributes:
        body: the element that holds the map.
        script: what fills it; it needs Leaflet and `map.js` before it.
    """

    body: str
    script: str


def rendered(name: str, middle: Point, *, tiles: bool) -> Rendered:
    """A map whose elements are called after `name`; its data is the JSON block ``{name}-data``.

    Folium gives its elements random names; here they are counted, for the same bytes each time.
    """
    import folium
    from branca.element import Figure, MacroElement
    from folium.template import Template

    class Drawing(MacroElement):
        """Calls `map.js` with the map and the id of its data."""

        _template = Template(
            "{% macro script(this, kwargs) %}"
            "caravanMap({{ this._parent.get_name() }}, {{ this.data|tojson }});"
            "{% endmacro %}"
        )

        def __init__(self, data: str) -> None:
            super().__init__()  # type: ignore[no-untyped-call]  # branca leaves it without types
            self._name = "Drawing"
            self.data = data

    figure = Figure()
    view = folium.Map(
        location=middle,
        zoom_start=6,
        tiles=None,
        zoom_control=False,
        attribution_control=False,
        zoom_snap=0.5 if tiles else 0.25,
        zoom_delta=1,
        max_zoom=MAX_ZOOM[tiles],
        max_bounds_viscosity=0.9,
        world_copy_jump=False,
    )
    view.default_js, view.default_css = [], []
    figure.add_child(view)
    # The drawing comes first: it moves the view, and only then tiles are asked for.
    view.add_child(Drawing(f"{name}-data"))
    if tiles:
        folium.TileLayer(TILES, attr=TILE_CREDIT, max_zoom=19, name="tiles").add_to(view)
    _count_names(view, name.replace("-", "_"))
    figure.render()
    return Rendered(figure.html.render().strip(), figure.script.render().strip())


def _count_names(element: Element, prefix: str, number: int = 0) -> int:
    """Name this element and those in it by counting; the next free number."""
    children = list(element._children.values())  # noqa: SLF001 Folium offers no other way
    element._id = f"{prefix}_{number}"  # noqa: SLF001 the same
    element._children.clear()  # noqa: SLF001 the same: it is keyed by the names
    number += 1
    for child in children:
        number = _count_names(child, prefix, number)
        element._children[child.get_name()] = child  # noqa: SLF001 the same
    return number
