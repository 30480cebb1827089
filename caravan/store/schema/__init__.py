"""The tables of the store. A change here needs a revision in `caravan/store/migrations/versions`."""

from __future__ import annotations

from caravan.store.schema.access import (
    AccountRow,
    AttemptRow,
    AuditRow,
    LinkRow,
    LoginRow,
    MembershipRow,
    TicketRow,
)
from caravan.store.schema.columns import Base, Instant, Words
from caravan.store.schema.plans import AnswerRow, LatestRow, PlanRow, SketchRow
from caravan.store.schema.promises import InvitationRow, MailRow, PublicationRow, ReplyRow
from caravan.store.schema.tours import FileRow, TextRow, TourRow, VersionRow

__all__ = [
    "REVISION",
    "AccountRow",
    "AnswerRow",
    "AttemptRow",
    "AuditRow",
    "Base",
    "FileRow",
    "Instant",
    "InvitationRow",
    "LatestRow",
    "LinkRow",
    "LoginRow",
    "MailRow",
    "MembershipRow",
    "PlanRow",
    "PublicationRow",
    "ReplyRow",
    "SketchRow",
    "TextRow",
    "TicketRow",
    "TourRow",
    "VersionRow",
    "Words",
]

REVISION = "0003"
"""The last revision: what a database needs to have for this code."""
