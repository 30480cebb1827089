"""Prices that were found, in a file: a list that was stopped goes on where it ended."""

from __future__ import annotations

from pathlib import Path

from caravan.errors import Fault, InputFaults, msg
from caravan.files.bounded_text import read_bounded
from caravan.files.json_document import json_text, parse_json

MAX_BYTES = 50_000_000
_KEY = "caravan_prices"


def read_kept_prices(path: Path) -> dict[str, str]:
    """The prices in a file by their keys; none for a file that isn't there yet.

    Raises InputFaults for a file that can't be read, and for one that holds something else: it
    would be overwritten.
    """
    if not path.exists():
        return {}
    source = read_bounded(path, MAX_BYTES)
    data = parse_json(source.text, source.name)
    kept = data.get(_KEY) if isinstance(data, dict) else None
    if not isinstance(kept, dict) or not all(isinstance(text, str) for text in kept.values()):
        problem = msg("this file has no prices that were kept")
        remedy = msg("Name a file that isn't there yet")
        raise InputFaults((Fault(source.name, "", problem, remedy),))
    return {str(key): text for key, text in kept.items()}


def kept_prices_to_json(kept: dict[str, str]) -> str:
    """The file's text: the same bytes for the same prices."""
    return json_text({_KEY: dict(sorted(kept.items()))})
