"""Who may do what, by role, as the database says at that moment."""

from __future__ import annotations

import pytest
from kept_tours import CARD, NOON, files

from caravan.errors import CaravanError, msg
from caravan.store import access as access_module
from caravan.store.access import NOBODY, Access, Identity
from caravan.store.access_settings import AccessMode, AccessSettings, access_settings
from caravan.store.accounts import Accounts
from caravan.store.logins import LASTS, Logins
from caravan.store.memberships import Memberships
from caravan.store.permissions import EVERYTHING, NOTHING, Permissions, Right, Role
from caravan.store.scenarios import Scenarios

READS = Permissions(days=True, view=True)
DAY_PAGES = Permissions(days=True)
ORGANIZES = Permissions(days=True, view=True, edit=True, publish=True, create=True)


@pytest.fixture
def access(database):
    logins = Logins(database, lambda: "the server's secret")
    return Access(database, logins, AccessMode.ACCOUNTS)


@pytest.fixture
def accounts(database):
    return Accounts(database)


@pytest.fixture
def people(database, accounts, access):
    """The account ids of some people and by what they are known, by their names."""

    def known(name, role=None, *, is_admin=False):
        account = accounts.create(name, NOON, is_admin=is_admin)
        if role is not None:
            Memberships(database).give(account.id, "summer", role)
        with database.writing() as session:
            row = session.get(access_module.AccountRow, account.id)
            cookie = access.logins.add(session, row, NOON).cookie
        return account.id, access.identity(cookie)

    return {
        "admin": known("admin", is_admin=True),
        "nobody special": known("nobody special"),
        **{role.value: known(role.value, role) for role in Role},
    }


@pytest.mark.parametrize(
    ("name", "permissions"),
    [("admin", EVERYTHING), ("organizer", ORGANIZES), ("viewer", READS),
     ("volunteer", DAY_PAGES), ("nobody special", NOTHING)],
)  # fmt: skip
def test_a_role_permits_what_it_permits_in_its_own_schedule(access, people, name, permissions):
    assert access.may(people[name][1], "summer", NOON) == permissions


@pytest.mark.parametrize("name", ["organizer", "viewer", "volunteer", "nobody special"])
@pytest.mark.parametrize("schedule", ["winter", "été.yaml", "", "a/b.yaml", "summer ", None])
def test_a_role_permits_nothing_with_other_schedules(access, people, name, schedule):
    expected = Permissions(create=name == "organizer")
    assert access.may(people[name][1], schedule, NOON) == expected


def test_an_administrator_may_do_everything_with_every_schedule(access, people):
    for schedule in ("summer", "winter", None):
        assert access.may(people["admin"][1], schedule, NOON) == EVERYTHING


def test_nobody_may_do_anything(access):
    assert access.may(NOBODY, "summer", NOON) == NOTHING
    assert access.may(access.identity("forged.cookie"), "summer", NOON) == NOTHING
    assert access.may(Identity(login="0" * 64), "summer", NOON) == NOTHING
    assert access.may(Identity(elsewhere=999), "summer", NOON) == NOTHING
    assert access.account(NOBODY, NOON) is None


def test_who_logged_in_elsewhere_may_do_nothing_until_a_role_is_given(access, accounts, database):
    account = accounts.known_elsewhere("https://id.example", "42", "Carla", NOON)
    who = Identity(elsewhere=account.id)
    assert access.may(who, "summer", NOON) == NOTHING
    assert access.account(who, NOON) == account
    Memberships(database).give(account.id, "summer", Role.VIEWER)
    assert access.may(who, "summer", NOON) == READS


def test_what_is_taken_away_is_gone_at_once(access, people, accounts, database):
    id_, who = people["organizer"]
    Memberships(database).give(id_, "summer", Role.VIEWER)
    assert access.may(who, "summer", NOON) == READS
    Memberships(database).take(id_, "summer")
    assert access.may(who, "summer", NOON) == NOTHING
    Memberships(database).give(id_, "summer", Role.ORGANIZER)
    accounts.disable(id_, NOON)
    assert access.may(who, "summer", NOON) == NOTHING
    assert access.account(who, NOON) is None


def test_a_login_that_is_over_permits_nothing(access, people):
    who = people["admin"][1]
    assert access.may(who, "summer", NOON + LASTS) == NOTHING
    access.logins.log_out_everywhere(people["admin"][0])
    assert access.may(who, "summer", NOON) == NOTHING


def test_a_scenario_is_its_tours(access, people, tours, database):
    tour = tours.create(files("one"), CARD, msg("made"), NOON).kept.id
    other = tours.create(files("two"), CARD, msg("made"), NOON).kept.id
    scenario = Scenarios(tours).create(tour, "what if", files("1"), CARD, msg("made"), NOON).kept.id
    theirs = Scenarios(tours).create(other, "what if", files("2"), CARD, msg("made"), NOON).kept.id
    id_, who = people["nobody special"]
    Memberships(database).give(id_, tour, Role.VIEWER)
    assert access.may(who, scenario, NOON) == READS
    assert access.may(who, theirs, NOON) == NOTHING


def test_many_schedules_are_asked_at_once(access, people):
    asked = ("winter", "summer")
    assert access.may_all(people["viewer"][1], asked, NOON) == [NOTHING, READS]
    assert access.may_all(people["admin"][1], asked, NOON) == [EVERYTHING, EVERYTHING]
    assert access.may_all(NOBODY, asked, NOON) == [NOTHING, NOTHING]
    assert access.may_all(Identity(elsewhere=999), asked, NOON) == [NOTHING, NOTHING]


def test_a_single_user_may_do_everything(database, access):
    single = Access(database, access.logins, AccessMode.SINGLE)
    assert single.is_single_user()
    assert single.may(NOBODY, "summer", NOON) == EVERYTHING
    assert single.may_all(NOBODY, ("summer",), NOON) == [EVERYTHING]


def test_unless_told_otherwise_there_are_accounts_as_soon_as_there_is_one(
    database, access, accounts, monkeypatch
):
    clock = [0.0]
    monkeypatch.setattr(access_module.time, "monotonic", lambda: clock[0])
    unset = Access(database, access.logins, None)
    assert unset.is_single_user()
    accounts.create("anna", NOON)
    clock[0] = 2.1
    assert not unset.is_single_user()
    assert unset.may(NOBODY, "summer", NOON) == NOTHING


@pytest.mark.parametrize("right", Right)
def test_every_right_is_a_permission(right):
    assert EVERYTHING.has(right)
    assert not NOTHING.has(right)
    assert Permissions(**{right.value: True}).has(right)


class TestSettings:
    def test_the_mode_is_read_from_the_environment(self):
        assert access_settings({}).mode is None
        assert access_settings({"CARAVAN_ACCESS": "single"}).mode is AccessMode.SINGLE
        assert access_settings({"CARAVAN_ACCESS": " Accounts "}).mode is AccessMode.ACCOUNTS

    def test_another_mode_is_refused(self):
        with pytest.raises(CaravanError, match="CARAVAN_ACCESS"):
            access_settings({"CARAVAN_ACCESS": "open"})

    def test_the_secret_of_several_servers_comes_from_a_variable_or_a_file(self, tmp_path):
        file = tmp_path / "secret"
        file.write_text("f" * 40 + "\n")
        assert access_settings({"CARAVAN_SECRET": "v" * 40}).secret == "v" * 40
        assert access_settings({"CARAVAN_SECRET_FILE": str(file)}).secret == "f" * 40
        assert "vvv" not in repr(AccessSettings(None, "v" * 40))

    @pytest.mark.parametrize("secret", ["short", "x" * 31, "with spaces " * 5])
    def test_a_secret_that_could_be_guessed_is_refused_and_not_told(self, secret):
        with pytest.raises(CaravanError) as told:
            access_settings({"CARAVAN_SECRET": secret})
        assert secret not in str(told.value)

    def test_a_file_that_cannot_be_read_is_told(self, tmp_path):
        with pytest.raises(CaravanError, match="CARAVAN_SECRET_FILE"):
            access_settings({"CARAVAN_SECRET_FILE": str(tmp_path / "none")})
