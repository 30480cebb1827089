"""The map of a plan: `map_html` is a whole document, `map_parts` pieces for another page."""

from caravan.views.map.page import map_html
from caravan.views.map.parts import MapParts, map_parts

__all__ = ["MapParts", "map_html", "map_parts"]
