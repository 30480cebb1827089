"""What leaves: its parts, its headers, and that nobody slips anything into them."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import SMTP

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar
from mailing import (
    SCHEDULE,
    URL,
    calendar_of,
    held,
    host,
    html_of,
    plan_with,
    text_of,
    without,
)

from caravan.errors import ImpossibleValue
from caravan.language.language import language
from caravan.publishing.message import address, harmless_line, message, sender_address
from caravan.publishing.placeholders import harmless
from caravan.store.link import LinkKind
from caravan.store.mail import Method
from caravan.tour.names import Names
from caravan.tour.partner import Organizer

AMINA = host("amina", contact="Amina Ben Salah")
PLAN = plan_with(sbeitla=(AMINA,))


def sent(office, pigeon, plan=PLAN, **more):
    office.publish(plan)
    office.queue()
    office.send(pigeon, **more)
    return pigeon.mails[-1]


def test_a_mail_has_text_html_and_calendar_as_alternatives_and_the_calendar_as_a_file(
    office, pigeon
):
    mail = sent(office, pigeon)
    assert [part.get_content_type() for part in mail.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
        "application/ics",
    ]
    [calendar] = [p for p in mail.walk() if p.get_content_type() == "text/calendar"]
    assert calendar.get_param("method") == "REQUEST"
    assert calendar.get_param("charset") == "utf-8"
    [file] = mail.iter_attachments()
    assert file.get_filename() == "invite.ics"
    assert file.get_payload(decode=True) == calendar_of(mail)


def test_the_calendar_has_one_attendee_the_organizer_and_the_link_and_date_to_answer(
    office, pigeon
):
    mail = sent(office, pigeon)
    content = calendar_of(mail)
    calendar = Calendar.from_ical(content)
    [event] = calendar.walk("VEVENT")
    assert calendar["METHOD"] == "REQUEST"
    assert event["ATTENDEE"] == "mailto:amina@amina.example"
    assert event["ORGANIZER"] == "mailto:hello@tour.example"
    assert f"{URL}/answer/" in event["DESCRIPTION"]
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert max(len(line) for line in content.split(b"\r\n")) <= 75


def test_the_headers_say_who_when_and_which(office, pigeon):
    mail = sent(office, pigeon)
    assert mail["Subject"] == "Invitation: Sbeïtla – Small caravan, Monday 9 March at 08:30"
    assert str(mail["From"]) == "Association <hello@tour.example>"
    assert str(mail["To"]) == "Amina Ben Salah <amina@amina.example>"
    assert mail["Reply-To"] is None
    assert mail["Date"].datetime == office.now
    assert mail["Message-ID"].endswith("@tour.example>")
    assert mail["Content-Language"] == "en"


def test_a_sender_of_the_settings_lets_answers_go_to_the_organizer(office, pigeon):
    mail = sent(office, pigeon, sender="Tour <robot@mail.example>")
    assert str(mail["From"]) == "Tour <robot@mail.example>"
    assert str(mail["Reply-To"]) == "Association <hello@tour.example>"
    assert pigeon.parcels[-1].sender == "robot@mail.example"


def test_a_sender_without_a_name_has_the_organizers():
    host_ = address("hello@tour.example", "Association")
    assert str(sender_address("robot@mail.example", host_)) == "Association <robot@mail.example>"


def test_the_link_to_answer_is_in_text_and_html_and_opens_the_invitation(office, pigeon):
    mail = sent(office, pigeon)
    [line] = [line for line in text_of(mail).splitlines() if line.startswith(f"{URL}/answer/")]
    assert f'<a href="{line}"' in html_of(mail)
    opened = office.desk.links.opened(
        line.removeprefix(f"{URL}/answer/"), tuple(LinkKind), office.now.date()
    )
    [invitation] = office.desk.invitations.listed(SCHEDULE)
    assert opened is not None
    assert (opened.kind, opened.invitation, opened.subject) == ("answer", invitation.id, "amina")
    assert opened.expires == datetime(2020, 4, 8, 9, 30, tzinfo=UTC)  # 30 days after the event


def test_the_date_to_answer_by_is_the_one_of_the_moment_of_sending(office, pigeon):
    office.publish(PLAN)
    [invitation] = office.desk.invitations.listed(SCHEDULE)
    office.desk.invitations.set_reply_by(
        invitation.id, SCHEDULE, date(2020, 3, 4), version=invitation.version
    )
    office.queue()
    office.send(pigeon)
    assert "Please answer by Wednesday 4 March 2020 on this page" in text_of(pigeon.mails[0])


def test_a_cancellation_asks_for_no_answer(office, pigeon):
    sent(office, pigeon)
    mail = sent(office, pigeon, without(PLAN, "sbeitla"))
    calendar = Calendar.from_ical(calendar_of(mail))
    assert calendar["METHOD"] == "CANCEL"
    [part] = [p for p in mail.walk() if p.get_content_type() == "text/calendar"]
    assert part.get_param("method") == "CANCEL"
    assert "/answer/" not in text_of(mail) + html_of(mail) + calendar_of(mail).decode()
    assert len(office.desk.links.listed(SCHEDULE)) == 1
    assert str(mail["Subject"]).startswith("Cancelled: ")


@pytest.mark.parametrize(("code", "direction"), [("fr", "ltr"), ("ar", "rtl"), ("en", "ltr")])
def test_the_mail_is_in_the_partners_language_and_direction(office, pigeon, code, direction):
    mail = sent(office, pigeon, plan_with(sbeitla=(host("amina", code),)))
    assert f'<html lang="{code}" dir="{direction}">' in html_of(mail)
    town = {"fr": "Sbeïtla", "ar": "سبيطلة", "en": "Sbeïtla"}[code]
    assert town in str(mail["Subject"])
    assert language(code).date(date(2020, 3, 9)) in str(mail["Subject"])


def test_a_language_that_we_do_not_speak_gets_one_of_the_tours_with_its_own_names(office, pigeon):
    names = Names.of(de="Stadt", fr="Ville")
    mail = sent(office, pigeon, plan_with(sbeitla=(host("amina", "de", organization=names),)))
    assert '<html lang="fr"' in html_of(mail)
    assert "Stadt" in text_of(mail)


HOSTILE = (
    "Amina\r\nBcc: everybody@town.example\r\n\r\n<script>alert(1)</script>",
    "Amina\x00\u2028ATTENDEE:mailto:evil@town.example",
    '"><img src=x onerror=alert(1)>',
    "{answer_link}{reply_by}{__class__}",
    "=?utf-8?b?QmNjOiB4?= =cmd()",
    "\u202eanimA",
    "x" * 300,
    "بلدية " * 50,
)


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_slips_anything_into_a_mail(office, pigeon, name):
    partner = host("amina", contact=name, organization=Names.of(en=name.strip()))
    plan = plan_with(sbeitla=(partner,))
    organizer = Organizer(Names.of(en=name.strip()), email="hello@tour.example", phone=name)
    event = replace(plan.tour.events[0], venue=Names.of(en=name.strip()))
    tour = replace(
        plan.tour,
        organizers=(organizer,),
        names=Names.of(en=name.strip()),
        events=(event, *plan.tour.events[1:]),
    )
    made = office.publish(replace(plan, tour=tour))
    # Files refuse most of these names. A mail would be safe even if they didn't.
    office.desk.publications._read[SCHEDULE, made.number, made.made] = made
    office.queue()
    tried = office.send(pigeon)
    assert [t.state.value for t in tried] == ["sent"]
    [mail] = pigeon.mails
    assert set(mail.keys()) == {
        *("Subject", "From", "To", "Date", "Message-ID"),
        *("MIME-Version", "Content-Type", "Content-Language"),
    }
    assert [a.addr_spec for a in mail["To"].addresses] == ["amina@amina.example"]
    assert "<script" not in html_of(mail)
    assert "<img" not in html_of(mail)
    assert text_of(mail).count(f"{URL}/answer/") == 1
    calendar = Calendar.from_ical(calendar_of(mail))
    [event] = calendar.walk("VEVENT")
    assert event["ATTENDEE"] == "mailto:amina@amina.example"
    # Nothing is longer than a line of mail may be, and nothing is cut in two by folding.
    again = message_from_bytes(mail.as_bytes(policy=SMTP), policy=SMTP)
    assert again["To"].addresses[0].addr_spec == "amina@amina.example"
    assert max(len(line) for line in mail.as_bytes(policy=SMTP).split(b"\r\n")) <= 998


NAMES = st.text(min_size=0, max_size=300)


def words(text):
    """What a reader sees: Python's parser leaves out some spaces at ends and between words."""
    return "".join(text.split())


@given(name=NAMES, subject=NAMES, text=NAMES, code=st.sampled_from(["fr", "ar", "en"]))
def test_whatever_is_in_it_a_mail_reads_back_as_one_mail_to_one_address(name, subject, text, code):
    made = message(
        sender=address("a@tour.example", name),
        reply_to=address("b@tour.example", name),
        recipient=address("c@town.example", name),
        subject=subject,
        text=text.encode("utf-8", "replace").decode(),
        html="<p>x</p>",
        calendar=b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n",
        method=Method.REQUEST,
        language=language(code),
        message_id="1@tour.example",
        at=datetime(2020, 1, 1, tzinfo=UTC),
    )
    content = made.as_bytes()
    content.decode("ascii")
    assert b"\n" not in content.replace(b"\r\n", b"")
    read = message_from_bytes(content, policy=SMTP)
    assert [a.addr_spec for a in read["To"].addresses] == ["c@town.example"]
    assert [a.addr_spec for a in read["From"].addresses] == ["a@tour.example"]
    # As it was written, but for what no header can hold.
    assert words(read["Subject"]) == words(harmless_line(subject))
    assert words(read["To"].addresses[0].display_name) == words(harmless(name)[:100])
    assert sorted(read.keys()) == sorted(
        (
            *("Subject", "From", "To", "Reply-To", "Date", "Message-ID"),
            *("MIME-Version", "Content-Type", "Content-Language"),
        )
    )


@pytest.mark.parametrize("number", range(1, 30))
def test_no_space_is_lost_in_a_long_arabic_subject_or_name(number):
    """Python's own folding loses some, depending on where a line ends."""
    text = f"{'س' * number}: سبيطلة – القافلة الصغيرة، الثلاثاء 10 مارس على الساعة 09:00"
    content = message(
        sender=address("a@tour.example", text),
        reply_to=address("a@tour.example", text),
        recipient=address("c@town.example", text),
        subject=text,
        text="x",
        html="x",
        calendar=b"",
        method=Method.REQUEST,
        language=language("ar"),
        message_id="1@tour.example",
        at=datetime(2020, 1, 1, tzinfo=UTC),
    ).as_bytes()
    legacy = message_from_bytes(content)  # another parser of the same library
    assert str(make_header(decode_header(legacy["Subject"]))) == text
    assert str(make_header(decode_header(legacy["To"]))) == f"{text} <c@town.example>"
    assert max(len(line) for line in content.split(b"\r\n")) <= 78


@pytest.mark.parametrize(
    "mail", ["", "amina", "@town.example", "amina@", "a\r\nb@town.example", "a\x00@town.example"]
)
def test_what_is_no_address_is_refused(mail):
    with pytest.raises(ImpossibleValue):
        address(mail)


def test_a_domain_goes_in_its_ascii_form_and_a_local_part_as_it_is():
    assert address("آمنة@mairie-sbeïtla.example").addr_spec == (
        "آمنة@xn--mairie-sbetla-yjb.example"
    )


def test_a_local_part_with_other_letters_is_written_in_utf_8():
    made = message(
        sender=address("a@tour.example"),
        reply_to=address("a@tour.example"),
        recipient=address("آمنة@town.example", "Amina"),
        subject="x",
        text="x",
        html="x",
        calendar=b"",
        method=Method.REQUEST,
        language=language("en"),
        message_id="1@tour.example",
        at=datetime(2020, 1, 1, tzinfo=UTC),
    )
    assert "To: Amina <آمنة@town.example>".encode() in made.as_bytes()


def test_a_move_to_another_place_is_told_by_the_places(office, pigeon):
    sent(office, pigeon)
    event = replace(PLAN.tour.events[0], venue=Names.of(en="Town hall"))
    tour = replace(PLAN.tour, events=(event, *PLAN.tour.events[1:]))
    mail = sent(office, pigeon, replace(PLAN, tour=tour))
    assert str(mail["Subject"]).startswith("Other place: ")
    assert "Its place is now Town hall, Sbeïtla, not Sbeïtla." in text_of(mail)


def with_venue(plan, **names):
    event = replace(plan.tour.events[0], venue=Names.of(**names))
    return replace(plan, tour=replace(plan.tour, events=(event, *plan.tour.events[1:])))


def test_a_hall_whose_name_is_mended_or_translated_is_told_to_nobody(office, pigeon):
    sent(office, pigeon, with_venue(PLAN, fr="Maison de la cultre", en="Culture house"))
    for names in (
        {"fr": "Maison de la culture", "en": "Culture house"},
        {"fr": "Maison de la culture", "en": "Culture house", "ar": "دار الثقافة"},
    ):
        office.publish(with_venue(PLAN, **names))
        assert office.drafts() == ()
    # When the event moves later, the mail is about the hour alone, and has the right name.
    mail = sent(office, pigeon, with_venue(held(PLAN, "sbeitla", 540), **names))
    assert "Its place is now" not in text_of(mail)
    assert "Culture house, Sbeïtla" in text_of(mail)


def test_another_hall_of_the_same_name_is_not_told_as_now_itself_not_itself(office, pigeon):
    sent(office, pigeon, with_venue(PLAN, fr="Stade"))
    mail = sent(office, pigeon, with_venue(PLAN, en="Stade"))
    assert "It now takes place elsewhere: Stade, Sbeïtla." in text_of(mail)
    assert "Its place is now" not in text_of(mail)


def test_a_longer_visit_is_told_by_its_end(office, pigeon):
    sent(office, pigeon)
    mail = sent(office, pigeon, held(PLAN, "sbeitla", 510, minutes=180))
    assert "on Monday 9 March at 08:30 now ends at 11:30, not at 10:30." in text_of(mail)
