from __future__ import annotations

import os
import stat

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mailing import SCHEDULE, host, parsed, plan_with

from caravan.plan.invitation_state import InvitationState
from caravan.publishing.carrier import CarrierUnusable, Fate, Parcel
from caravan.publishing.outbox_folder import OutboxFolder, safe_name
from caravan.store.mail import MailState

PLAN = plan_with(sbeitla=(host("amina"),), sfax=(host("bilel"),))


def parcel(content=b"Subject: x\r\n\r\n"):
    return Parcel("0001-000001-amina", "a@b.example", "c@d.example", lambda: content)


def test_a_dry_run_writes_a_file_for_each_mail_that_any_program_opens(office, tmp_path):
    folder = OutboxFolder(tmp_path / "outbox")
    tried = office.tell(PLAN, folder)
    assert [t.state for t in tried] == [MailState.WRITTEN] * 2
    names = sorted(path.name for path in (tmp_path / "outbox").iterdir())
    assert names == [
        "0001-000001-amina-sbeitla-request.eml",
        "0001-000002-bilel-sfax-request.eml",
    ]
    mail = parsed((tmp_path / "outbox" / names[0]).read_bytes())
    assert mail["To"].addresses[0].addr_spec == "amina@amina.example"
    assert office.desk.invitations.listed(SCHEDULE)[0].state is InvitationState.INVITED


def test_only_its_owner_reads_the_files(office, tmp_path):
    office.tell(PLAN, OutboxFolder(tmp_path / "outbox"))
    assert stat.S_IMODE((tmp_path / "outbox").stat().st_mode) == 0o700
    for path in (tmp_path / "outbox").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_what_was_written_can_be_sent_after_all(office, tmp_path, pigeon):
    office.tell(PLAN, OutboxFolder(tmp_path / "outbox"))
    [mail, _] = office.desk.mails.listed(SCHEDULE)
    office.desk.mails.send_again(mail.id, SCHEDULE, version=mail.version, at=office.now)
    assert [t.mail.partner for t in office.send(pigeon)] == ["amina"]


def test_a_file_that_is_there_already_is_not_replaced(tmp_path):
    folder = OutboxFolder(tmp_path)
    assert folder.hand_over(parcel(b"one")).fate is Fate.TAKEN
    assert folder.hand_over(parcel(b"two")).fate is Fate.TAKEN
    assert [path.read_bytes() for path in sorted(tmp_path.iterdir())] == [b"two", b"one"]


def test_a_mail_that_is_not_ours_any_more_is_not_written(tmp_path):
    assert OutboxFolder(tmp_path).hand_over(parcel(None)).fate is Fate.NOT_OURS
    assert not list(tmp_path.iterdir())


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(CarrierUnusable):
        OutboxFolder(tmp_path / "file" / "outbox").open()


def test_a_disk_that_does_not_take_it_leaves_the_mail_queued(office, tmp_path, monkeypatch):
    office.publish(PLAN)
    office.queue()

    def full(*_):
        raise OSError(28, os.strerror(28))

    monkeypatch.setattr("caravan.publishing.outbox_folder.write_once", full)
    tried = office.send(OutboxFolder(tmp_path / "outbox"))
    assert {t.state for t in tried} == {MailState.QUEUED}
    assert "No space left on device" in str(tried[0].reason)


@given(st.text())
def test_a_name_for_a_file_is_safe_everywhere(name):
    found = safe_name(name)
    assert found
    assert set(found) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert len(found) <= 150
