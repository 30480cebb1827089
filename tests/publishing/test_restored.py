"""A copy put back: partners who were told something since are told what holds, under higher numbers."""

from __future__ import annotations

from icalendar import Calendar
from mailing import calendar_of, held, host, plan_with

from caravan.store.backup import back_up
from caravan.store.restore import restore

PLAN = plan_with(sbeitla=(host("amina"),), sfax=(host("sami"),))
NINE, TEN = 540, 600


def sequences(mails):
    return [
        int(Calendar.from_ical(calendar_of(mail)).walk("VEVENT")[0]["SEQUENCE"]) for mail in mails
    ]


def test_who_was_told_since_the_copy_is_told_what_holds_and_nobody_else(office, pigeon, tmp_path):
    database, copy = office.desk.publications.database, tmp_path / "copy.db"
    office.tell(PLAN, pigeon)
    back_up(database, copy)
    office.tell(held(PLAN, "sbeitla", NINE), pigeon)
    office.tell(held(PLAN, "sbeitla", TEN), pigeon)
    restore(database, copy, office.now)
    office.tell(PLAN, pigeon)
    amina, sami = pigeon.to("amina"), pigeon.to("sami")
    first = sequences(sami)[0]
    assert sequences(amina) == [first, first + 1, first + 2, first + 3]
    assert len(sami) == 1
    assert str(amina[-1]["Subject"]).endswith("now Monday 9 March at 08:30")
    assert len({mail["Message-ID"] for mail in (*amina, *sami)}) == 5
