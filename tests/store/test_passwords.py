"""Passwords: rules, hashes, comparison."""

from __future__ import annotations

import base64
import hashlib

import pytest

from caravan.errors import ImpossibleValue
from caravan.store import passwords
from caravan.store.passwords import (
    COST,
    Cost,
    check_new_password,
    hashed_password,
    is_password,
    needs_new_hash,
)

CHEAP = Cost(4, 1, 1)
GOOD = "tempête de sable"


def test_a_password_is_itself_and_nothing_else():
    kept = hashed_password(GOOD, CHEAP)
    assert is_password(GOOD, kept)
    for other in ("", GOOD + " ", GOOD.upper(), GOOD[:-1], "\0" + GOOD, kept):
        assert not is_password(other, kept)


def test_an_accent_is_the_same_however_a_keyboard_composes_it():
    assert is_password("tempe\N{COMBINING CIRCUMFLEX ACCENT}te de sable", hashed_password(GOOD))


def test_what_is_kept_is_scrypt_with_its_parameters_and_a_salt_of_its_own():
    kept = hashed_password("ten letters")
    method, n, r, p, salt, digest = kept.split("$")
    assert (method, n, r, p) == ("scrypt", "15", "8", "3")
    salt, digest = base64.b64decode(salt), base64.b64decode(digest)
    assert len(salt) == 16
    expected = hashlib.scrypt(b"ten letters", salt=salt, n=2**15, r=8, p=3, maxmem=2**26, dklen=32)
    assert digest == expected
    assert hashed_password("ten letters", CHEAP) != hashed_password("ten letters", CHEAP)


@pytest.mark.parametrize(
    "kept",
    [
        "", "scrypt", "plain$1$1$1$AAAA$AAAA", "scrypt$x$1$1$AAAA$AAAA", "scrypt$4$1$1$?$AAAA",
        "scrypt$4$1$1$AAAA", "scrypt$40$8$3$AAAA$AAAA", "scrypt$4$999999$1$AAAA$AAAA",
        "scrypt$-4$1$1$AAAA$AAAA", "scrypt$4$1$0$AAAA$AAAA", "scrypt$4$1$1$AAAA$",
    ],
)  # fmt: skip
def test_a_hash_that_nobody_wrote_lets_nobody_in(kept, monkeypatch):
    monkeypatch.setattr(passwords, "COST", CHEAP)
    assert not is_password("", kept)
    assert not is_password(GOOD, kept)


def test_it_takes_as_long_when_there_is_no_such_account(monkeypatch):
    hashed = []
    monkeypatch.setattr(Cost, "hash", lambda self, *_: hashed.append(self) or b"")
    is_password(GOOD, None)
    is_password("x" * 100_000, hashed_password(GOOD))
    is_password(GOOD, "damaged")
    assert hashed == [COST, COST, COST, COST]


def test_a_hash_of_another_cost_is_to_be_made_anew():
    assert needs_new_hash(hashed_password(GOOD, CHEAP))
    assert needs_new_hash("damaged")
    assert not needs_new_hash(hashed_password(GOOD))


@pytest.mark.parametrize(
    "password",
    ["", "short", "ninechars", "aaaaaaaaaaaa", "ababababababab", "Anna Maria", "ANNA MARIA", "x" * 201],
)  # fmt: skip
def test_a_password_that_is_too_easy_is_refused(password):
    with pytest.raises(ImpossibleValue):
        check_new_password(password, "anna maria")


@pytest.mark.parametrize(
    "password", ["ten chars!", GOOD, "Anna Maria's cat", "كلمة السر الطويلة", "correct horse " * 14]
)
def test_a_long_one_of_any_letters_is_good(password):
    check_new_password(password, "anna maria", "Anna Maria")


def test_few_are_worked_on_at_a_time():
    taken = [passwords._AT_ONCE.acquire(blocking=False) for _ in range(3)]
    for had in taken:
        if had:
            passwords._AT_ONCE.release()
    assert taken == [True, True, False]
