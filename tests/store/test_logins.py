"""Logins: cookies, passwords, and how guessing is slowed down."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from kept_tours import NOON
from stored_text import stored_text

from caravan.store import passwords
from caravan.store.accounts import Accounts
from caravan.store.attempts import MOST_OF_A_NAME, MOST_OF_AN_ADDRESS, WINDOW, TooManyAttempts
from caravan.store.logins import LASTS, Logins, WrongLogin
from caravan.store.passwords import Cost
from caravan.store.schema import AccountRow

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
def anna(accounts, logins, database):
    """An account that has a password, and no login."""
    account = accounts.create("Anna", NOON, is_admin=True)
    with database.writing() as session:
        session.get(AccountRow, account.id).password = passwords.hashed_password(
            PASSWORD, Cost(4, 1, 1)
        )
    return account


def log_in(logins, name="anna", password=PASSWORD, address=HOME, at=NOON):
    return logins.log_in(name, password, address, at)


def test_name_and_password_log_in_until_the_login_is_over(logins, anna):
    new = log_in(logins)
    assert new.account.id == anna.id
    assert logins.account(new.cookie, NOON + LASTS - MINUTE).shown == "Anna"
    assert logins.account(new.cookie, NOON + LASTS) is None


@pytest.mark.parametrize("name", ["ANNA", " anna ", "Anna"])
def test_the_name_may_be_typed_in_any_case(logins, anna, name):
    assert log_in(logins, name).account.id == anna.id


@pytest.mark.parametrize(
    ("name", "password"),
    [("anna", ""), ("anna", PASSWORD + "x"), ("nobody", PASSWORD), ("", ""), ("\0", "\0"),
     ("anna' OR 1=1 --", PASSWORD), ("a" * 1_000_000, PASSWORD), ("anna", "x" * 1_000_000)],
)  # fmt: skip
def test_anything_else_is_wrong_and_it_is_not_told_what(logins, anna, name, password):
    with pytest.raises(WrongLogin) as told:
        log_in(logins, name, password)
    assert str(told.value) == "The name or the password is wrong."


def test_an_account_without_password_or_that_is_closed_logs_nobody_in(logins, accounts, anna):
    accounts.create("bea", NOON)
    for password in ("", "None", PASSWORD):
        with pytest.raises(WrongLogin):
            log_in(logins, "bea", password)
    accounts.create("another admin", NOON, is_admin=True)
    cookie = log_in(logins).cookie
    accounts.disable(anna.id, NOON)
    assert logins.account(cookie, NOON) is None
    with pytest.raises(WrongLogin):
        log_in(logins)
    accounts.enable(anna.id)
    assert logins.account(cookie, NOON) is None  # closing it has ended its logins


def test_who_logs_in_elsewhere_never_does_with_a_password(logins, accounts):
    account = accounts.known_elsewhere("https://id.example", "42", "Carla", NOON)
    for name in ("Carla", account.name, account.name.strip()):
        with pytest.raises(WrongLogin):
            log_in(logins, name, "")


def test_a_cookie_is_kept_as_a_hash_only(logins, anna, database):
    cookie = log_in(logins).cookie
    secret = cookie.partition(".")[0]
    stored = stored_text(database)
    assert hashlib.sha256(secret.encode()).hexdigest() in stored
    assert secret not in stored
    assert secret not in repr(log_in(logins))


def test_a_cookie_that_was_not_signed_here_is_none(logins, anna, database, monkeypatch):
    cookie = log_in(logins).cookie
    secret, _, signature = cookie.partition(".")
    others = ["", ".", secret, secret + ".", f"{secret}.{signature[:-1]}", f".{signature}",
              f"{secret}.{'0' * len(signature)}", f"{secret}.é", "x" * 100_000, cookie + "\n"]  # fmt: skip
    others.append(Logins(database, lambda: "another secret")._signature(secret))
    assert [logins.account(other, NOON) for other in others] == [None] * len(others)
    assert logins.account(cookie, NOON) is not None


def test_logging_out_ends_this_login_and_everywhere_all(logins, anna):
    here, there, elsewhere = (log_in(logins).cookie for _ in range(3))
    logins.log_out(here)
    assert logins.account(here, NOON) is None
    assert logins.account(there, NOON) is not None
    logins.log_out_everywhere(anna.id)
    assert logins.account(there, NOON) is logins.account(elsewhere, NOON) is None


def test_a_new_password_ends_all_other_logins(logins, anna):
    before = log_in(logins).cookie
    new = logins.change_password(anna, PASSWORD, "another password", HOME, NOON)
    assert logins.account(before, NOON) is None
    assert logins.account(new.cookie, NOON) is not None
    assert log_in(logins, password="another password")
    with pytest.raises(WrongLogin):
        log_in(logins)


def test_a_password_is_changed_only_by_who_knows_it(logins, anna):
    with pytest.raises(WrongLogin):
        logins.change_password(anna, "wrong password", "another password", HOME, NOON)
    assert log_in(logins)


def test_old_logins_do_not_pile_up(logins, anna, database):
    log_in(logins)
    log_in(logins, at=NOON + LASTS)
    assert stored_text(database).count("\nlogin ") == 1


def test_a_hash_of_an_earlier_cost_is_renewed_by_the_right_password(
    logins, anna, database, monkeypatch
):
    monkeypatch.setattr(passwords, "COST", Cost(5, 1, 1))
    log_in(logins)
    with database.reading() as session:
        assert session.get(AccountRow, anna.id).password.startswith("scrypt$5$1$1$")
    assert log_in(logins)


class TestGuessing:
    def guess(self, logins, times, name="anna", address=HOME, at=NOON):
        for number in range(times):
            with pytest.raises(WrongLogin):
                log_in(logins, name, f"guess {number}", address, at)

    def test_ten_guesses_at_a_name_from_anywhere_then_none_for_a_while(self, logins, anna):
        for number in range(MOST_OF_A_NAME):
            self.guess(logins, 1, address=f"198.51.100.{number}")
        with pytest.raises(TooManyAttempts) as told:
            log_in(logins)  # even the right one
        assert told.value.minutes == 15
        with pytest.raises(TooManyAttempts) as told:
            log_in(logins, at=NOON + 5 * MINUTE)
        assert told.value.minutes == 10
        assert log_in(logins, at=NOON + WINDOW)

    def test_being_refused_is_no_attempt_so_that_nobody_is_locked_out_for_ever(self, logins, anna):
        self.guess(logins, MOST_OF_A_NAME)
        for minute in range(15):
            with pytest.raises(TooManyAttempts):
                log_in(logins, at=NOON + minute * MINUTE)
        assert log_in(logins, at=NOON + WINDOW)

    def test_the_same_for_a_name_that_nobody_has(self, logins, anna):
        self.guess(logins, MOST_OF_A_NAME, "nobody")
        with pytest.raises(TooManyAttempts):
            log_in(logins, "NOBODY ")

    @pytest.mark.parametrize(
        "addresses",
        [[HOME], ["::ffff:192.0.2.7", HOME], [f"2001:db8::{i:x}" for i in range(1, 50)]],
    )
    def test_forty_guesses_from_an_address_at_any_names(self, logins, anna, addresses):
        for number in range(MOST_OF_AN_ADDRESS):
            self.guess(logins, 1, f"name {number}", addresses[number % len(addresses)])
        with pytest.raises(TooManyAttempts):
            log_in(logins, address=addresses[0])
        assert log_in(logins, address="203.0.113.1")

    def test_whoever_knows_one_password_cannot_guess_others_for_ever(self, logins, accounts, anna):
        for number in range(MOST_OF_AN_ADDRESS):
            log_in(logins)
            self.guess(logins, 1, f"name {number}")
        with pytest.raises(TooManyAttempts):
            log_in(logins)

    def test_the_right_password_forgets_the_wrong_ones_of_the_name(self, logins, anna):
        for _ in range(3):
            self.guess(logins, MOST_OF_A_NAME - 1)
            log_in(logins)

    def test_a_clock_that_jumps_back_locks_nobody_out(self, logins, anna):
        self.guess(logins, MOST_OF_A_NAME, at=NOON + timedelta(days=365))
        assert log_in(logins)

    def test_clocks_of_two_machines_may_differ_a_little(self, logins, anna):
        self.guess(logins, MOST_OF_A_NAME, at=NOON + timedelta(seconds=30))
        with pytest.raises(TooManyAttempts):
            log_in(logins)

    def test_many_processes_count_together(self, logins, anna, database):
        self.guess(logins, MOST_OF_A_NAME - 1)
        other = Logins(database, lambda: "the server's secret")
        self.guess(other, 1)
        with pytest.raises(TooManyAttempts):
            log_in(logins)

    def test_neither_names_nor_addresses_are_in_the_table(self, logins, anna, database):
        self.guess(logins, 1, "somebody")
        stored = stored_text(database)
        assert stored.count("\nattempt ") == 2
        assert "somebody" not in stored
        assert HOME not in stored

    def test_a_password_cannot_be_guessed_by_changing_it(self, logins, anna):
        for number in range(MOST_OF_A_NAME):
            with pytest.raises(WrongLogin):
                logins.change_password(anna, f"guess {number}", "another password", HOME, NOON)
        with pytest.raises(TooManyAttempts):
            logins.change_password(anna, PASSWORD, "another password", HOME, NOON)
