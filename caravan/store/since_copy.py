"""What happened since a copy was made, and isn't undone by putting the copy back.

- Who may do what: accounts, roles, logins and links stay as they are. A link that was revoked opens
  nothing again, and nobody is locked out. Only where there are none, as on a new computer, those of
  the copy are taken, without its logins and its links to log in with once.
- What was published, asked and answered; see `caravan.store.kept_promises`.
- The trail of who did what goes on.
- Versions rise: a page that was opened before can't take what was put back for what it showed.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from caravan.errors import msg
from caravan.store.messages import messages_to_json
from caravan.store.schema import (
    AccountRow,
    AuditRow,
    FileRow,
    LinkRow,
    LoginRow,
    SketchRow,
    TicketRow,
    TourRow,
    VersionRow,
)

ACCESS = frozenset({"account", "membership", "login", "ticket", "attempt", "link"})
"""Tables of who may do what."""


@dataclass(frozen=True, slots=True)
class Since:
    """What a database knows that a copy doesn't.

    Attributes:
        has_access: whether there are accounts or links.
        tours: the highest version of each tour, by its public id.
        sketches: the highest version of a sketch.
        audit: the trail, without ids.
    """

    has_access: bool = False
    tours: dict[str, int] = field(default_factory=dict)
    sketches: int = 0
    audit: tuple[dict[str, Any], ...] = ()


def since_copy(connection: Connection) -> Since:
    """What the database knows now."""
    highest = (
        select(TourRow.public_id, func.max(VersionRow.number))
        .join(VersionRow, VersionRow.tour_id == TourRow.id)
        .group_by(TourRow.public_id)
    )
    trail = connection.execute(select(AuditRow.__table__).order_by(AuditRow.id)).mappings()
    return Since(
        has_access=any(
            connection.scalar(select(row.id).limit(1)) is not None for row in (LinkRow, AccountRow)
        ),
        tours=dict(connection.execute(highest).all()),
        sketches=connection.scalar(select(func.max(SketchRow.version))) or 0,
        audit=tuple({k: v for k, v in row.items() if k != "id"} for row in trail),
    )


def write_since(connection: Connection, since: Since) -> None:
    """Add it to what a copy has brought."""
    if not since.has_access:
        connection.execute(delete(LoginRow))
        connection.execute(delete(TicketRow))
    connection.execute(update(SketchRow).values(version=SketchRow.version + since.sketches))
    for public_id, number in since.tours.items():
        _go_on_after(connection, public_id, number)
    last = connection.scalar(select(func.max(AuditRow.at)))
    for row in since.audit:
        if last is None or row["at"] > last:
            connection.execute(insert(AuditRow).values(row))


def note(connection: Connection, copy: Path, at: datetime) -> None:
    """Note in the trail that a copy was put back."""
    what = msg("put back the copy {name}", name=copy.name)
    written = messages_to_json((what,)).encode("utf-8", "backslashreplace").decode()
    values = {"at": at, "who": "caravan restore", "schedule": "", "what": written}
    connection.execute(insert(AuditRow).values(values))


def _go_on_after(connection: Connection, public_id: str, number: int) -> None:
    """Give what was put back of a tour a number of its own, above all that it ever had."""
    wanted = (
        select(VersionRow.__table__, TourRow.current)
        .join(TourRow, VersionRow.tour_id == TourRow.id)
        .where(TourRow.public_id == public_id, VersionRow.number == TourRow.current)
    )
    current = connection.execute(wanted).mappings().first()
    if current is None or current["number"] == number:
        return
    tour_id, own = current["tour_id"], VersionRow.tour_id == current["tour_id"]
    highest = connection.scalar(select(func.max(VersionRow.number)).where(own)) or 0
    following = max(highest, number) + 1
    values = {k: v for k, v in current.items() if k not in {"id", "current"}}
    values |= {"number": following, "parent": current["number"]}
    values["what"] = messages_to_json((msg("put back from a copy"),))
    added = connection.execute(insert(VersionRow).values(values).returning(VersionRow.id))
    new_id = added.scalar_one()
    files = select(FileRow.__table__).where(FileRow.version_id == current["id"])
    for file in connection.execute(files).mappings().all():
        connection.execute(insert(FileRow).values({**file, "version_id": new_id}))
    connection.execute(update(TourRow).where(TourRow.id == tour_id).values(current=following))
