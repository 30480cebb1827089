"""The map of a plan, or of what two plans do otherwise.

`map_html` and `differences_html` are whole documents, `map_parts` pieces for another page.
"""

from caravan.views.map.page import differences_html, map_html
from caravan.views.map.parts import MapParts, map_parts

__all__ = ["MapParts", "differences_html", "map_html", "map_parts"]
