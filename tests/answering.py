"""A small tour whose partner was invited, and the answers that come in."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from kept_tours import in_haste
from samples import sample_plan

from caravan.plan.invitation_state import Answer, InvitationState
from caravan.store.database import FILE
from caravan.store.desk import Desk
from caravan.store.invitation import Invitation
from caravan.store.invitations import ask_anew, new_row
from caravan.store.links import Links
from caravan.store.schema import InvitationRow
from caravan.store.settings import Settings

SENT = datetime(2020, 2, 20, 9, tzinfo=UTC)
NOW = datetime(2020, 2, 25, 9, tzinfo=UTC)
AMINA = "amina@sfax.example"
UID = "sfax@sample.tour.example"


def desk_in(folder: Path) -> Desk:
    """A desk that doesn't wait for the disk; its tables are made once for all tests."""
    file = folder / FILE
    if not _tables:
        with tempfile.TemporaryDirectory() as other:
            first = Desk(Settings(data=(), state=Path(other)))
            in_haste(first.replies.database)
            first.replies.listed("")
            _tables.append((Path(other) / FILE).read_bytes())
    file.touch(mode=0o600)
    file.write_bytes(_tables[0])
    desk = Desk(Settings(data=(), state=folder))
    in_haste(desk.replies.database)
    desk.links = Links(desk.replies.database, lambda schedule: schedule != "gone")
    return desk


_tables: list[bytes] = []


def invite(
    desk: Desk,
    schedule: str = "sample",
    *,
    partner: str = "commune-sfax",
    event: str = "sfax",
    uid: str = UID,
    email: str = AMINA,
    sequence: int = 2,
    reply_by: date | None = None,
) -> Invitation:
    """Somebody was sent an invitation."""
    with desk.invitations.database.writing() as session:
        row = new_row(session, schedule, partner, event, uid)
        ask_anew(row, email=email, sequence=sequence)
        row.reply_by = reply_by
        id_ = row.id
    return now(desk, id_, schedule)


def published(desk: Desk, schedule: str = "sample", **tour: object) -> None:
    """The sample plan is published, its tour with some fields changed."""
    plan = sample_plan()
    plan = replace(plan, tour=replace(plan.tour, **tour))
    desk.publications.publish(schedule, plan, base=0, at=SENT, who="Salma")


def now(desk: Desk, id_: int, schedule: str = "sample") -> Invitation:
    """How the invitation stands."""
    found = desk.invitations.numbered(id_, schedule)
    assert found is not None
    return found


def cancel(desk: Desk, id_: int) -> None:
    """The partner was told that it doesn't take place."""
    with desk.invitations.database.writing() as session:
        session.get(InvitationRow, id_).state = InvitationState.CANCELLED.value


def calendar(
    answer: Answer = Answer.ACCEPTED,
    *more: str,
    uid: str = UID,
    attendee: str = AMINA,
    sequence: int | None = 2,
    hours: tuple[str, str] = ("20200311T090000", "20200311T120000"),
    method: str = "",
) -> str:
    """A calendar that answers, as programs write it."""
    status = "TENTATIVE" if answer is Answer.PROPOSES else answer.value.upper()
    method = method or ("COUNTER" if answer is Answer.PROPOSES else "REPLY")
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//test//EN",
        f"METHOD:{method}",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        "DTSTAMP:20200221T080000Z",
        f"ATTENDEE;CN=Amina;PARTSTAT={status}:mailto:{attendee}",
        f"DTSTART;TZID=Africa/Tunis:{hours[0]}",
        f"DTEND;TZID=Africa/Tunis:{hours[1]}",
        *([] if sequence is None else [f"SEQUENCE:{sequence}"]),
        *more,
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "\r\n".join(lines) + "\r\n"


def mail(
    *calendars: str,
    sender: str = f"Amina Ben Salah <{AMINA}>",
    number: int = 1,
    headers: tuple[str, ...] = (),
    sent: datetime = SENT + timedelta(days=1),
) -> bytes:
    """A mail with calendars beside its text."""
    parts = [
        ("text/plain; charset=utf-8", "Bonjour,\r\n\r\nnous avons répondu.\r\n"),
        *(("text/calendar; charset=utf-8; method=REPLY", text) for text in calendars),
    ]
    body = "".join(
        f"--b\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{text}\r\n"
        for kind, text in parts
    )
    head = [
        f"From: {sender}",
        "To: hello@tour.example",
        "Subject: Accepted",
        f"Message-ID: <{number}@sfax.example>",
        f"Date: {sent:%a, %d %b %Y %H:%M:%S} +0000",
        *headers,
        "MIME-Version: 1.0",
        'Content-Type: multipart/alternative; boundary="b"',
    ]
    return ("\r\n".join(head) + f"\r\n\r\n{body}--b--\r\n").encode()
