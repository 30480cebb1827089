"""The audit trail."""

from __future__ import annotations

from datetime import timedelta

import pytest
from kept_tours import NOON
from sqlalchemy import text

from caravan.errors import msg
from caravan.store.audit import Audit, AuditLine


@pytest.fixture
def audit(database):
    return Audit(database)


def test_what_was_done_is_listed_the_newest_first(audit):
    audit.note(NOON, "anna", "summer", msg("Published number {number}.", number=1))
    audit.note(NOON + timedelta(hours=1), "béchir", "summer", msg("Revoked a link."))
    assert audit.listed("summer") == (
        AuditLine(NOON + timedelta(hours=1), "béchir", "summer", msg("Revoked a link.")),
        AuditLine(NOON, "anna", "summer", msg("Published number {number}.", number=1)),
    )


def test_each_schedule_has_its_own_lines_and_the_server_has_all(audit):
    for schedule in ("summer", "winter", ""):
        audit.note(NOON, "anna", schedule, msg("Published."))
    assert [line.schedule for line in audit.listed("winter")] == ["winter"]
    assert [line.schedule for line in audit.listed()] == ["", "winter", "summer"]
    assert [line.schedule for line in audit.listed(last=1)] == [""]


def test_a_line_can_be_written_together_with_what_it_tells_or_not_at_all(audit, database):
    class Failed(Exception):
        pass

    def fails():
        with database.writing() as session:
            audit.add(session, NOON, "anna", "summer", msg("Published."))
            raise Failed

    with pytest.raises(Failed):
        fails()
    assert audit.listed() == ()


def test_a_line_that_cannot_be_read_hides_no_other(audit, database):
    audit.note(NOON, "anna", "summer", msg("Published."))
    with database.writing() as session:
        session.execute(
            text("INSERT INTO audit (at, who, schedule, what) VALUES (:at, 'x', 'summer', '{')"),
            {"at": "2020-03-09 12:00:00.000000"},
        )
    assert len(audit.listed("summer")) == 1
