"""Attempts to log in, counted in the database: over all processes, and by its clock alone."""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, func, or_, select
from sqlalchemy.orm import Session

from caravan.errors import CaravanError, msg
from caravan.store.account import folded_name
from caravan.store.database import Database
from caravan.store.schema import AttemptRow

WINDOW = timedelta(minutes=15)
"""How long an attempt counts."""
MOST_OF_A_NAME = 10
MOST_OF_AN_ADDRESS = 40
"""Attempts within the window; an address may be an office with one way out."""
_CLOCKS_DIFFER = timedelta(minutes=1)
"""Machines that share a database differ by less. What is later was written before a clock jumped
back, and doesn't count: it would lock people out until the clock is there again."""


class TooManyAttempts(CaravanError):
    """Somebody guesses: wait before the next attempt.

    Attributes:
        minutes: until one may be made.
    """

    def __init__(self, minutes: int) -> None:
        super().__init__(
            msg(
                "Too many attempts failed. Wait {minutes} minutes, then try again.", minutes=minutes
            )
        )
        self.minutes = minutes


@dataclass(frozen=True, slots=True)
class Attempts:
    """The attempts of a database.

    Attributes:
        key: the server's secret, with which names and addresses are hashed: nobody learns from a
            copy of the database who tried from where.
    """

    database: Database
    key: Callable[[], str]

    def begin(self, name: str, address: str, at: datetime) -> None:
        """Count an attempt before it is made, so that a thousand at once are a thousand.

        Raises TooManyAttempts, which is no attempt itself, and StateUnusable.
        """
        with self.database.writing() as session:
            session.execute(
                delete(AttemptRow).where(
                    or_(AttemptRow.at <= at - WINDOW, AttemptRow.at > at + _CLOCKS_DIFFER)
                )
            )
            for source, most in (
                (self._name(name), MOST_OF_A_NAME),
                (self._address(address), MOST_OF_AN_ADDRESS),
            ):
                _refuse_beyond(session, source, most, at)
                session.add(AttemptRow(source=source, at=at))

    def succeeded(self, session: Session, name: str, address: str, at: datetime) -> None:
        """Forget the attempts of a name, and one of the address: this one was right.

        Not all of the address: else whoever knows one password could guess others for ever.
        """
        session.execute(delete(AttemptRow).where(AttemptRow.source == self._name(name)))
        of_address = (AttemptRow.source == self._address(address), AttemptRow.at == at)
        one = select(func.max(AttemptRow.id)).where(*of_address).scalar_subquery()
        session.execute(delete(AttemptRow).where(AttemptRow.id == one))

    def _name(self, name: str) -> str:
        return self._hashed("name", folded_name(name))

    def _address(self, address: str) -> str:
        return self._hashed("address", _network(address))

    def _hashed(self, kind: str, text: str) -> str:
        key = f"attempts by {kind} {self.key()}".encode()
        return hmac.digest(key, text.encode(errors="replace"), hashlib.sha256).hex()


def _refuse_beyond(session: Session, source: str, most: int, at: datetime) -> None:
    count, first = session.execute(
        select(func.count(AttemptRow.id), func.min(AttemptRow.at)).where(
            AttemptRow.source == source
        )
    ).one()
    if count >= most:
        left = (first + WINDOW - at).total_seconds()
        raise TooManyAttempts(max(1, -int(-left // 60)))


def _network(address: str) -> str:
    """What one person has: an IPv4 address, or all 2^64 addresses of an IPv6 network."""
    try:
        found = ipaddress.ip_address(address)
    except ValueError:
        return address
    if isinstance(found, ipaddress.IPv6Address):
        mapped = found.ipv4_mapped
        if mapped is not None:
            return str(mapped)
        return str(ipaddress.ip_network((int(found), 64), strict=False))
    return str(found)
