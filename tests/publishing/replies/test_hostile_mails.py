"""Mails that were made to hurt: each is refused with its reason, at a cost that is bounded."""

from __future__ import annotations

import email.message
import tracemalloc
from datetime import timedelta

import pytest
from answering import AMINA, NOW, UID, calendar, desk_in, invite, mail, now
from hypothesis import given, settings
from hypothesis import strategies as st

from caravan.plan.invitation_state import Answer, InvitationState
from caravan.publishing.replies.receiving import receive
from caravan.publishing.replies.reply_file import read_calendar, read_reply_file
from caravan.publishing.replies.reply_mail import read_mail


def refusal(content: bytes) -> str:
    arrival = read_mail(content, None, NOW)
    assert arrival.replies == ()
    return str(arrival.refusal)


def test_ten_megabytes_are_not_taken_apart(monkeypatch):
    monkeypatch.setattr(email, "message_from_bytes", only_headers(email.message_from_bytes))
    assert "larger than 4 MB" in refusal(mail(calendar()) + b"x" * 10_000_000)


def only_headers(parse):
    def guarded(content, **more):
        assert len(content) < 200_000
        return parse(content, **more)

    return guarded


def test_ten_thousand_parts_are_not_taken_apart(monkeypatch):
    monkeypatch.setattr(email, "message_from_bytes", only_headers(email.message_from_bytes))
    part = b"--b\r\nContent-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR\r\n"
    assert "more than 500 parts" in refusal(mail() + part * 10_000)


@pytest.mark.parametrize(
    "nested",
    [
        b"".join(
            b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (n, n)
            for n in range(400)
        ),
        b"Content-Type: message/rfc822\r\n\r\n" * 5_000,
        b"Content-Type:\r\n message/rfc822\r\n\r\n" * 5_000,
        b'Content-Type: multipart/mixed; boundary*0="b"\r\n\r\n--b\r\n' * 400,
    ],
)
def test_parts_within_parts_end_somewhere(nested):
    assert "lie within parts" in refusal(b"From: " + AMINA.encode() + b"\r\n" + nested)


def test_headers_without_end_are_not_read():
    endless = b'Content-Type: multipart/mixed; boundary="b"' + b';"\\' * 5_000
    assert "headers" in refusal(b"From: a@b.example\r\n" + endless + b"\r\n\r\n")
    assert "headers" in refusal(b"From: a@b.example\r\n" + b"X: " + b"y" * 300_000)


def calendar_only(text: str | bytes) -> bytes:
    content = text.encode() if isinstance(text, str) else text
    head = f"From: {AMINA}\r\nMessage-ID: <c@d>\r\nContent-Type: text/calendar\r\n\r\n"
    return head.encode() + content


def test_a_calendar_of_a_megabyte_is_refused_with_its_size():
    text = calendar(Answer.ACCEPTED, *(["X-JUNK:" + "x" * 60] * 16_000))
    assert "1078 KB" in refusal(calendar_only(text))


def test_a_calendar_of_very_many_lines_is_refused():
    assert "more than 5000 lines" in refusal(
        calendar_only(calendar(Answer.ACCEPTED, *["X:"] * 6_000))
    )


def test_only_the_lines_that_make_an_answer_are_taken_apart(monkeypatch):
    import icalendar.parser

    taken = []
    whole = icalendar.parser.Contentline.parts
    monkeypatch.setattr(
        icalendar.parser.Contentline, "parts", lambda self: taken.append(str(self)) or whole(self)
    )
    bombs = [
        "RRULE:FREQ=SECONDLY;COUNT=1000000000",
        "RRULE:FREQ=YEARLY;BYMONTH=1,2,3;BYHOUR=0,1,2;BYMINUTE=0,1,2;BYSECOND=0,1,2",
        "RDATE:" + ",".join(["20200310T080000Z"] * 500),
        "EXDATE:" + "20200310T080000Z," * 800,
        "BEGIN:VALARM",
        "TRIGGER:-PT1S",
        "REPEAT:99999999999",
        "DURATION:PT1S",
        "UID:other@example",
        "END:VALARM",
    ]
    arrival = read_mail(calendar_only(calendar(Answer.DECLINED, *bombs)), None, NOW)
    (reply,) = arrival.replies
    assert (reply.uid, reply.answer) == (UID, Answer.DECLINED)
    assert not [line for line in taken if line.startswith(("RRULE", "RDATE", "EXDATE", "REPEAT"))]
    assert len(taken) < 20


@pytest.mark.parametrize(
    "line",
    [
        "COMMENT:" + "x" * 20_000,  # passed over: longer than any line is looked at
        "COMMENT;X=" + '"' * 999 + ":a",
        "ATTENDEE;CN=" + "^n" * 3_000 + ";PARTSTAT=ACCEPTED",
        "COMMENT:" + "\\" * 9_999,
        "\x00\x01\x02:",
        ":::;;;===",
        "COMMENT",
    ],
)
def test_a_line_that_is_none_hides_no_answer(line):
    arrival = read_mail(calendar_only(calendar(Answer.ACCEPTED, line)), None, NOW)
    (reply,) = arrival.replies
    assert reply.answer is Answer.ACCEPTED
    assert len(reply.comment) <= 2_000


def test_nuls_and_controls_are_no_part_of_what_is_kept():
    text = calendar(Answer.ACCEPTED, "COMMENT:a\x00b\x1bc\u202e d\\nsecond\\, line")
    (reply,) = read_mail(calendar_only(text), None, NOW).replies
    assert "\x00" not in reply.comment
    assert "\x1b" not in reply.comment
    assert reply.comment.endswith("second, line")


@pytest.mark.parametrize(
    ("charset", "encoding"),
    [
        ("windows-1252", "cp1252"),
        ("iso-8859-15", "iso-8859-15"),
        ("utf-16", "utf-16"),
        ("utf-8", "utf-8-sig"),
        ("us-ascii", "utf-8"),
        ("", "utf-8"),
    ],
)
def test_an_answer_is_read_in_the_charset_that_it_is_written_in(charset, encoding):
    text = calendar(Answer.ACCEPTED, "COMMENT:Très bien")
    head = f"From: {AMINA}\r\nContent-Type: text/calendar; charset={charset}\r\n\r\n".encode()
    (reply,) = read_mail(head + text.encode(encoding), None, NOW).replies
    assert reply.comment == "Très bien"


@pytest.mark.parametrize("charset", ["punycode", "idna", "x-unknown", "utf-7", "zlib", "'", "hex"])
def test_a_charset_that_nobody_uses_is_read_as_far_as_it_can_be(charset):
    text = calendar(Answer.ACCEPTED, "COMMENT:Tr").encode().replace(b"Tr", b"Tr\xe8s")
    head = f"From: {AMINA}\r\nContent-Type: text/calendar; charset={charset}\r\n\r\n".encode()
    (reply,) = read_mail(head + text, None, NOW).replies
    assert reply.comment == "Tr\ufffds"


def test_the_same_calendar_twice_in_a_mail_is_one_answer():
    arrival = read_mail(mail(calendar(), calendar()), None, NOW)
    assert len(arrival.replies) == 1


def test_two_calendars_that_contradict_one_another_are_no_answer():
    both = mail(calendar(Answer.ACCEPTED), calendar(Answer.DECLINED))
    assert "contradict one another" in refusal(both)


def test_answers_to_two_events_in_one_mail_are_two(tmp_path):
    desk = desk_in(tmp_path)
    one = invite(desk)
    other = invite(desk, event="kerkennah", uid="kerkennah@x")
    both = mail(calendar(Answer.ACCEPTED), calendar(Answer.DECLINED, uid="kerkennah@x"))
    got = receive(desk, read_mail(both, None, NOW), now=NOW)
    assert len(got.new) == 2
    assert now(desk, one.id).state is InvitationState.ACCEPTED
    assert now(desk, other.id).state is InvitationState.DECLINED


def test_more_calendars_than_anybody_sends_are_not_all_read():
    many = mail(*(calendar(uid=f"{n}@x") for n in range(30)))
    assert len(read_mail(many, None, NOW).replies) == 10


def test_more_events_than_anybody_answers_at_once_are_refused():
    text = calendar()
    begin, end = text.index("BEGIN:VEVENT"), text.index("END:VCALENDAR")
    text = text[:begin] + text[begin:end] * 21 + text[end:]
    assert "more than 20 events" in refusal(calendar_only(text))


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("METHOD:REPLY\r\n", "", "no METHOD"),
        ("METHOD:REPLY", "METHOD:REQUEST", "“REQUEST”"),
        ("METHOD:REPLY", "METHOD:PUBLISH", "“PUBLISH”"),
        ("PARTSTAT=ACCEPTED", "PARTSTAT=NEEDS-ACTION", "neither yes nor no"),
        ("PARTSTAT=ACCEPTED", "PARTSTAT=DELEGATED", "passed on"),
        ("PARTSTAT=ACCEPTED", "PARTSTAT=SURE", "neither yes nor no"),
        (f"UID:{UID}", "UID:", "which event"),
        (f"UID:{UID}", "UID:" + "u" * 501, "which event"),
        ("SEQUENCE:2", "SEQUENCE:-1", "which invitation"),
        ("SEQUENCE:2", "SEQUENCE:" + "9" * 400, "which invitation"),
        ("SEQUENCE:2", "SEQUENCE:٢", "which invitation"),
        (f"mailto:{AMINA}", "urn:uuid:1", "whose answer"),
        ("ATTENDEE", "X-ATTENDEE", "whose answer"),
        ("BEGIN:VEVENT", "BEGIN:VTODO", "answers no event"),
        ("BEGIN:VCALENDAR", "BEGIN:VCARD", "calls a calendar is none"),
    ],
)
def test_a_calendar_that_is_no_answer_says_what_it_lacks(old, new, why):
    assert why in refusal(calendar_only(calendar().replace(old, new, 1)))


@pytest.mark.parametrize(
    ("hours", "why"),
    [
        (("20200311T120000", "20200311T090000"), "within a day"),
        (("20200311T090000", "20200313T090000"), "within a day"),
        (("99991231T090000", "99991231T120000"), "can't be read"),
        (("20200230T090000", "20200230T120000"), "can't be read"),
        (("tomorrow", "later"), "can't be read"),
    ],
)
def test_hours_that_are_none_are_no_proposal(hours, why):
    assert why in refusal(calendar_only(calendar(Answer.PROPOSES, hours=hours)))


@pytest.mark.parametrize(
    ("zone", "hour"),
    [
        ("Africa/Tunis", 8),
        ("W. Central Africa Standard Time", 8),
        ("Romance Standard Time", 8),
        ("/freeassociation.sourceforge.net/Africa/Tunis", 8),
        ("Asia/Tokyo", 0),
    ],
)
def test_hours_are_read_in_the_zones_that_programs_write(zone, hour):
    text = calendar(Answer.PROPOSES).replace("TZID=Africa/Tunis", f"TZID={zone}")
    (reply,) = read_mail(calendar_only(text), None, NOW).replies
    assert reply.begins is not None
    assert (reply.begins.hour, reply.ends - reply.begins) == (hour, timedelta(hours=3))


@pytest.mark.parametrize("zone", ["../../etc/passwd", "Moon/Base", "A" * 5_000, "C:\\x"])
def test_a_zone_that_nobody_knows_is_no_time(zone):
    text = calendar(Answer.PROPOSES).replace("TZID=Africa/Tunis", f'TZID="{zone}"')
    assert "can't be read" in refusal(calendar_only(text))


@pytest.mark.parametrize(
    "sender",
    ["", "a@b.example, c@d.example", "\x00", "<>", "=?utf-8?q?x?=", "@", "a" * 300 + "@b.example"],
)
def test_a_sender_that_is_none_is_never_the_attendee(tmp_path, sender):
    desk = desk_in(tmp_path)
    asked = invite(desk)
    got = receive(desk, read_mail(mail(calendar(), sender=sender), None, NOW), now=NOW)
    (reply,) = got.kept
    assert reply.refusal is not None
    assert now(desk, asked.id) == asked


def test_two_from_lines_are_no_sender(tmp_path):
    desk = desk_in(tmp_path)
    asked = invite(desk)
    content = mail(calendar(), headers=("From: mallory@else.example",))
    receive(desk, read_mail(content, None, NOW), now=NOW)
    assert now(desk, asked.id) == asked


def test_an_answer_within_a_forwarded_mail_is_not_the_forwarders():
    inner = mail(calendar())
    head = f"From: {AMINA}\r\nContent-Type: message/rfc822\r\n\r\n".encode()
    assert "no answer of a calendar program" in refusal(head + inner)


def can_be_kept(arrival) -> None:
    """No database takes halves of characters, and PostgreSQL no NUL."""
    texts = [arrival.sender, *arrival.in_reply_to]
    for reply in arrival.replies:
        texts += [reply.uid, reply.attendee, reply.comment]
    for text in texts:
        assert b"\x00" not in text.encode()


@settings(max_examples=150)
@given(st.binary(max_size=400), st.integers(0, 600), st.integers(0, 80))
def test_whatever_bytes_come_reading_ends_and_says_something(junk, at, cut):
    content = mail(calendar())
    spoilt = content[:at] + junk + content[at + cut :]
    arrival = read_mail(spoilt, None, NOW)
    assert bool(arrival.replies) != bool(arrival.refusal)
    assert arrival.received <= NOW
    can_be_kept(arrival)


@settings(max_examples=150)
@given(st.binary(max_size=300), st.integers(0, 300), st.integers(0, 80))
def test_whatever_a_calendar_holds_reading_ends_and_says_something(junk, at, cut):
    content = calendar(Answer.PROPOSES, "COMMENT:x").encode()
    arrival = read_calendar(content[:at] + junk + content[at + cut :], NOW)
    assert bool(arrival.replies) != bool(arrival.refusal)
    can_be_kept(arrival)


def test_a_mailbox_with_one_endless_mail_is_read_to_its_end(tmp_path):
    file = tmp_path / "all.mbox"
    with file.open("wb") as out:
        out.write(
            b"From a\r\n" + mail(calendar(), number=1) + b"\r\nFrom b\r\nFrom: x@y.example\r\n\r\n"
        )
        for _ in range(90_000):
            out.write(b"z" * 99 + b"\n")
        out.write(b"\nFrom c\r\n" + mail(calendar(Answer.DECLINED), number=2))
    first, endless, last = read_reply_file(file, NOW)
    assert first.replies[0].answer is Answer.ACCEPTED
    assert "larger than 4 MB" in str(endless.refusal)
    assert last.replies[0].answer is Answer.DECLINED


def test_a_line_without_end_is_read_in_pieces(tmp_path):
    file = tmp_path / "all.mbox"
    file.write_bytes(b"From a\r\nFrom: x@y.example\r\n\r\n" + b"z" * 30_000_000)
    tracemalloc.start()
    (endless,) = read_reply_file(file, NOW)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "larger than 4 MB" in str(endless.refusal)
    assert most < 15_000_000
