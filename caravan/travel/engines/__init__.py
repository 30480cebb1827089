"""Routing engines: OSRM or Valhalla over HTTP as a source of driving times.

Whatever goes wrong with an engine ends in a warning and the tour's own roads, never in silence.
"""

from caravan.travel.engines.engine_roads import EngineRoads, roads_of
from caravan.travel.engines.settings import EngineSettings, engine_settings

__all__ = ["EngineRoads", "EngineSettings", "engine_settings", "roads_of"]
