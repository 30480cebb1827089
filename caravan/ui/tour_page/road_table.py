"""The roads of a tour as a table."""

from __future__ import annotations

from collections.abc import Mapping

from caravan.language.language import Language
from caravan.tour.road import Grade
from caravan.ui.html import element, show
from caravan.ui.workbench import Workbench


def show_road_table(bench: Workbench, names: Mapping[str, str]) -> None:
    """All roads with their figures; to change one, its two places are chosen above."""
    speech = bench.language
    _ = speech.text
    head = [
        element("th", title, scope="col")
        for title in (_("Road"), _("Length"), _("Driving"), _("How sure"))
    ]
    rows = []
    for road in bench.draft.roads:
        ends = [element("bdi", names.get(id_, id_)) for id_ in (road.a, road.b)]
        rows.append(
            element(
                "tr",
                element("th", ends[0], " – ", ends[1], scope="row"),
                element("td", speech.km(road.km), class_="cv-figures"),
                element("td", speech.duration(road.minutes), class_="cv-figures"),
                element("td", grade_text(road.grade, speech), class_="cv-quiet"),
            )
        )
    table = element(
        "table",
        element("thead", element("tr", *head)),
        element("tbody", *rows),
        class_="cv-table cv-roads",
    )
    text = _("To change or remove a road, choose its two places above.")
    show(element("div", element("p", text, class_="cv-quiet"), table, class_="cv-scroll"), speech)


def grade_text(grade: Grade, speech: Language) -> str:
    """How sure a figure is, in words."""
    _ = speech.text
    return {
        Grade.A: _("published or measured"),
        Grade.B: _("derived from published figures"),
        Grade.C: _("an estimate"),
    }[grade]
