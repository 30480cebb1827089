"""The data of a schedule, taken out to be changed and put back; its comments stay."""

from __future__ import annotations

import copy
from typing import Any

from caravan.errors import msg
from caravan.files.shapes.shape import Shape, fit
from caravan.files.tour_files import TourFiles
from caravan.files.wrong import KeyPath, WrongValue
from caravan.files.yaml_document import parse_yaml
from caravan.files.yaml_edit import with_data


def schedule_data(files: TourFiles) -> dict[str, Any]:
    """A copy of what the schedule says, to be changed.

    Raises InputFaults when it is no YAML with keys.
    """
    return copy.deepcopy(parse_yaml(files.schedule.text, files.schedule.name).keys())


def with_schedule(files: TourFiles, data: dict[str, Any]) -> TourFiles:
    """The files with a schedule that says this, all else in it as it was."""
    return files.with_file(with_data(files.schedule, data))


def mapping_in(data: dict[str, Any], key: str) -> dict[str, Any]:
    """The keys under a key, made when there are none.

    Raises WrongValue when something else stands there.
    """
    found = data.setdefault(key, {})
    if found is None:
        found = data[key] = {}
    if not isinstance(found, dict):
        problem = msg("keys with values are expected here")
        raise WrongValue(problem, msg("Write “key: value” lines"), (key,))
    return found


def list_in(data: dict[str, Any], key: str) -> list[Any]:
    """The list under a key, made when there is none.

    Raises WrongValue when something else stands there.
    """
    found = data.setdefault(key, [])
    if found is None:
        found = data[key] = []
    if not isinstance(found, list):
        problem = msg("a list is expected here")
        remedy = msg("Write each entry on its own line, after “- ”")
        raise WrongValue(problem, remedy, (key,))
    return found


def refuse_wrong(shape: type[Shape], data: object, keys: KeyPath | None = None) -> None:
    """Refuse data that doesn't fit a shape; with `keys`, only what is wrong at or below them.

    What was wrong before in other places stays somebody's to correct. Raises WrongValue.
    """
    found = fit(shape, data)
    for wrong in found if isinstance(found, tuple) else ():
        # A rule between several keys has no key of its own: it speaks of what was changed.
        if keys is None or not wrong.path or wrong.path[0] in keys:
            raise WrongValue(wrong.problem, wrong.remedy, wrong.path)
