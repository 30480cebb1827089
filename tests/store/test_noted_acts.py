"""What people do to links, tours, accounts and roles leaves one line, or isn't done at all."""

from __future__ import annotations

from datetime import timedelta

import pytest
from kept_tours import CARD, NOON, files
from stored_text import stored_text

from caravan.errors import CaravanError, msg
from caravan.store import passwords
from caravan.store.accounts import Accounts
from caravan.store.audit import Audit, AuditLine
from caravan.store.link import LinkKind
from caravan.store.links import Links
from caravan.store.logins import Logins
from caravan.store.memberships import Memberships
from caravan.store.passwords import Cost
from caravan.store.permissions import Role
from caravan.store.scenarios import Scenarios
from caravan.store.tickets import Tickets
from caravan.store.tours import Tours

LATER = NOON + timedelta(hours=1)
OVER = NOON + timedelta(days=31)
PASSWORD = "tempête de sable"


class House:
    """All that people act on, over one database, with one of each."""

    def __init__(self, database):
        self.tours, self.links = Tours(database), Links(database, lambda _: True)
        self.accounts, self.memberships = Accounts(database), Memberships(database)
        self.logins, self.tickets = Logins(database, lambda: "k"), Tickets(database, lambda: "k")
        self.tour = self.tours.create(files("one"), CARD, msg("New"), NOON).kept.id
        scenario = Scenarios(self.tours).create(
            self.tour, "One day more", files("two"), CARD, msg("New"), NOON
        )
        self.scenario = scenario.kept.id
        self.link = self.links.make(
            LinkKind.TOWN, self.tour, "sfax", label="Press", language="fr", at=NOON
        ).link.id
        self.admin = self.accounts.create("Admin", NOON, is_admin=True).id
        self.anna = self.accounts.create("Anna", NOON).id
        self.memberships.give(self.anna, self.tour, Role.VIEWER)
        secret = self.tickets.for_account(self.admin, NOON).secret
        self.tickets.use(secret, "", PASSWORD, NOON)
        self.ticket = self.tickets.for_account(self.anna, NOON).secret

    def change_password(self):
        admin = next(a for a in self.accounts.listed() if a.id == self.admin)
        self.logins.change_password(admin, PASSWORD, f"{PASSWORD} 2", "192.0.2.7", LATER)


def worded(account):
    """The line of an act that its caller words."""
    return AuditLine(LATER, "Salma", "", msg("did it to {name}", name=account.shown))


def made(h):
    h.links.make(
        LinkKind.DAY, h.tour, "", label="Drivers", language="ar", at=LATER, who="Salma"
    )  # fmt: skip


# Each act, what comes before it, and what it notes of whom.
NOTHING = lambda _: None  # noqa: E731 a table reads better so
ACTS = {
    "a link is made": (NOTHING, made, "Salma", "Made the link “Drivers”."),
    "a link is replaced": (
        NOTHING, lambda h: h.links.rotate(h.link, h.tour, LATER, who="Salma"),
        "Salma", "Gave the link “Press” a new address.",
    ),
    "a link is revoked": (
        NOTHING, lambda h: h.links.revoke(h.link, h.tour, LATER, who="Salma"),
        "Salma", "Revoked the link “Press”.",
    ),
    "a tour is deleted": (
        NOTHING, lambda h: h.tours.delete(h.tour, LATER, who="Salma"),
        "Salma", "Deleted the tour “Caravane d’été”.",
    ),
    "a scenario is deleted": (
        NOTHING, lambda h: h.tours.delete(h.scenario, LATER, who="Salma"),
        "Salma", "Deleted the scenario “One day more”.",
    ),
    "a tour is brought back": (
        lambda h: h.tours.delete(h.tour, NOON),
        lambda h: h.tours.restore(h.tour, LATER, who="Salma"),
        "Salma", "Brought the tour “Caravane d’été” back.",
    ),
    "a scenario is brought back": (
        lambda h: h.tours.delete(h.scenario, NOON),
        lambda h: h.tours.restore(h.scenario, LATER, who="Salma"),
        "Salma", "Brought the scenario “One day more” back.",
    ),
    "a tour is let go of": (
        lambda h: h.tours.delete(h.tour, NOON), lambda h: h.tours.purge(OVER),
        "caravan", "The deleted tour “Caravane d’été” is gone for good.",
    ),
    "a scenario is let go of": (
        lambda h: h.tours.delete(h.scenario, NOON), lambda h: h.tours.purge(OVER),
        "caravan", "The deleted scenario “One day more” is gone for good.",
    ),
    "an account is made": (
        NOTHING, lambda h: h.accounts.create("Dora", LATER, line=worded),
        "Salma", "did it to Dora",
    ),
    "an account is closed": (
        NOTHING, lambda h: h.accounts.disable(h.anna, LATER, line=worded),
        "Salma", "did it to Anna",
    ),
    "an account is opened": (
        lambda h: h.accounts.disable(h.anna, NOON), lambda h: h.accounts.enable(h.anna, line=worded),
        "Salma", "did it to Anna",
    ),
    "an account becomes an administrator": (
        NOTHING, lambda h: h.accounts.make_admin(h.anna, is_admin=True, line=worded),
        "Salma", "did it to Anna",
    ),
    "an account is no administrator any more": (
        lambda h: h.accounts.make_admin(h.anna, is_admin=True),
        lambda h: h.accounts.make_admin(h.anna, is_admin=False, line=worded),
        "Salma", "did it to Anna",
    ),
    "an account is logged out": (
        NOTHING, lambda h: h.logins.log_out_everywhere(h.admin, line=worded),
        "Salma", "did it to Admin",
    ),
    "a password is to be chosen": (
        NOTHING, lambda h: h.tickets.for_account(h.anna, LATER, line=worded),
        "Salma", "did it to Anna",
    ),
    "a password is chosen": (
        NOTHING, lambda h: h.tickets.use(h.ticket, "", PASSWORD, LATER),
        "Anna", "Chose a password.",
    ),
    "a password is changed": (
        NOTHING, House.change_password, "Admin", "Changed the password.",
    ),
    "a role is changed": (
        NOTHING, lambda h: h.memberships.give(h.anna, h.tour, Role.ORGANIZER, line=worded),
        "Salma", "did it to Anna",
    ),
    "a role is given to a name": (
        NOTHING, lambda h: h.memberships.give_to("admin", h.tour, Role.VIEWER, line=worded),
        "Salma", "did it to Admin",
    ),
    "a role is taken away": (
        NOTHING, lambda h: h.memberships.take(h.anna, h.tour, line=worded),
        "Salma", "did it to Anna",
    ),
}  # fmt: skip


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setattr(passwords, "COST", Cost(4, 1, 1))


@pytest.fixture
def house(database):
    return House(database)


@pytest.mark.parametrize("name", ACTS)
def test_each_act_leaves_one_line(house, database, name):
    before, act, who, what = ACTS[name]
    before(house)
    lines = len(Audit(database).listed())
    act(house)
    line, *rest = Audit(database).listed()
    assert (line.who, str(line.what), len(rest)) == (who, what, lines)
    assert line.at in {LATER, OVER}
    ours = name.startswith(("a link", "a tour", "a scenario"))
    assert line.schedule == (house.tour if ours else "")


@pytest.mark.parametrize("name", ACTS)
def test_an_act_that_fails_after_its_line_was_written_is_neither_done_nor_noted(
    database_file, monkeypatch, name
):
    before, act, *_ = ACTS[name]
    database, house = database_file, House(database_file)
    before(house)
    add = Audit.add

    def failing(self, session, *line):
        add(self, session, *line)
        session.flush()
        raise CaravanError(msg("the power is gone"))

    stored = stored_text(database)
    monkeypatch.setattr(Audit, "add", failing)
    with pytest.raises(CaravanError, match="the power is gone"):
        act(house)
    # That somebody tried a password is noted before, and stays.
    without = [line for line in stored_text(database).split("\n") if line[:8] != "attempt "]
    assert without == stored.split("\n")


def test_the_first_account_of_all_is_noted(database):
    tickets = Tickets(database, lambda: "k")
    secret = tickets.for_first_account(NOON).secret
    tickets.use(secret, "Anna", PASSWORD, NOON)
    [line] = Audit(database).listed()
    assert line == AuditLine(NOON, "Anna", "", msg("Made the first account."))


def test_bringing_a_scenario_back_with_its_tour_notes_both(house, database):
    house.tours.delete(house.scenario, NOON)
    house.tours.delete(house.tour, NOON)
    house.tours.restore(house.scenario, LATER, who="Salma")
    last, before, *_ = Audit(database).listed(house.tour)
    assert str(before.what) == "Brought the tour “Caravane d’été” back."
    assert str(last.what) == "Brought the scenario “One day more” back."


def test_deleting_a_tour_notes_which_ones_are_let_go_of_by_that(house, database):
    other = house.tours.create(files("x"), CARD, msg("New"), NOON).kept.id
    house.tours.delete(house.tour, NOON)
    house.tours.delete(other, OVER, who="Salma")
    gone, deleted, *_ = Audit(database).listed()
    assert (gone.who, gone.schedule) == ("caravan", house.tour)
    assert (deleted.who, deleted.schedule) == ("Salma", other)


def test_a_role_that_nobody_has_is_not_noted_as_taken(house, database):
    lines = Audit(database).listed()
    house.memberships.take(house.anna, "another", line=worded)
    assert Audit(database).listed() == lines


def test_no_line_has_a_secret(house, database):
    new = house.links.make(LinkKind.TOUR, house.tour, "", label="x", language="fr", at=LATER)
    again = house.links.rotate(new.link.id, house.tour, LATER)
    shown = repr(Audit(database).listed())
    assert new.secret not in shown
    assert again.secret not in shown


def test_a_link_that_nobody_got_is_ended_without_a_line(house, database):
    lines = Audit(database).listed()
    house.links.withdraw(house.link, house.tour, LATER)
    assert house.links.listed(house.tour)[0].revoked == LATER
    assert Audit(database).listed() == lines
