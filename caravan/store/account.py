"""An account: a person who may log in, and how names of accounts are compared."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime

from caravan.errors import CaravanError, ImpossibleValue, msg

LONGEST_NAME = 60


class NoSuchAccount(CaravanError):
    """There is no such account."""

    def __init__(self) -> None:
        super().__init__(msg("There is no such account."))


class NameTaken(ImpossibleValue):
    """Another account has this name."""

    def __init__(self, name: str) -> None:
        super().__init__(msg("There is an account named “{name}” already.", name=name))


class LastAdmin(CaravanError):
    """Nobody could make accounts any more."""

    def __init__(self) -> None:
        super().__init__(msg("This is the only administrator: name another one first."))


@dataclass(frozen=True, slots=True)
class Account:
    """A person who may log in.

    Attributes:
        name: to log in with, as `folded_name` makes it.
        shown: the name as it was typed.
        is_local: whether it logs in with a password here, or will as soon as one is chosen; else
            it logs in with OpenID Connect.
        has_password: whether one was chosen.
        is_admin: may do everything with every tour, and make accounts.
        disabled: since when it can't be used, None when it can.
    """

    id: int
    name: str
    shown: str
    is_local: bool
    has_password: bool
    is_admin: bool
    made: datetime
    disabled: datetime | None


def cleaned_name(typed: str) -> str:
    """A name as it is shown. Raises ImpossibleValue for an empty, long or invisible one."""
    name = " ".join(unicodedata.normalize("NFC", typed).split())
    if not name:
        raise ImpossibleValue(msg("The account needs a name."))
    if len(name) > LONGEST_NAME:
        raise ImpossibleValue(
            msg("The name can have {number} characters at most.", number=LONGEST_NAME)
        )
    # Control and format characters: two names that look alike must be alike.
    if any(unicodedata.category(letter) in {"Cc", "Cf", "Cs", "Co", "Cn"} for letter in name):
        raise ImpossibleValue(msg("The name has a character that nobody can see."))
    return name


def folded_name(name: str) -> str:
    """The same for names that differ in case, spaces or the way an accent is composed only."""
    folded = unicodedata.normalize("NFC", name).casefold()
    return " ".join(unicodedata.normalize("NFC", folded).split())
