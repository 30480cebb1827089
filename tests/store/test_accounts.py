"""Accounts and memberships."""

from __future__ import annotations

import pytest
from kept_tours import NOON

from caravan.errors import ImpossibleValue
from caravan.store.account import LastAdmin, NameTaken, NoSuchAccount
from caravan.store.accounts import Accounts
from caravan.store.memberships import Memberships, RoleChanged
from caravan.store.permissions import Role


@pytest.fixture
def accounts(database):
    return Accounts(database)


@pytest.fixture
def memberships(database):
    return Memberships(database)


def test_an_account_is_listed_as_its_name_was_typed(accounts):
    assert not accounts.any()
    made = accounts.create("  Béchir   Ben Ali ", NOON)
    assert (made.shown, made.name) == ("Béchir Ben Ali", "béchir ben ali")
    assert (made.is_local, made.has_password, made.is_admin) == (True, False, False)
    assert accounts.any()
    assert accounts.listed() == (made,)


@pytest.mark.parametrize(
    "twin", ["BÉCHIR", "be\N{COMBINING ACUTE ACCENT}chir", " béchir ", "Béchir"]
)
def test_no_two_accounts_have_names_that_differ_in_case_or_composition_only(accounts, twin):
    accounts.create("Béchir", NOON)
    with pytest.raises(NameTaken):
        accounts.create(twin, NOON)


@pytest.mark.parametrize(
    "name",
    ["", "   ", "x" * 61, "an\0na", "anna\N{RIGHT-TO-LEFT OVERRIDE}", "an\N{ZERO WIDTH SPACE}na",
     "an\x07na", "an\ue000na"],
)  # fmt: skip
def test_a_name_that_nobody_can_read_is_refused(accounts, name):
    with pytest.raises(ImpossibleValue):
        accounts.create(name, NOON)


def test_lines_and_tabs_in_a_name_are_spaces(accounts):
    assert accounts.create("an\nna\tb", NOON).shown == "an na b"


def test_who_logs_in_elsewhere_has_one_account_without_rights(accounts):
    first = accounts.known_elsewhere("https://id.example", "42", "Anna", NOON)
    again = accounts.known_elsewhere("https://id.example", "42", "Anna Maria", NOON)
    assert first == again
    assert (first.shown, first.is_local, first.is_admin) == ("Anna", False, False)


def test_another_issuer_or_subject_is_somebody_else_whatever_the_name(accounts):
    made = {
        accounts.known_elsewhere(issuer, subject, "Anna", NOON).id
        for issuer in ("https://id.example", "https://evil.example")
        for subject in ("4", "42")
    }
    assert len(made) == 4


def test_a_name_told_by_another_server_can_be_shown_whatever_it_is(accounts):
    shown = [
        accounts.known_elsewhere("https://id.example", str(i), name, NOON).shown
        for i, name in enumerate(
            ["", "a\r\nSet-Cookie: x", "\N{RIGHT-TO-LEFT OVERRIDE}b", "x" * 999]
        )
    ]
    assert shown == ["?", "aSet-Cookie: x", "b", "x" * 60]


def test_an_account_is_closed_and_opened_again(accounts):
    accounts.create("admin", NOON, is_admin=True)
    anna = accounts.create("anna", NOON)
    assert accounts.disable(anna.id, NOON).disabled == NOON
    assert [account.name for account in accounts.listed()] == ["admin", "anna"]
    assert accounts.enable(anna.id).disabled is None


def test_the_only_administrator_stays(accounts):
    admin = accounts.create("admin", NOON, is_admin=True)
    closed = accounts.create("closed", NOON, is_admin=True)
    accounts.disable(closed.id, NOON)
    with pytest.raises(LastAdmin):
        accounts.disable(admin.id, NOON)
    with pytest.raises(LastAdmin):
        accounts.make_admin(admin.id, is_admin=False)
    anna = accounts.create("anna", NOON)
    accounts.make_admin(anna.id, is_admin=True)
    assert accounts.make_admin(admin.id, is_admin=False).is_admin is False


def test_an_account_that_does_not_exist_cannot_be_changed(accounts, memberships):
    for act in (
        lambda: accounts.disable(7, NOON),
        lambda: accounts.enable(7),
        lambda: accounts.make_admin(7, is_admin=True),
        lambda: memberships.give(7, "summer", Role.VIEWER),
    ):
        with pytest.raises(NoSuchAccount):
            act()


def test_a_role_is_given_changed_and_taken_schedule_by_schedule(accounts, memberships):
    anna, bea = (accounts.create(name, NOON).id for name in ("anna", "bea"))
    memberships.give(anna, "summer", Role.VIEWER)
    memberships.give(anna, "winter", Role.ORGANIZER)
    memberships.give(bea, "summer", Role.VOLUNTEER)
    assert roles(memberships) == {anna: Role.VIEWER, bea: Role.VOLUNTEER}
    memberships.give(anna, "summer", Role.ORGANIZER)
    assert roles(memberships) == {anna: Role.ORGANIZER, bea: Role.VOLUNTEER}
    memberships.take(anna, "summer")
    memberships.take(anna, "summer")
    assert roles(memberships) == {bea: Role.VOLUNTEER}
    assert [m.account.id for m in memberships.of_schedule("winter")] == [anna]


def roles(memberships, schedule="summer"):
    return {member.account.id: member.role for member in memberships.of_schedule(schedule)}


def test_a_role_is_given_by_name_to_somebody_who_has_an_account(accounts, memberships):
    anna = accounts.create("Anna Maria", NOON)
    assert memberships.give_to(" ANNA  maria ", "summer", Role.VIEWER) == anna
    assert roles(memberships) == {anna.id: Role.VIEWER}
    accounts.disable(anna.id, NOON)
    elsewhere = accounts.known_elsewhere("https://id.example", "42", "Carla", NOON)
    for name in ("nobody", "", "\0", "Anna Maria", "Carla", elsewhere.name):
        with pytest.raises(NoSuchAccount):
            memberships.give_to(name, "winter", Role.ORGANIZER)
    assert roles(memberships, "winter") == {}


def test_a_role_that_somebody_else_has_changed_is_neither_given_nor_taken(accounts, memberships):
    id_ = accounts.create("Anna", NOON).id
    memberships.give(id_, "summer", Role.VOLUNTEER)
    acts = (
        lambda: memberships.give(id_, "summer", Role.ORGANIZER, seen=Role.VIEWER),
        lambda: memberships.take(id_, "summer", seen=Role.VIEWER),
        lambda: memberships.give(id_, "winter", Role.ORGANIZER, seen=Role.VIEWER),
    )
    for act in acts:
        with pytest.raises(RoleChanged):
            act()
    assert [member.role for member in memberships.of_schedule("summer")] == [Role.VOLUNTEER]
    assert memberships.of_schedule("winter") == ()
    memberships.give(id_, "summer", Role.ORGANIZER, seen=Role.VOLUNTEER)
    memberships.take(id_, "summer", seen=Role.ORGANIZER)
    assert memberships.of_schedule("summer") == ()
