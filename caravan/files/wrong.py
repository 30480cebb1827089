"""What is wrong with one value, and what would be right, before its place in a file is known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from caravan.errors import Fault, ImpossibleValue, InputFaults, Message, msg

KeyPath = tuple[str | int, ...]
"""Where a value is in a document: ``("events", 3, "date")``."""


class WrongValue(ImpossibleValue):
    """A value that a file must not hold, with what would be right.

    Attributes:
        inside: where in the value it is wrong, for example ``("ar",)`` in names.
    """

    def __init__(self, problem: Message, remedy: Message, inside: KeyPath = ()) -> None:
        super().__init__(problem)
        self.remedy = remedy
        self.inside = inside


@dataclass(frozen=True, slots=True)
class Wrong:
    """Something wrong at a key of a document."""

    path: KeyPath
    problem: Message
    remedy: Message


@dataclass(slots=True)
class FaultList:
    """Collects the faults of all files, so that they are told at once."""

    faults: list[Fault] = field(default_factory=list)

    def add(
        self,
        file: str,
        where: str,
        problem: Message,
        remedy: Message,
        line: int | None = None,
    ) -> None:
        """Note a fault."""
        self.faults.append(Fault(file, where, problem, remedy, line))

    def extend(self, more: InputFaults) -> None:
        """Note the faults that a reader raised."""
        self.faults.extend(more.faults)

    def raise_if_any(self) -> None:
        """Raise InputFaults with all that was noted, each once."""
        if self.faults:
            raise InputFaults(tuple(dict.fromkeys(self.faults)))


def half_a_character() -> tuple[Message, Message]:
    r"""Problem and remedy of an escape like ``\\ud800`` that is no character by itself."""
    return msg("half of a character"), msg("Write the character itself")


def key_text(path: KeyPath) -> str:
    """``("events", 3, "date")`` as ``events[3].date``, counted from 0 as programs do."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            text += f".{shown(part)}" if text else shown(part)
    return text


def shown(value: object, limit: int = 60) -> str:
    """A value as a message may show it: one line, not long, nothing invisible."""
    text = "".join(
        char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in str(value)
    )
    return text if len(text) <= limit else text[:limit] + "…"


def nearest(word: str, known: Iterable[str], cutoff: float = 0.65) -> str | None:
    """The known word that was probably meant, or None."""
    found = get_close_matches(word[:100].lower(), sorted(known), n=1, cutoff=cutoff)
    return found[0] if found else None


def meant(word: str, known: Iterable[str]) -> Message:
    """A remedy for an unknown word: the nearest known one, else all of them."""
    known = sorted(known)
    guess = nearest(word, known)
    if guess is not None:
        return msg("Did you mean “{guess}”?", guess=guess)
    if not known:
        return msg("Leave it out")
    return msg("Use one of: {known}", known=shown(", ".join(known), 400))
