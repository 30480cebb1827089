"""Sending what is queued: each mail at most once, whatever happens in between.

In the database a mail is queued, then claimed by one sender, then marked as being sent in the last
moment before a server gets its content, then sent. Whoever is killed before the mark has sent
nothing; whoever is killed after it leaves a mail that is unclear, and that only a person sends again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from caravan.errors import ImpossibleValue, InputFaults, Message, msg
from caravan.publishing.carrier import (
    Carrier,
    CarrierAway,
    CarrierUnusable,
    Fate,
    Outcome,
    Parcel,
)
from caravan.publishing.patience import Patience
from caravan.publishing.prepared import Prepared, prepare
from caravan.store.desk import Desk
from caravan.store.link import Link, LinkKind
from caravan.store.mail import Mail, MailState, Method

_LINK_OPENS_FOR = timedelta(days=30)
"""After the event: its page then says what was answered, or that it is too late."""
_IN_VAIN = 3
"""After so many broken connections in a row, mails wait together, not one by one; also after so many
mails to which the server gave no answer, before all others become unclear, too."""


@dataclass(frozen=True, slots=True)
class Tried:
    """One mail and what became of it now: its state, and why it isn't sent."""

    mail: Mail
    state: MailState
    reason: Message | None


@dataclass(slots=True)
class Sender:
    """Sends the mails of one schedule. Several may work at once, in whatever processes.

    Attributes:
        url: at which partners reach the server, without a slash at the end.
        sender: the address in From, empty for the organizer's.
        lease: how long a mail is this sender's alone; longer than a server takes for one.
        now: the clock.
    """

    desk: Desk
    schedule: str
    carrier: Carrier
    url: str
    now: Callable[[], datetime]
    sender: str = ""
    lease: timedelta = timedelta(minutes=2)
    patience: Patience = field(default_factory=Patience)
    _unreached: int = field(default=0, init=False)
    _broken: int = field(default=0, init=False)
    _unanswered: int = field(default=0, init=False)

    def send_due(self, told: Callable[[Tried], None], should_stop: Callable[[], bool]) -> None:
        """Try each mail that is due once.

        Raises CarrierUnusable when nothing can be sent until somebody changes a setting; what
        waits goes on waiting. Raises StateUnusable.
        """
        queue = self.desk.mail_queue
        queue.tidy(self.schedule, self.now())
        try:
            while not should_stop():
                now = self.now()
                mail = queue.claim(self.schedule, now, now + self.lease)
                if mail is None:
                    return
                tried = self._try(mail)
                if tried is not None:
                    told(tried)
        finally:
            self.carrier.close()

    def waiting(self) -> int:
        """How many mails wait to be sent. Raises StateUnusable."""
        mails = self.desk.mails.listed(self.schedule)
        return sum(1 for mail in mails if mail.state is MailState.QUEUED)

    def next_due(self) -> datetime | None:
        """When there is something to do again; None when all is done. Raises StateUnusable."""
        return self.desk.mail_queue.next_due(self.schedule)

    def _try(self, mail: Mail) -> Tried | None:
        queue = self.desk.mail_queue
        try:
            ready = prepare(self.desk, mail, self.sender)
            # Whatever can't be written must show before the mail is marked.
            ready.content(f"{self.url}/answer/", self.now())
        except (ImpossibleValue, InputFaults) as error:
            queue.failed(mail, error.message)
            return Tried(mail, MailState.FAILED, error.message)
        attempt = _Attempt(self, ready)
        try:
            try:
                self.carrier.open()
            except CarrierAway as error:
                return self._not_reached(mail, error.message)
            self._unreached = 0
            outcome = self.carrier.hand_over(attempt.parcel())
        except CarrierAway as error:
            self._broken += 1
            if self._broken >= _IN_VAIN:
                return self._not_reached(mail, error.message)
            return self._later(mail, error.message)
        except CarrierUnusable as error:
            queue.put_off(mail, error.message, None, attempts=0)
            raise
        self._broken = 0
        return self._settle(mail, outcome, attempt)

    def _settle(self, mail: Mail, outcome: Outcome, attempt: _Attempt) -> Tried | None:
        queue = self.desk.mail_queue
        reason = outcome.reason or msg("the mail server gave no reason")
        if outcome.fate is Fate.NOT_OURS:
            return None
        self._unanswered = self._unanswered + 1 if outcome.fate is Fate.UNCLEAR else 0
        match outcome.fate:
            case Fate.TAKEN:
                queue.taken(mail, self.carrier.taken)
                return Tried(mail, self.carrier.taken, None)
            case Fate.UNCLEAR:
                queue.unclear(mail, reason)
                self._spare_the_others()
                return Tried(mail, MailState.UNCLEAR, reason)
        attempt.take_back()
        if outcome.fate is Fate.LATER:
            return self._later(mail, reason)
        queue.failed(mail, reason)
        return Tried(mail, MailState.FAILED, reason)

    def _later(self, mail: Mail, reason: Message) -> Tried:
        """Try this one again after a while, or give it up."""
        wait = self.patience.after(mail.attempts + 1)
        if wait is None:
            self.desk.mail_queue.failed(mail, reason)
            return Tried(mail, MailState.FAILED, reason)
        self.desk.mail_queue.put_off(mail, reason, self.now() + wait)
        return Tried(mail, MailState.QUEUED, reason)

    def _spare_the_others(self) -> None:
        """Let the others wait when the server has left too many without an answer.

        After each wait, ever longer, one mail finds out whether it answers again.
        """
        times = self._unanswered - _IN_VAIN + 1
        if times < 1:
            return
        now = self.now()
        self.desk.mail_queue.put_off_due(
            self.schedule,
            now,
            now + self.patience.without_end(times),
            msg(
                "The mail server gave no answer to several mails in a row. The others wait, so that"
                " they don't become unclear, too."
            ),
        )

    def _not_reached(self, mail: Mail, reason: Message) -> Tried:
        """Let all mails wait: no other would fare better, and none is to blame."""
        self._unreached += 1
        self._broken = 0
        now = self.now()
        next_try = now + self.patience.without_end(self._unreached)
        self.desk.mail_queue.put_off(mail, reason, next_try, attempts=0)
        self.desk.mail_queue.put_off_due(self.schedule, now, next_try, reason)
        return Tried(mail, MailState.QUEUED, reason)


@dataclass(slots=True)
class _Attempt:
    """One attempt: the mark in the database, and the link to answer, are made in its last moment."""

    sender: Sender
    ready: Prepared
    _link: Link | None = None

    def parcel(self) -> Parcel:
        mail = self.ready.mail
        number = f"{mail.publication:04d}-{mail.id:06d}"
        return Parcel(
            name=f"{number}-{mail.partner}-{mail.event}-{mail.method.value}",
            sender=self.ready.sender.addr_spec,
            recipient=self.ready.recipient.addr_spec,
            content=self._content,
        )

    def take_back(self) -> None:
        """Revoke the link that went nowhere."""
        if self._link is None:
            return
        link, self._link = self._link, None
        self.sender.desk.links.withdraw(link.id, link.schedule, self.sender.now())

    def _content(self) -> bytes | None:
        desk, mail = self.sender.desk, self.ready.mail
        at = self.sender.now()
        link = ""
        with desk.mail_queue.database.writing() as session:
            if not desk.mail_queue.begin(session, mail, at, at + self.sender.lease):
                return None
            if mail.method is Method.REQUEST:
                made = desk.links.add(
                    session,
                    LinkKind.ANSWER,
                    mail.schedule,
                    mail.partner,
                    label=f"{mail.partner}, {mail.event}",
                    language=self.ready.language.code,
                    at=at,
                    expires=max(self.ready.revision.ends, at) + _LINK_OPENS_FOR,
                    invitation=mail.invitation,
                )
                self._link = made.link
                link = f"{self.sender.url}/answer/{made.secret}"
        return self.ready.content(link, at)
