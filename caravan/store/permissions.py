"""Roles, and what each of them permits. Nothing else in the program says who may do what."""

from __future__ import annotations

from dataclasses import dataclass, fields
from enum import StrEnum

from caravan.errors import CaravanError, msg


class NotAllowed(CaravanError):
    """A visitor may not do this, or not any more."""

    def __init__(self) -> None:
        super().__init__(msg("You may not do this. Ask an organizer of the tour for the right."))


class Role(StrEnum):
    """What an account is to one schedule."""

    ORGANIZER = "organizer"
    """Edits and publishes it."""
    VIEWER = "viewer"
    """Reads its plan."""
    VOLUNTEER = "volunteer"
    """Reads its day pages."""


class Right(StrEnum):
    """One thing that a visitor may do, or not; named like the fields of `Permissions`."""

    DAYS = "days"
    VIEW = "view"
    EDIT = "edit"
    PUBLISH = "publish"
    CREATE = "create"
    MANAGE = "manage"


@dataclass(frozen=True, slots=True)
class Permissions:
    """What a visitor may do, with the schedule looked at, or with the server.

    Attributes:
        days: read the day pages of the schedule.
        view: read its plan, its map and its figures.
        edit: change it, plan it, delete it.
        publish: tell partners and subscribers, make and revoke links.
        create: make new tours.
        manage: make accounts and give roles on the whole server.
    """

    days: bool = False
    view: bool = False
    edit: bool = False
    publish: bool = False
    create: bool = False
    manage: bool = False

    def has(self, right: Right) -> bool:
        """Whether a right is among them."""
        return bool(getattr(self, right.value))


NOTHING = Permissions()
EVERYTHING = Permissions(**{field.name: True for field in fields(Permissions)})


def permissions_of(role: Role | None, *, is_admin: bool, organizes: bool) -> Permissions:
    """What a role in a schedule permits.

    Args:
        role: in the schedule looked at; None for none, or for no schedule.
        organizes: whether the account is organizer of any tour: then it may make new ones.
    """
    if is_admin:
        return EVERYTHING
    match role:
        case Role.ORGANIZER:
            return Permissions(days=True, view=True, edit=True, publish=True, create=True)
        case Role.VIEWER:
            return Permissions(days=True, view=True, create=organizes)
        case Role.VOLUNTEER:
            return Permissions(days=True, create=organizes)
        case None:
            return Permissions(create=organizes)
