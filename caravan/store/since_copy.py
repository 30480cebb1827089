"""What happened since a copy was made, and isn't undone by putting the copy back.

- Who may do what: accounts, roles, logins and links stay as they are. A link that was revoked opens
  nothing again, and nobody is locked out. Only where there are none, as on a new computer, those of
  the copy are taken, without its logins and its links to log in with once.
- Mails: what was handed over stays so, and what the copy would still send becomes unclear, since it
  may have been sent: nobody gets a mail twice.
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
from caravan.store.mail import MailState
from caravan.store.messages import messages_to_json
from caravan.store.schema import (
    AccountRow,
    AuditRow,
    FileRow,
    InvitationRow,
    LinkRow,
    LoginRow,
    MailRow,
    SketchRow,
    TicketRow,
    TourRow,
    VersionRow,
)

ACCESS = frozenset({"account", "membership", "login", "ticket", "attempt", "link"})
"""Tables of who may do what."""
_VERSIONED = (SketchRow, InvitationRow, MailRow)
_STATE = ("state", "attempts", "next_try", "leased", "error", "message_id", "sent")
"""What the sending of a mail has changed."""


@dataclass(frozen=True, slots=True)
class Since:
    """What a database knows that a copy doesn't.

    Attributes:
        has_access: whether there are accounts or links.
        links: rows of links, those to an invitation with its schedule, partner and event.
        mails: what became of each mail, by its key.
        tours: the highest version of each tour, by its public id.
        versions: the highest version in each other table that has some.
        audit: the trail, without ids.
    """

    has_access: bool = False
    links: tuple[tuple[dict[str, Any], tuple[str, str, str] | None], ...] = ()
    mails: dict[str, dict[str, Any]] = field(default_factory=dict)
    tours: dict[str, int] = field(default_factory=dict)
    versions: dict[str, int] = field(default_factory=dict)
    audit: tuple[dict[str, Any], ...] = ()


def since_copy(connection: Connection) -> Since:
    """What the database knows now."""
    invited = select(
        InvitationRow.id, InvitationRow.schedule, InvitationRow.partner, InvitationRow.event
    )
    invitations = {id_: (a, b, c) for id_, a, b, c in connection.execute(invited)}
    links = [dict(row) for row in connection.execute(select(LinkRow.__table__)).mappings()]
    mails = select(MailRow.key, *(MailRow.__table__.c[name] for name in _STATE))
    highest = (
        select(TourRow.public_id, func.max(VersionRow.number))
        .join(VersionRow, VersionRow.tour_id == TourRow.id)
        .group_by(TourRow.public_id)
    )
    trail = connection.execute(select(AuditRow.__table__).order_by(AuditRow.id)).mappings()
    return Since(
        has_access=bool(links) or connection.scalar(select(AccountRow.id).limit(1)) is not None,
        links=tuple((link, invitations.get(link["invitation_id"])) for link in links),
        mails={row["key"]: dict(row) for row in connection.execute(mails).mappings()},
        tours=dict(connection.execute(highest).all()),
        versions={
            row.__tablename__: connection.scalar(select(func.max(row.version))) or 0
            for row in _VERSIONED
        },
        audit=tuple({k: v for k, v in row.items() if k != "id"} for row in trail),
    )


def write_since(connection: Connection, since: Since) -> int:
    """Add it to what a copy has brought; how many mails were handed over that the copy lacks."""
    if since.has_access:
        connection.execute(delete(LinkRow))  # some went with the invitations that they are to
        _links(connection, since)
    else:
        connection.execute(delete(LoginRow))
        connection.execute(delete(TicketRow))
    _raise_versions(connection, since)
    for public_id, number in since.tours.items():
        _go_on_after(connection, public_id, number)
    last = connection.scalar(select(func.max(AuditRow.at)))
    for row in since.audit:
        if last is None or row["at"] > last:
            connection.execute(insert(AuditRow).values(row))
    return _mails(connection, since)


def note(connection: Connection, copy: Path, at: datetime) -> None:
    """Note in the trail that a copy was put back."""
    what = msg("put back the copy {name}", name=copy.name)
    written = messages_to_json((what,)).encode("utf-8", "backslashreplace").decode()
    values = {"at": at, "who": "caravan restore", "schedule": "", "what": written}
    connection.execute(insert(AuditRow).values(values))


def _links(connection: Connection, since: Since) -> None:
    """The links as they are; those to an invitation that isn't there any more are gone."""
    for link, invitation in since.links:
        if invitation is not None:
            schedule, partner, event = invitation
            link["invitation_id"] = connection.scalar(
                select(InvitationRow.id).where(
                    InvitationRow.schedule == schedule,
                    InvitationRow.partner == partner,
                    InvitationRow.event == event,
                )
            )
            if link["invitation_id"] is None:
                continue
        connection.execute(insert(LinkRow).values(link))


def _mails(connection: Connection, since: Since) -> int:
    unsure = MailRow.state.in_((MailState.QUEUED, MailState.SENDING))
    values = {"state": MailState.UNCLEAR, "leased": None, "next_try": None}
    connection.execute(update(MailRow).where(unsure).values(values))
    known = set(connection.scalars(select(MailRow.key)))
    for key, row in since.mails.items():
        if key in known:
            connection.execute(
                update(MailRow).where(MailRow.key == key).values({k: row[k] for k in _STATE})
            )
    return sum(
        MailState(row["state"]).has_told for key, row in since.mails.items() if key not in known
    )


def _raise_versions(connection: Connection, since: Since) -> None:
    for row in _VERSIONED:
        highest = since.versions.get(row.__tablename__, 0)
        if highest:
            connection.execute(update(row).values(version=row.version + highest))


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
