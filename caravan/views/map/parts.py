"""A map in pieces, for a page that has more to show than the map."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date as Date

from caravan.language.language import Language
from caravan.plan.plan import Plan
from caravan.views.map.escaping import html_text, json_block
from caravan.views.map.figure import rendered
from caravan.views.map.leaflet import leaflet_script, leaflet_style
from caravan.views.map.scene import Scene, scene
from caravan.views.map.script import map_script, map_style


@dataclass(frozen=True, slots=True)
class MapParts:
    """What a page needs to show a map, without any request to elsewhere.

    Attributes:
        style: goes into a `<style>` element.
        body: HTML, where the map shall stand; it is as high as ``.caravan-map`` is made.
        script: goes into a `<script>` element after the body.
    """

    style: str
    body: str
    script: str


def map_parts(
    plan: Plan,
    language: Language,
    date: Date | None = None,
    *,
    tiles: bool = False,
    embedded: bool = True,
    name: str = "caravan-map",
) -> MapParts:
    """The whole tour or one date, in pieces; the same plan gives the same bytes.

    With `embedded` the map leaves the page to scroll under one finger; two fingers move the map.
    `name` is the id of the map's element, for a page with several maps. Raises KeyError when the
    plan has no such date.
    """
    return parts_of(scene(plan, language, date), tiles=tiles, embedded=embedded, name=name)


def parts_of(
    what: Scene, *, tiles: bool = False, embedded: bool = True, name: str = "caravan-map"
) -> MapParts:
    """Any scene, in pieces; the same scene gives the same bytes. See `map_parts`."""
    data = {**asdict(what), "embedded": embedded}
    (south, west), (north, east) = what.bounds
    figure = rendered(name, ((south + north) / 2, (west + east) / 2), tiles=tiles)
    return MapParts(
        style=f"{leaflet_style()}\n{map_style()}",
        body=_body(what, name, figure.body, json_block(data)),
        script=f"{leaflet_script()}\n{map_script()}\n{figure.script}",
    )


def _body(what: Scene, name: str, figure: str, data: str) -> str:
    lost = html_text(what.words["script"])
    return (
        f'<div class="caravan-map" dir="{what.direction}" lang="{what.language}">'
        f"{figure}<noscript><p>{lost}</p></noscript></div>\n"
        f'<script type="application/json" id="{name}-data">{data}</script>'
    )
