"""ferries.yaml: ferry lines and their timetables."""

from __future__ import annotations

from caravan.files.bounded_text import BoundedText
from caravan.files.sections import Sections
from caravan.files.shapes.ferry_shape import FerryShape
from caravan.files.wrong import FaultList
from caravan.files.yaml_document import YamlDocument, parse_yaml
from caravan.tour.ferry import Ferry


def parse_ferries(source: BoundedText) -> YamlDocument:
    """The document of a ferries.yaml, not yet checked.

    Raises InputFaults for a text that isn't YAML with keys.
    """
    document = parse_yaml(source.text, source.name)
    document.keys()
    return document


def ferries_of(document: YamlDocument, faults: FaultList) -> tuple[tuple[Ferry, int], ...]:
    """The ferries, each with its place in the list; faults are noted, their ferries left out."""
    sections = Sections(document, faults)
    sections.refuse_unknown(("ferries",))
    found = sections.each("ferries", FerryShape)
    return tuple((shape.ferry(), index) for index, shape in found)
