"""The small world, indexed once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from small_world import AREAS, PLACES, SUBDIVISIONS

from caravan.geocoding.world_gazetteer import WorldGazetteer
from caravan.geocoding.world_writing import build_index

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="session")
def small_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The path of an index of the small world."""
    path = tmp_path_factory.mktemp("small world") / "world-places.sqlite"
    build_index(path, PLACES, AREAS, SUBDIVISIONS, edition="small")
    return path


@pytest.fixture(scope="session")
def small_world(small_index: Path) -> Iterator[WorldGazetteer]:
    """A gazetteer of the small world."""
    gazetteer = WorldGazetteer(small_index)
    yield gazetteer
    gazetteer.close()
