"""A server where people have accounts: two kept tours, and somebody of each role in the first."""

from __future__ import annotations

from datetime import UTC, datetime

from samples import sample_plan

from caravan.files.editing.new_tour import new_files
from caravan.store import passwords
from caravan.store.desk import desk
from caravan.store.passwords import Cost
from caravan.store.permissions import Role
from caravan.store.settings import read_settings

NOW = datetime.now(UTC)


def village_of(house, monkeypatch):
    """The village in a house of tests/pages/conftest.py."""
    monkeypatch.setenv("CARAVAN_ACCESS", "accounts")
    monkeypatch.setattr(passwords, "COST", Cost(4, 1, 1))
    return Village(house, monkeypatch)


class Village:
    def __init__(self, house, monkeypatch):
        self.house, self.monkeypatch = house, monkeypatch
        self.desk = desk(read_settings())
        self.own, self.other = (
            house.kept_tour(new_files("empty", {"fr": name}, "fr")) for name in ("Eins", "Zwei")
        )
        self.cookies = {"nobody": ""}
        self.ids = {}
        self.add("guest")
        self.add("admin", is_admin=True)
        for role in Role:
            self.add(role.value, role)

    def add(self, name, role=None, *, is_admin=False):
        account = self.desk.accounts.create(name, NOW, is_admin=is_admin)
        if role is not None:
            self.desk.memberships.give(account.id, self.own, role)
        secret = self.desk.tickets.for_account(account.id, NOW).secret
        login = self.desk.tickets.use(secret, "", f"password of {name}", NOW)
        self.ids[name], self.cookies[name] = account.id, login.cookie

    def enter(self, role):
        cookies = {"caravan-login": self.cookies[role]}
        self.monkeypatch.setattr("caravan.ui.access.visitor.shown_cookies", lambda: cookies)

    def app(self, role, page="", tour=None, **params):
        self.enter(role)
        return self.house.app(page, tour=tour or self.own, lang="en", **params)

    def publish(self, plan=None):
        at = datetime(2026, 1, 1, tzinfo=UTC)
        self.desk.publications.publish(self.own, plan or sample_plan(), base=0, at=at, who="admin")
