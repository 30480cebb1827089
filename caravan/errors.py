"""What can go wrong, told to a person: which place, what is wrong, what would be right.

A text that a person may read is a `Message`: an English template with its values, so that the
same fault can be shown in French or Arabic by looking the template up in a gettext catalog.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Message:
    """A translatable text: an English template, and the values for its placeholders.

    Values are plain text or numbers, never objects: a template can't reach into anything.
    """

    template: str
    values: tuple[tuple[str, str | int | float], ...] = ()

    def __str__(self) -> str:
        return self.template.format(**dict(self.values))

    def translated(self, gettext: Callable[[str], str]) -> str:
        """The text in another language, `gettext` being the catalog's look-up."""
        return gettext(self.template).format(**dict(self.values))


def msg(template: str, **values: str | int | float) -> Message:
    """A message; the template is a literal, so that Babel finds it for the catalogs.

    Dates are given as ISO 8601 writes them; a `Language` puts them into words.
    """
    return Message(template, tuple(sorted(values.items())))


class CaravanError(Exception):
    """Any failure that caravan explains to its user. Never a programming error."""

    def __init__(self, message: Message) -> None:
        super().__init__(str(message))
        self.message = message


class ImpossibleValue(CaravanError, ValueError):
    """A value that a domain object refuses at construction, naming the bad condition.

    It is a ValueError too, so that pydantic reports it with its place in the file.
    """


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong in a file.

    Attributes:
        file: name of the file as the user knows it.
        where: column or key, for example "events[3].service_minutes"; may be empty.
        problem: what is wrong.
        remedy: what would be right.
        line: line of the file, from 1, when known.
    """

    file: str
    where: str
    problem: Message
    remedy: Message
    line: int | None = None

    def __str__(self) -> str:
        return self.translated(lambda text: text)

    def translated(self, gettext: Callable[[str], str]) -> str:
        """The fault as one line in another language; names of files and keys stay as they are."""
        problem, remedy = self.problem.translated(gettext), self.remedy.translated(gettext)
        return f"{self.place(gettext)}: {problem}. {remedy}"

    def place(self, gettext: Callable[[str], str]) -> str:
        """File, line and key in another language: ``cities.csv, line 12, latitude``."""
        line = "" if self.line is None else msg("line {line}", line=self.line).translated(gettext)
        return ", ".join(part for part in (self.file, line, self.where) if part)


class InputFaults(CaravanError):
    """All faults found in the input, in the order of the file."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        if not faults:
            raise ValueError("InputFaults needs at least one fault")
        super().__init__(msg("{count} fault(s) in the input", count=len(faults)))
        self.faults = faults

    def __str__(self) -> str:
        return "\n".join(str(fault) for fault in self.faults)
