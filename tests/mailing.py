"""A small tour with partners who are told by mail, and the desk from which they are."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

from kept_tours import in_haste
from samples import sample_plan

from caravan.plan.day import Day, Stop
from caravan.plan.plan import Plan
from caravan.plan.publication import Publication
from caravan.publishing import drafts
from caravan.publishing.carrier import Carrier, Fate, Outcome, Parcel
from caravan.publishing.patience import Patience
from caravan.publishing.publish import publish
from caravan.publishing.sending import Sender, Tried
from caravan.store.desk import Desk
from caravan.store.mail import Mail, MailState
from caravan.store.settings import Settings
from caravan.tour.names import Names
from caravan.tour.partner import Partner

SCHEDULE = "sample"
URL = "https://tour.example"
PUBLISHED = datetime(2020, 2, 20, 9, tzinfo=UTC)
"""Thursday, 18 days before the event in Sbeitla, 19 before that in Sfax."""


def host(id_: str, language: str = "en", **more: object) -> Partner:
    """A partner with an address of its own, ``<id>@<id>.example``."""
    names = more.pop("organization", None) or Names.of(en=f"Town of {id_}")
    more.setdefault("email", f"{id_}@{id_}.example")
    return Partner(id_, names, language=language, **more)


def plan_with(**partners: tuple[Partner, ...]) -> Plan:
    """The sample plan, with these partners of its events and no others."""
    plan = sample_plan()
    events = tuple(replace(e, partners=partners.get(e.id, ())) for e in plan.tour.events)
    return replace(plan, tour=replace(plan.tour, events=events))


def held(plan: Plan, event: str, begins: int, *, day: int | None = None, minutes: int = 0) -> Plan:
    """The plan with an event at another minute, on the day of this number, for so long.

    Whatever rule that breaks, nobody looks at it here.
    """
    [team] = plan.teams
    [stop] = [s for d in team.days for s in d.events if s.event == event]
    stop_there = replace(stop, begins=begins, ends=begins + (minutes or stop.minutes))
    days = []
    for number, each in enumerate(team.days):
        is_here = stop in each.items
        wanted = is_here if day is None else number == day
        items: tuple[object, ...] = tuple(item for item in each.items if item != stop)
        if wanted:
            items = (*items, stop_there)
        days.append(replace(each, items=tuple(sorted(items, key=lambda i: i.begins))))
    return replace(plan, teams=(replace(team, days=tuple(days)),))


def without(plan: Plan, event: str) -> Plan:
    """The plan without an event."""
    [team] = plan.teams
    days = tuple(
        Day(d.date, d.start, d.overnight, tuple(i for i in d.items if not _is_event(i, event)))
        for d in team.days
    )
    return replace(plan, teams=(replace(team, days=days),))


def _is_event(item: object, event: str) -> bool:
    return isinstance(item, Stop) and item.event == event


KILLED_PLAN = plan_with(sbeitla=tuple(host(f"town-{number}") for number in range(8)))
"""With so many partners that a kill hits some mails and not the others."""


@dataclass
class Office:
    """An organizer's desk, whose clock only goes when told."""

    desk: Desk
    now: datetime = PUBLISHED
    tried: list[Tried] = field(default_factory=list)

    @classmethod
    def in_folder(cls, folder: Path, **settings: object) -> Office:
        office = cls(Desk(Settings(data=(), state=folder, **settings)))
        if not office.desk.settings.database_url:
            in_haste(office.desk.mail_queue.database)
        office.desk.links = replace(office.desk.links, is_there=lambda _: True)
        return office

    def publish(self, plan: Plan) -> Publication:
        """Publish as the next number, an hour later than what was before."""
        self.now += timedelta(hours=1)
        base = self.desk.publications.latest_number(SCHEDULE)
        return publish(self.desk, SCHEDULE, plan, base=base, at=self.now, who="Salma")

    def drafts(self) -> tuple[Mail, ...]:
        return drafts.drafts(self.desk, SCHEDULE)

    def queue(self) -> int:
        return drafts.queue(self.desk, SCHEDULE, at=self.now, who="Salma")

    def sender(self, carrier: Carrier, **more: object) -> Sender:
        more.setdefault("patience", Patience())
        return Sender(self.desk, SCHEDULE, carrier, URL, lambda: self.now, **more)

    def send(self, carrier: Carrier, **more: object) -> list[Tried]:
        """Try all that is due once; what became of each."""
        tried: list[Tried] = []
        self.sender(carrier, **more).send_due(tried.append, lambda: False)
        return tried

    def tell(self, plan: Plan, carrier: Carrier) -> list[Tried]:
        """Publish a plan and send its mails."""
        self.publish(plan)
        self.queue()
        return self.send(carrier)

    def states(self) -> dict[int, MailState]:
        return {mail.id: mail.state for mail in self.desk.mails.listed(SCHEDULE)}


@dataclass
class Pigeon:
    """Takes every mail that it is given, or does with it what a test wants."""

    taken: MailState = MailState.SENT
    mails: list[EmailMessage] = field(default_factory=list)
    parcels: list[Parcel] = field(default_factory=list)
    fates: dict[str, list[Outcome | Exception]] = field(default_factory=dict)
    """By recipient, what becomes of the next attempts; after that it is taken."""
    before: object = None
    """Called before the content is asked for."""

    def open(self) -> None:
        pass

    def hand_over(self, parcel: Parcel) -> Outcome:
        self.parcels.append(parcel)
        fate = (self.fates.get(parcel.recipient) or [Outcome(Fate.TAKEN)]).pop(0)
        if isinstance(fate, Exception):
            raise fate
        if callable(self.before):
            self.before()
        content = parcel.content()
        if content is None:
            return Outcome(Fate.NOT_OURS)
        if fate.fate in {Fate.TAKEN, Fate.UNCLEAR}:
            self.mails.append(parsed(content))
        return fate

    def close(self) -> None:
        pass

    def to(self, id_: str) -> list[EmailMessage]:
        """The mails to a partner."""
        return [mail for mail in self.mails if f"{id_}@" in str(mail["To"])]


def parsed(content: bytes) -> EmailMessage:
    return message_from_bytes(content, policy=SMTP)


def text_of(mail: EmailMessage) -> str:
    """The plain text of a mail."""
    return mail.get_body(("plain",)).get_content().replace("\r\n", "\n")


def html_of(mail: EmailMessage) -> str:
    return mail.get_body(("html",)).get_content()


def calendar_of(mail: EmailMessage) -> bytes:
    """The calendar among the alternatives."""
    [part] = [part for part in mail.walk() if part.get_content_type() == "text/calendar"]
    return part.get_payload(decode=True)
