"""The desk of a server: its schedules, its plans, and which plan an address opens."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, cached_property

from caravan.store.access import Access
from caravan.store.accounts import Accounts
from caravan.store.answers import Answers
from caravan.store.audit import Audit
from caravan.store.database import database_of
from caravan.store.invitations import Invitations
from caravan.store.links import Links
from caravan.store.logins import Logins
from caravan.store.mail_queue import MailQueue
from caravan.store.mails import Mails
from caravan.store.memberships import Memberships
from caravan.store.publications import Publications
from caravan.store.replies import Replies
from caravan.store.scenarios import Scenarios
from caravan.store.secret import master_secret
from caravan.store.settings import Schedule, Settings, schedules
from caravan.store.shelf import Shelf
from caravan.store.sketches import Sketches
from caravan.store.tickets import Tickets
from caravan.store.tours import Tours


@dataclass
class Desk:
    """Gives the plan that an address opens."""

    settings: Settings
    shelf: Shelf = field(init=False)
    tours: Tours = field(init=False)
    answers: Answers = field(init=False)
    sketches: Sketches = field(init=False)
    scenarios: Scenarios = field(init=False)
    publications: Publications = field(init=False)
    replies: Replies = field(init=False)
    links: Links = field(init=False)
    audit: Audit = field(init=False)
    accounts: Accounts = field(init=False)
    memberships: Memberships = field(init=False)
    logins: Logins = field(init=False)
    tickets: Tickets = field(init=False)
    access: Access = field(init=False)
    invitations: Invitations = field(init=False)
    mails: Mails = field(init=False)
    mail_queue: MailQueue = field(init=False)
    _in_files: dict[str, Schedule] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        engine = self.settings.engine
        database = database_of(self.settings)
        self.shelf = Shelf(database, f"{engine.source} {engine.base}" if engine else "")
        self.tours = Tours(database)
        self.answers = Answers(database)
        self.sketches = Sketches(database)
        self.scenarios = Scenarios(self.tours)
        self.publications = Publications(database)
        self.replies = Replies(database)
        self.links = Links(database, self.has)
        self.audit = Audit(database)
        self.accounts = Accounts(database)
        self.memberships = Memberships(database)
        self.logins = Logins(database, lambda: self.master)
        self.tickets = Tickets(database, lambda: self.master)
        self.access = Access(database, self.logins, self.settings.access.mode)
        self.invitations = Invitations(database)
        self.mails = Mails(database)
        self.mail_queue = MailQueue(database)

    @cached_property
    def master(self) -> str:
        """The server's secret. Raises StateUnusable."""
        return self.settings.access.secret or master_secret(self.settings.state)

    def schedules(self) -> tuple[Schedule, ...]:
        """All that the server offers: kept tours, those in files, then archived tours.

        Scenarios are not among them: nobody subscribes to what is only tried out. Raises
        StateUnusable.
        """
        kept = [Schedule(tour.id, None) for tour in self.tours.listed()]
        archived = [Schedule(tour.id, None) for tour in self.tours.listed(archived=True)]
        return (*kept, *schedules(self.settings), *archived)

    def has(self, name: str) -> bool:
        """Whether the server has a schedule of this name. Raises StateUnusable."""
        known = self._in_files.get(name)
        if known is not None and known.path is not None and known.path.exists():
            return True
        if self.tours.is_kept(name):
            return True
        # A file may have come since we looked; to look takes longer than to ask for one.
        self._in_files = {schedule.name: schedule for schedule in schedules(self.settings)}
        return name in self._in_files


@cache
def desk(settings: Settings) -> Desk:
    """The one desk of these settings, shared by the routes and the pages of a process."""
    return Desk(settings)
