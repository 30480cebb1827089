"""The links of a database: made, opened, listed, and revoked one by one."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from caravan.errors import CaravanError, msg
from caravan.store.audit import Audit
from caravan.store.database import Database
from caravan.store.link import Link, LinkKind, NewLink
from caravan.store.schema import LinkRow
from caravan.store.secret_digest import digest_of, new_secret
from caravan.store.state_folder import StateUnusable


class NoSuchLink(CaravanError):
    """There is no such link of this schedule, or it is revoked already."""

    def __init__(self) -> None:
        super().__init__(msg("This link isn't there any more."))


@dataclass(frozen=True, slots=True)
class Links:
    """The links of a database. Every method raises StateUnusable when it can't be used.

    Who makes, replaces or revokes one is noted in the audit trail at once with it; `who` is the
    account, empty for the only user of a computer.

    Attributes:
        is_there: whether the server still has a schedule; links of others open nothing.
    """

    database: Database
    is_there: Callable[[str], bool]

    def make(  # noqa: PLR0913 the fields of a link, by name
        self,
        kind: LinkKind,
        schedule: str,
        subject: str,
        *,
        label: str,
        language: str,
        at: datetime,
        expires: datetime | None = None,
        invitation: int | None = None,
        who: str = "",
    ) -> NewLink:
        """A new link. Its secret is known now and never again."""
        with self.database.writing() as session:
            made = self.add(
                session,
                kind,
                schedule,
                subject,
                label=label,
                language=language,
                at=at,
                expires=expires,
                invitation=invitation,
            )
            what = msg("Made the link “{label}”.", label=label)
            Audit(self.database).add(session, at, who, schedule, what)
            return made

    def add(  # noqa: PLR0913 the fields of a link, by name
        self,
        session: Session,
        kind: LinkKind,
        schedule: str,
        subject: str,
        *,
        label: str,
        language: str,
        at: datetime,
        expires: datetime | None = None,
        invitation: int | None = None,
    ) -> NewLink:
        """The same within a transaction of the caller, who writes more with it, and notes it."""
        row = LinkRow(
            kind=kind.value,
            schedule=schedule,
            subject=subject,
            invitation_id=invitation,
            label=label,
            language=language,
            made=at,
            expires=expires,
        )
        return _with_secret(session, row)

    def opened(self, secret: str, kinds: Collection[LinkKind], today: date) -> Link | None:
        """The link of a secret, when it is one of these kinds and opens today (UTC).

        None for whatever else it is, so that callers answer all of it alike: unknown, cut off,
        revoked, over, of another kind, of a schedule that is gone. Notes the day of use.
        """
        digest = digest_of(secret)
        if digest is None:
            return None
        with self.database.reading() as session:
            row = session.scalar(select(LinkRow).where(LinkRow.digest == digest))
        if row is None:
            return None
        link = _link(row)
        if link.kind not in kinds or not link.opens_on(today) or not self.is_there(link.schedule):
            return None
        if link.used != today:
            # A disk that is full keeps nobody from reading.
            with suppress(StateUnusable):
                self._note_use(link.id, today)
        return link

    def listed(self, schedule: str) -> tuple[Link, ...]:
        """All links of a schedule, also revoked ones and those that are over, the oldest first."""
        wanted = select(LinkRow).where(LinkRow.schedule == schedule).order_by(LinkRow.id)
        with self.database.reading() as session:
            return tuple(_link(row) for row in session.scalars(wanted))

    def revoke(self, id_: int, schedule: str, at: datetime, *, who: str = "") -> Link:
        """End a link at once, for good. Raises NoSuchLink."""
        with self.database.writing() as session:
            row = _live_row(session, id_, schedule)
            row.revoked = at
            what = msg("Revoked the link “{label}”.", label=row.label)
            Audit(self.database).add(session, at, who, schedule, what)
            session.flush()
            return _link(row)

    def withdraw(self, id_: int, schedule: str, at: datetime) -> None:
        """End a link whose address nobody got: nothing that anybody did. Raises NoSuchLink."""
        with self.database.writing() as session:
            _live_row(session, id_, schedule).revoked = at

    def rotate(self, id_: int, schedule: str, at: datetime, *, who: str = "") -> NewLink:
        """End a link, and make another one for the same. Raises NoSuchLink."""
        with self.database.writing() as session:
            row = _live_row(session, id_, schedule)
            row.revoked = at
            what = msg("Gave the link “{label}” a new address.", label=row.label)
            Audit(self.database).add(session, at, who, schedule, what)
            another = LinkRow(
                kind=row.kind,
                schedule=row.schedule,
                subject=row.subject,
                invitation_id=row.invitation_id,
                label=row.label,
                language=row.language,
                made=at,
                expires=row.expires,
            )
            return _with_secret(session, another)

    def _note_use(self, id_: int, today: date) -> None:
        with self.database.writing() as session:
            row = session.get(LinkRow, id_)
            if row is not None:
                row.used = today


def _with_secret(session: Session, row: LinkRow) -> NewLink:
    secret = new_secret()
    digest = digest_of(secret)
    assert digest is not None  # noqa: S101 our own secrets have the form of one
    row.digest = digest
    session.add(row)
    session.flush()
    return NewLink(secret, _link(row))


def _live_row(session: Session, id_: int, schedule: str) -> LinkRow:
    wanted = select(LinkRow).where(
        LinkRow.id == id_, LinkRow.schedule == schedule, LinkRow.revoked.is_(None)
    )
    row = session.scalar(wanted.with_for_update())
    if row is None:
        raise NoSuchLink
    return row


def _link(row: LinkRow) -> Link:
    return Link(
        row.id,
        LinkKind(row.kind),
        row.schedule,
        row.subject,
        row.invitation_id,
        row.label,
        row.language,
        row.made,
        row.expires,
        row.revoked,
        row.used,
    )
