"""What partners were told, asked, sent and have answered: putting a copy back unsays nothing of it.

Publications are numbered, and their events too (SEQUENCE): calendars take what has a lower number
than they know for old news. So of each schedule with any of these rows the database keeps its own;
of the others those of the copy are added. What the plan is now, which the copy does bring back, is
compared with what was told, and published anew when it differs.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, Select, func, insert, select, update

from caravan.store.mail import MailState
from caravan.store.schema import InvitationRow, LinkRow, MailRow, PublicationRow, ReplyRow

PROMISES = frozenset({"publication", "invitation", "mail", "reply"})
"""Tables of it."""
_OF_SCHEDULES = (PublicationRow, InvitationRow, MailRow, ReplyRow)
_UNSURE = (MailState.QUEUED, MailState.SENDING)


def has_promises(connection: Connection) -> bool:
    """Whether there are any."""
    return any(connection.scalar(select(row.id).limit(1)) is not None for row in _OF_SCHEDULES)


def add_promises(copy: Connection, connection: Connection) -> None:
    """Add those of a copy of which the database has none of its own."""
    kept = {
        schedule for row in _OF_SCHEDULES for schedule in connection.scalars(select(row.schedule))
    }
    _add(connection, PublicationRow, _rows(copy, select(PublicationRow.__table__), kept))
    highest = connection.scalar(select(func.max(InvitationRow.version))) or 0
    invitations = _rows(copy, select(InvitationRow.__table__), kept)
    _add(connection, InvitationRow, ({**r, "version": r["version"] + highest} for r in invitations))
    ids = _ids(copy, connection)
    highest = connection.scalar(select(func.max(MailRow.version))) or 0
    for mail in _rows(copy, select(MailRow.__table__), kept):
        mail |= {"invitation_id": ids[mail["invitation_id"]], "version": mail["version"] + highest}
        _add(connection, MailRow, [mail | (_UNCLEAR if mail["state"] in _UNSURE else {})])
    known = set(connection.scalars(select(ReplyRow.digest)))
    for reply in _rows(copy, select(ReplyRow.__table__), kept):
        if reply["digest"] not in known:
            _add(connection, ReplyRow, [reply | {"invitation_id": ids.get(reply["invitation_id"])}])


def add_links(copy: Connection, connection: Connection) -> None:
    """Add the links of a copy to a database without any, each to its invitation."""
    ids = _ids(copy, connection)
    for link in _rows(copy, select(LinkRow.__table__), set()):
        of = link["invitation_id"]
        if of is None or of in ids:
            _add(connection, LinkRow, [link | {"invitation_id": ids.get(of)}])


def doubt_waiting_mails(connection: Connection) -> None:
    """What a copy would still send may have been sent since: nobody gets a mail twice."""
    connection.execute(update(MailRow).where(MailRow.state.in_(_UNSURE)).values(_UNCLEAR))


_UNCLEAR: dict[str, Any] = {"state": MailState.UNCLEAR, "leased": None, "next_try": None}


def _rows(copy: Connection, wanted: Select[Any], without: set[str]) -> list[dict[str, Any]]:
    """Rows of a copy without their ids, which may be those of other rows here."""
    found = copy.execute(wanted.order_by("id")).mappings()
    return [
        {name: value for name, value in row.items() if name != "id"}
        for row in found
        if row["schedule"] not in without
    ]


def _add(connection: Connection, table: type[Any], rows: Iterable[dict[str, Any]]) -> None:
    for row in rows:
        connection.execute(insert(table).values(row))


def _ids(copy: Connection, connection: Connection) -> dict[int, int]:
    """The id here of each invitation of a copy, if it is here."""
    row = InvitationRow
    wanted = select(row.id, row.schedule, row.partner, row.event)

    def keys(of: Connection) -> dict[int, tuple[str, ...]]:
        return {id_: tuple(key) for id_, *key in of.execute(wanted)}

    here = {key: id_ for id_, key in keys(connection).items()}
    return {id_: here[key] for id_, key in keys(copy).items() if key in here}
