"""What a scenario is called."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection

from caravan.errors import msg
from caravan.files.wrong import WrongValue, shown

MAX_LENGTH = 80
"""Longest name of a scenario, in characters."""
_JOINERS = "\u200c\u200d"
"""Invisible, and part of how words are written."""


def scenario_name(typed: str, taken: Collection[str] = ()) -> str:
    """A name as it is kept: one line, nothing invisible in it that would change what is around it.

    Args:
        typed: by a person.
        taken: the names that others have; case and ways of writing a letter don't tell two apart.

    Raises WrongValue for an empty name, one that is too long, and one that another one has.
    """
    whole = "".join(" " if char.isspace() else char for char in typed if _is_kept(char))
    name = " ".join(unicodedata.normalize("NFC", whole).split())
    if not any(char not in _JOINERS for char in name):
        raise WrongValue(
            msg("a scenario needs a name"), msg("Say what it tries, like “One day more”")
        )
    if len(name) > MAX_LENGTH:
        problem = msg("the name is longer than {limit} characters", limit=MAX_LENGTH)
        raise WrongValue(problem, msg("Make it shorter"))
    if _folded(name) in {_folded(other) for other in taken}:
        raise WrongValue(
            msg("there is a scenario “{name}” already", name=shown(name)),
            msg("Choose another name"),
        )
    return name


def free_name(wanted: str, taken: Collection[str]) -> str:
    """The name, with a number behind it if another one has it: ``One day more (2)``."""
    known = {_folded(other) for other in taken}
    name, number = wanted, 1
    while _folded(name) in known:
        number += 1
        mark = f" ({number})"
        name = wanted[: MAX_LENGTH - len(mark)].rstrip() + mark
    return name


def _is_kept(char: str) -> bool:
    # Marks of direction in a name would turn the words of the page around it.
    return char in _JOINERS or char.isspace() or unicodedata.category(char)[0] != "C"


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
