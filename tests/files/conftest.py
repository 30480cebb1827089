from __future__ import annotations

from pathlib import Path

import pytest
from files.folders import TourFolder


@pytest.fixture
def folder(tmp_path: Path) -> TourFolder:
    return TourFolder(tmp_path)
