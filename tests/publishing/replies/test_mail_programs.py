"""Answers in the forms in which the usual programs send them, written by us after their habits."""

from __future__ import annotations

import base64
import quopri
from datetime import UTC, datetime
from email.message import EmailMessage
from email.policy import SMTP

import pytest
from answering import AMINA, NOW, UID, desk_in, invite, now

from caravan.plan.invitation_state import Answer, InvitationState
from caravan.publishing.replies.receiving import receive
from caravan.publishing.replies.reply_mail import read_mail


def crlf(*lines: str) -> str:
    return "\r\n".join((*lines, ""))


OUTLOOK = crlf(
    "BEGIN:VCALENDAR",
    "METHOD:REPLY",
    "PRODID:Microsoft Exchange Server 2010",
    "VERSION:2.0",
    "BEGIN:VTIMEZONE",
    "TZID:W. Central Africa Standard Time",
    "BEGIN:STANDARD",
    "DTSTART:16010101T000000",
    "TZOFFSETFROM:+0100",
    "TZOFFSETTO:+0100",
    "END:STANDARD",
    "END:VTIMEZONE",
    "BEGIN:VEVENT",
    # No ORGANIZER: outlook.com leaves it out.
    f"ATTENDEE;PARTSTAT=DECLINED;CN=Amina Ben Salah:MAILTO:{AMINA.title()}",
    "COMMENT;LANGUAGE=fr-FR:La salle est en tra",
    " vaux.\\nDésolés.\\n",
    f"UID:{UID}",
    "SUMMARY;LANGUAGE=fr-FR:Refusé: Sfax – Petite caravane",
    "DTSTART;TZID=W. Central Africa Standard Time:20200310T083000",
    "DTEND;TZID=W. Central Africa Standard Time:20200310T113000",
    "CLASS:PUBLIC",
    "PRIORITY:5",
    "DTSTAMP:20200221T101112Z",
    "TRANSP:OPAQUE",
    "STATUS:CONFIRMED",
    "SEQUENCE:2",
    "X-MICROSOFT-CDO-APPT-SEQUENCE:2",
    "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
    "END:VEVENT",
    "END:VCALENDAR",
)

GOOGLE = crlf(
    "BEGIN:VCALENDAR",
    "PRODID:-//Google Inc//Google Calendar 70.9054//EN",
    "VERSION:2.0",
    "CALSCALE:GREGORIAN",
    "METHOD:REPLY",
    "BEGIN:VEVENT",
    "DTSTART:20200310T073000Z",
    "DTEND:20200310T103000Z",
    "DTSTAMP:20200221T101112Z",
    "ORGANIZER;CN=Association:mailto:hello@tour.example",
    f"UID:{UID}",
    "ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;CN=amina@s",
    f' fax.example;X-NUM-GUESTS=0;X-RESPONSE-COMMENT="Oui; avec plaisir, tous":mailto:{AMINA}',
    "CREATED:20200220T090000Z",
    "LAST-MODIFIED:20200221T101112Z",
    "LOCATION:Sfax",
    "SEQUENCE:2",
    "STATUS:CONFIRMED",
    "SUMMARY:Sfax",
    "TRANSP:OPAQUE",
    "END:VEVENT",
    "END:VCALENDAR",
)

APPLE = crlf(
    "BEGIN:VCALENDAR",
    "CALSCALE:GREGORIAN",
    "METHOD:REPLY",
    "PRODID:-//Apple Inc.//Mac OS X 10.15//EN",
    "VERSION:2.0",
    "BEGIN:VEVENT",
    f'ATTENDEE;CN="Amina Ben Salah";CUTYPE=INDIVIDUAL;EMAIL="{AMINA}";PARTSTAT=T',
    f" ENTATIVE;ROLE=REQ-PARTICIPANT:mailto:{AMINA}",
    "DTSTAMP:20200221T101112Z",
    "DTSTART;TZID=Africa/Tunis:20200310T083000",
    "DTEND;TZID=Africa/Tunis:20200310T113000",
    'ORGANIZER;CN="Association":mailto:hello@tour.example',
    "SEQUENCE:2",
    f"UID:{UID}",
    "END:VEVENT",
    "END:VCALENDAR",
)

GOOGLE_COUNTER = (
    GOOGLE.replace("METHOD:REPLY", "METHOD:COUNTER")
    .replace("PARTSTAT=ACCEPTED", "PARTSTAT=TENTATIVE")
    .replace("DTSTART:20200310T073000Z", "DTSTART:20200309T130000Z")
    .replace("DTEND:20200310T103000Z", "DURATION:PT3H30M")
)


def as_parts(calendar: str) -> bytes:
    """Text, HTML and calendar as alternatives, and the same calendar attached, in base64."""
    mail = EmailMessage(policy=SMTP)
    mail["From"] = f'"Amina Ben Salah" <{AMINA}>'
    mail["Message-ID"] = "<1@mail.example>"
    mail.set_content("Réponse")
    mail.add_alternative("<p>Réponse</p>", subtype="html")
    mail.add_alternative(
        calendar.encode(), "text", "calendar", cte="base64", params={"method": "REPLY"}
    )
    mail.add_attachment(calendar.encode(), "application", "ics", filename="invite.ics")
    return bytes(mail)


def as_base64(calendar: str) -> bytes:
    """The calendar alone, as Exchange sends it."""
    head = (
        f"From: Amina Ben Salah <{AMINA}>\r\nMessage-ID: <2@mail.example>\r\n"
        'Content-Type: text/calendar; charset="utf-8"; method=REPLY\r\n'
        "Content-Transfer-Encoding: base64\r\n\r\n"
    )
    return head.encode() + base64.encodebytes(calendar.encode())


def as_quoted(calendar: str) -> bytes:
    head = (
        f"From: {AMINA}\r\nMessage-ID: <3@mail.example>\r\n"
        "Content-Type: TEXT/CALENDAR; METHOD=REPLY; CHARSET=UTF-8\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\n\r\n"
    )
    return head.encode() + quopri.encodestring(calendar.encode())


@pytest.mark.parametrize("pack", [as_parts, as_base64, as_quoted])
@pytest.mark.parametrize(
    ("calendar", "answer", "comment"),
    [
        (OUTLOOK, Answer.DECLINED, "La salle est en travaux.\nDésolés."),
        (GOOGLE, Answer.ACCEPTED, "Oui; avec plaisir, tous"),
        (APPLE, Answer.TENTATIVE, ""),
        (GOOGLE_COUNTER, Answer.PROPOSES, "Oui; avec plaisir, tous"),
    ],
    ids=["outlook", "google", "apple", "google-counter"],
)
def test_an_answer_of_a_usual_program_is_understood(tmp_path, pack, calendar, answer, comment):
    desk = desk_in(tmp_path)
    asked = invite(desk)
    (reply,) = receive(desk, read_mail(pack(calendar), None, NOW), now=NOW).kept
    assert (reply.refusal, reply.answer, reply.comment) == (None, answer, comment)
    stands = now(desk, asked.id)
    assert stands.state is InvitationState(answer.value)
    if answer is Answer.PROPOSES:
        assert stands.proposal_begins == datetime(2020, 3, 9, 13, tzinfo=UTC)
        assert stands.proposal_ends == datetime(2020, 3, 9, 16, 30, tzinfo=UTC)


def test_bare_line_ends_and_folds_within_a_letter_are_understood(tmp_path):
    desk = desk_in(tmp_path)
    invite(desk)
    raw = OUTLOOK.encode().replace(b"\r\n", b"\n")
    letter = "é".encode()
    raw = raw.replace(letter, letter[:1] + b"\n " + letter[1:], 1)
    head = f"From: {AMINA}\nContent-Type: text/calendar\n\n".encode()
    (reply,) = receive(desk, read_mail(head + raw, None, NOW), now=NOW).kept
    assert reply.comment == "La salle est en travaux.\nDésolés."
