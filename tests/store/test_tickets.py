"""Tickets: links with which a password is chosen, once."""

from __future__ import annotations

from datetime import timedelta

import pytest
from kept_tours import NOON
from stored_text import stored_text

from caravan.errors import ImpossibleValue
from caravan.store import passwords
from caravan.store.account import NoSuchAccount
from caravan.store.accounts import Accounts
from caravan.store.logins import Logins
from caravan.store.passwords import Cost
from caravan.store.tickets import TicketOver, Tickets

HOME = "192.0.2.7"
PASSWORD = "tempête de sable"
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def cheap(monkeypatch):
    monkeypatch.setattr(passwords, "COST", Cost(4, 1, 1))


@pytest.fixture
def accounts(database):
    return Accounts(database)


@pytest.fixture
def logins(database):
    return Logins(database, lambda: "the server's secret")


@pytest.fixture
def anna(accounts):
    return accounts.create("Anna", NOON, is_admin=True)


@pytest.fixture
def tickets(database):
    return Tickets(database, lambda: "the server's secret")


def test_the_first_ticket_makes_an_administrator_and_logs_in(tickets, logins):
    ticket = tickets.for_first_account(NOON)
    assert tickets.account(ticket.secret, NOON) is None
    new = tickets.use(ticket.secret, "Anna", PASSWORD, NOON)
    assert (new.account.shown, new.account.is_admin) == ("Anna", True)
    assert logins.account(new.cookie, NOON) == new.account
    assert logins.log_in("anna", PASSWORD, HOME, NOON).account.id == new.account.id


def test_a_ticket_works_once(tickets, anna):
    secret = tickets.for_account(anna.id, NOON).secret
    tickets.use(secret, "", "another password", NOON)
    for act in (
        lambda: tickets.use(secret, "", "a third password", NOON),
        lambda: tickets.account(secret, NOON),
    ):
        with pytest.raises(TicketOver):
            act()


def test_it_can_be_used_again_after_a_password_or_a_name_that_could_not_be(tickets):
    secret = tickets.for_first_account(NOON).secret
    for name, password in [("Anna", "short"), ("", PASSWORD), ("Anna Maria", "anna maria")]:
        with pytest.raises(ImpossibleValue):
            tickets.use(secret, name, password, NOON)
    assert tickets.use(secret, "Anna", PASSWORD, NOON)


def test_there_is_no_first_ticket_once_there_is_an_account(tickets, accounts):
    waiting = tickets.for_first_account(NOON)
    accounts.create("anna", NOON)
    assert tickets.for_first_account(NOON) is None
    with pytest.raises(TicketOver):
        tickets.use(waiting.secret, "Eve", PASSWORD, NOON)


def test_the_first_account_ends_the_other_first_tickets(tickets):
    one, other = tickets.for_first_account(NOON), tickets.for_first_account(NOON)
    tickets.use(one.secret, "Anna", PASSWORD, NOON)
    with pytest.raises(TicketOver):
        tickets.use(other.secret, "Eve", PASSWORD, NOON)


@pytest.mark.parametrize(("first", "hours"), [(True, 1), (False, 72)])
def test_it_is_over_after_a_time(tickets, accounts, first, hours):
    if first:
        ticket = tickets.for_first_account(NOON)
    else:
        ticket = tickets.for_account(accounts.create("anna", NOON).id, NOON)
    tickets.account(ticket.secret, NOON + timedelta(hours=hours) - MINUTE)
    with pytest.raises(TicketOver):
        tickets.use(ticket.secret, "Anna", PASSWORD, NOON + timedelta(hours=hours))


def test_another_ticket_for_an_account_ends_the_one_before(tickets, anna):
    before = tickets.for_account(anna.id, NOON).secret
    after = tickets.for_account(anna.id, NOON).secret
    with pytest.raises(TicketOver):
        tickets.use(before, "", PASSWORD, NOON)
    tickets.use(after, "", PASSWORD, NOON)


def test_choosing_a_password_ends_all_logins_of_the_account(tickets, logins, anna):
    cookie = tickets.use(tickets.for_account(anna.id, NOON).secret, "", PASSWORD, NOON).cookie
    tickets.use(tickets.for_account(anna.id, NOON).secret, "", "another password", NOON)
    assert logins.account(cookie, NOON) is None


def test_there_is_none_for_a_closed_account_nor_for_one_that_logs_in_elsewhere(
    tickets, accounts, anna
):
    bea = accounts.create("bea", NOON)
    secret = tickets.for_account(bea.id, NOON).secret
    accounts.disable(bea.id, NOON)
    with pytest.raises(TicketOver):
        tickets.use(secret, "", PASSWORD, NOON)
    carla = accounts.known_elsewhere("https://id.example", "42", "Carla", NOON)
    for id_ in (bea.id, carla.id, 999):
        with pytest.raises(NoSuchAccount):
            tickets.for_account(id_, NOON)


def test_its_secret_is_kept_as_a_hash_only(tickets, database):
    ticket = tickets.for_first_account(NOON)
    assert ticket.secret not in repr(ticket)
    assert ticket.secret not in stored_text(database)
