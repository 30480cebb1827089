"""What a person is told of a pasted list: what was left out of it, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from caravan.errors import Message, msg

_SHOWN = 6
_SHOWN_LENGTH = 40


@dataclass(slots=True)
class LeftOut:
    """What was left out of a list so far, or changed, each in the words of the list.

    Attributes:
        characters: how many at the end of the text were not read.
        beyond: how many towns came when there were enough, and since when: `is_full`.
    """

    characters: int = 0
    beyond: int = 0
    is_full: bool = False
    repeated: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    too_long: list[str] = field(default_factory=list)
    without_letters: list[str] = field(default_factory=list)
    formulas: list[str] = field(default_factory=list)
    perhaps_two: list[tuple[str, str]] = field(default_factory=list)

    def has_enough(self) -> bool:
        """Whether no more towns are taken."""
        return self.is_full


def notes_of(left_out: LeftOut, *, taken: int) -> tuple[Message, ...]:
    """The notes, one for each reason."""
    notes = []
    if left_out.characters:
        notes.append(
            msg(
                "The text is too long: its last {number} characters were not read.",
                number=left_out.characters,
            )
        )
    if left_out.beyond:
        notes.append(
            msg(
                "Only the first {limit} towns were taken; about {number} more were left out.",
                limit=taken,
                number=left_out.beyond,
            )
        )
    if left_out.repeated:
        notes.append(msg("Twice in the list, taken once: {names}.", names=_few(left_out.repeated)))
    if left_out.headings:
        notes.append(msg("Left out as headings: {lines}.", lines=_few(left_out.headings)))
    if left_out.too_long:
        lines = _few(left_out.too_long)
        notes.append(msg("Left out, too long for a town’s name: {lines}.", lines=lines))
    if left_out.without_letters:
        lines = _few(left_out.without_letters)
        notes.append(msg("Left out, no name in them: {lines}.", lines=lines))
    if left_out.formulas:
        names = _few(left_out.formulas)
        notes.append(
            msg("Began like a formula; the sign in front was left out: {names}.", names=names)
        )
    notes += [
        msg(
            "“{name}, {hint}” was taken for one town, {name} near {hint}."
            " If they are two towns, write each on a line of its own.",
            name=_short(name),
            hint=_short(hint),
        )
        for name, hint in left_out.perhaps_two
    ]
    return tuple(notes)


def _few(texts: Iterable[str]) -> str:
    """Some of the texts, shortened, and dots for the rest."""
    all_of_them = list(dict.fromkeys(texts))
    few = ", ".join(f"“{_short(text)}”" for text in all_of_them[:_SHOWN])
    return f"{few}, …" if len(all_of_them) > _SHOWN else few


def _short(text: str) -> str:
    plain = " ".join(text[: 2 * _SHOWN_LENGTH].split())
    return plain if len(plain) <= _SHOWN_LENGTH else f"{plain[:_SHOWN_LENGTH].rstrip()}…"
