"""The arrays of the planner: whole numbers and marks, many at once."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


def changes(keys: list[npt.NDArray[np.generic]]) -> Bools:
    """Where sorted rows begin a new combination of keys."""
    changes = np.ones(len(keys[0]), dtype=np.bool_)
    changes[1:] = False
    for key in keys:
        changes[1:] |= key[1:] != key[:-1]
    return changes
