"""A tour in files is changed as a copy: which carries on what was published, or nobody would."""

from __future__ import annotations

import pytest
from icalendar import Calendar
from mailing import SCHEDULE, calendar_of, held, host, plan_with

from caravan.publishing.drafts import queue
from caravan.publishing.publish import publish, to_be_told
from caravan.publishing.sending import Sender
from caravan.publishing.take_over import NothingToTakeOver, take_over
from caravan.store.link import LinkKind
from caravan.store.permissions import Role

PLAN = plan_with(sbeitla=(host("amina"),), sfax=(host("sami"),))
COPY = "abcdefghijkl"
NINE = 540


def entry(mail):
    return Calendar.from_ical(calendar_of(mail)).walk("VEVENT")[0]


def took_over(office):
    take_over(office.desk, SCHEDULE, COPY, at=office.now, who="Salma")
    return office.desk


def test_partners_learn_only_what_changes_under_the_same_uid_and_a_higher_number(office, pigeon):
    office.tell(PLAN, pigeon)
    desk = took_over(office)
    assert desk.publications.latest(SCHEDULE) is None
    made = publish(desk, COPY, held(PLAN, "sbeitla", NINE), base=1, at=office.now, who="Salma")
    assert made.number == 2
    queue(desk, COPY, at=office.now, who="Salma")
    sender = Sender(desk, COPY, pigeon, "https://tour.example", lambda: office.now)
    sender.send_due(lambda _: None, lambda: False)
    first, second = pigeon.to("amina")
    assert len(pigeon.to("sami")) == 1
    assert entry(second)["UID"] == entry(first)["UID"]
    assert entry(second)["SEQUENCE"] == entry(first)["SEQUENCE"] + 1


def test_links_answers_and_drafts_go_along(office):
    made = office.publish(PLAN)
    link = office.desk.links.make(
        LinkKind.TOUR, SCHEDULE, "", label="", language="fr", at=office.now
    ).link
    desk = took_over(office)
    assert [one.id for one in desk.links.listed(COPY)] == [link.id]
    assert desk.links.listed(SCHEDULE) == ()
    assert len(desk.mails.listed(COPY)) == len(desk.invitations.listed(COPY)) == 2
    assert desk.mails.listed(SCHEDULE) == desk.invitations.listed(SCHEDULE) == ()
    assert to_be_told(desk, desk.publications.latest(COPY)) != ()  # the drafts were never sent
    assert desk.publications.numbered(COPY, 1).revisions == made.revisions


def test_who_had_a_role_has_it_there_and_no_other_role_is_touched(office):
    office.publish(PLAN)
    desk = office.desk
    ids = [desk.accounts.create(name, at=office.now).id for name in ("anna", "bilel")]
    for id_ in ids:
        desk.memberships.give(id_, SCHEDULE, Role.VOLUNTEER)
    desk.memberships.give(ids[1], COPY, Role.ORGANIZER)
    took_over(office)
    roles = {one.account.id: one.role for one in desk.memberships.of_schedule(COPY)}
    assert roles == {ids[0]: Role.VOLUNTEER, ids[1]: Role.ORGANIZER}


def test_both_trails_tell_of_it(office):
    office.publish(PLAN)
    desk = took_over(office)
    for schedule in (SCHEDULE, COPY):
        assert desk.audit.listed(schedule)[0].who == "Salma"
    assert str(desk.audit.listed(COPY)[0].what) == f"Took over what was published of {SCHEDULE}"


def test_nothing_is_taken_twice_nor_on_top_of_something_else(office):
    with pytest.raises(NothingToTakeOver):
        took_over(office)
    office.publish(PLAN)
    publish(office.desk, COPY, PLAN, base=0, at=office.now, who="Salma")
    with pytest.raises(NothingToTakeOver):
        took_over(office)
    assert office.desk.publications.latest_number(SCHEDULE) == 1
