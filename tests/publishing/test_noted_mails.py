"""What organizers do to mails leaves one line, or isn't done at all."""

from __future__ import annotations

import pytest
from mailing import SCHEDULE, Pigeon, host, plan_with
from stored_text import stored_text

from caravan.errors import CaravanError, msg
from caravan.publishing import drafts
from caravan.publishing.carrier import Fate, Outcome
from caravan.store.audit import Audit
from caravan.store.mail import MailState

PLAN = plan_with(sbeitla=(host("amina"),), sfax=(host("bilel"),))
UNCLEAR = Outcome(Fate.UNCLEAR, msg("no answer"))

AGAIN = (
    "Had the mail to amina@amina.example sent again, of which nobody knew whether it had arrived"
)


def published(office):
    office.publish(PLAN)


def queued(office):
    published(office)
    office.queue()


def unclear(office):
    queued(office)
    office.send(Pigeon(fates={"amina@amina.example": [UNCLEAR]}))


def written(office):
    queued(office)
    office.send(Pigeon(taken=MailState.WRITTEN))


def send_again(office):
    mail = next(m for m in office.desk.mails.listed(SCHEDULE) if m.partner == "amina")
    office.desk.mails.send_again(
        mail.id, SCHEDULE, version=mail.version, at=office.now, who="Salma"
    )


ACTS = {
    "mails are sent": (
        published, lambda o: drafts.queue(o.desk, SCHEDULE, at=o.now, who="Salma"),
        "Had 2 mails of publication 1 sent",
    ),
    "mails are held back": (
        queued, lambda o: o.desk.mails.hold(SCHEDULE, at=o.now, who="Salma"),
        "Held 2 mails back",
    ),
    "an unclear mail is sent again": (
        unclear, send_again,
        AGAIN,
    ),
    "a mail is sent again": (
        written, send_again, "Had the mail to amina@amina.example sent again",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", ACTS)
def test_each_act_leaves_one_line(office, name):
    before, act, what = ACTS[name]
    before(office)
    lines = len(office.desk.audit.listed())
    act(office)
    line, *rest = office.desk.audit.listed()
    assert (line.who, line.schedule, line.at) == ("Salma", SCHEDULE, office.now)
    assert (str(line.what), len(rest)) == (what, lines)


@pytest.mark.parametrize("name", ACTS)
def test_an_act_that_fails_after_its_line_was_written_is_neither_done_nor_noted(
    office, monkeypatch, name
):
    before, act, _ = ACTS[name]
    before(office)
    add = Audit.add

    def failing(self, session, *line):
        add(self, session, *line)
        session.flush()
        raise CaravanError(msg("the power is gone"))

    database = office.desk.mails.database
    stored = stored_text(database)
    monkeypatch.setattr(Audit, "add", failing)
    with pytest.raises(CaravanError, match="the power is gone"):
        act(office)
    assert stored_text(database) == stored


def test_holding_back_nothing_is_nothing_to_note(office):
    published(office)
    lines = office.desk.audit.listed()
    assert office.desk.mails.hold(SCHEDULE, at=office.now) == 0
    assert office.desk.audit.listed() == lines


def test_a_mail_that_failed_leaves_no_line_of_the_link_that_went_nowhere(office):
    queued(office)
    lines = office.desk.audit.listed()
    later = Outcome(Fate.LATER, msg("busy"))
    office.send(Pigeon(fates={"amina@amina.example": [later], "bilel@bilel.example": [later]}))
    assert office.desk.audit.listed() == lines
