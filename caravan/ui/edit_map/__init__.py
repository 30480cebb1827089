"""A map that is edited: towns are dragged, added and chosen on it."""

from caravan.ui.edit_map.component import edit_map
from caravan.ui.edit_map.event import MapEvent
from caravan.ui.edit_map.point import MapPoint, PointKind

__all__ = ["MapEvent", "MapPoint", "PointKind", "edit_map"]
