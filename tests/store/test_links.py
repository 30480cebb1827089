"""Links: their secrets, what opens, and what ends them."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from kept_tours import NOON
from stored_text import stored_text

from caravan.store.link import LinkKind
from caravan.store.links import Links, NoSuchLink
from caravan.store.state_folder import StateUnusable

TODAY = NOON.date()
FEEDS = (LinkKind.TOUR, LinkKind.TOWN, LinkKind.TEAM, LinkKind.PARTNER)


@pytest.fixture
def links(database):
    return Links(database, lambda schedule: schedule != "gone")


def made(links, kind=LinkKind.PARTNER, schedule="summer", subject="commune-sfax", **more):
    more = {"label": "Sfax", "language": "ar", "at": NOON} | more
    return links.make(kind, schedule, subject, **more)


def test_a_link_opens_what_it_was_made_for(links):
    new = made(links)
    found = links.opened(new.secret, FEEDS, TODAY)
    assert (found.kind, found.schedule, found.subject) == (
        LinkKind.PARTNER, "summer", "commune-sfax"
    )  # fmt: skip
    assert (found.label, found.language, found.made) == ("Sfax", "ar", NOON)


def test_a_secret_is_32_random_bytes_of_which_the_database_has_only_the_hash(links, database):
    secrets = [made(links).secret for _ in range(3)]
    assert len(set(secrets)) == 3
    assert all(len(secret) == 43 for secret in secrets)  # 32 bytes in base 64
    stored = stored_text(database)
    for secret in secrets:
        assert hashlib.sha256(secret.encode()).hexdigest() in stored
        assert secret not in stored


def test_a_new_link_is_printed_without_its_secret(links):
    new = made(links)
    assert new.secret not in repr(new)


def other_secrets(secret):
    return [
        "", "x", secret[:-1], secret + "A", secret[::-1], secret.swapcase(), f"{secret}\n",
        "A" * 43, "é" * 43, "\0" * 43, "a" * 100_000, hashlib.sha256(secret.encode()).hexdigest(),
    ]  # fmt: skip


def test_no_other_secret_opens_anything(links):
    for other in other_secrets(made(links).secret):
        assert links.opened(other, LinkKind, TODAY) is None


@pytest.mark.parametrize("kind", LinkKind)
def test_a_link_of_one_kind_opens_no_other(links, kind):
    secret = made(links, kind).secret
    assert links.opened(secret, set(LinkKind) - {kind}, TODAY) is None
    assert links.opened(secret, {kind}, TODAY) is not None


def test_a_link_of_a_schedule_that_is_gone_opens_nothing(links):
    assert links.opened(made(links, schedule="gone").secret, FEEDS, TODAY) is None


def test_a_revoked_link_opens_nothing_and_the_others_do(links):
    one, other = made(links), made(links)
    links.revoke(one.link.id, "summer", NOON)
    assert links.opened(one.secret, FEEDS, TODAY) is None
    assert links.opened(other.secret, FEEDS, TODAY) is not None
    assert [link.revoked for link in links.listed("summer")] == [NOON, None]


def test_a_rotated_link_has_another_secret_for_the_same(links):
    old = made(links, expires=NOON + timedelta(days=9))
    new = links.rotate(old.link.id, "summer", NOON + timedelta(hours=1))
    assert links.opened(old.secret, FEEDS, TODAY) is None
    found = links.opened(new.secret, FEEDS, TODAY)
    assert (found.subject, found.label, found.language) == ("commune-sfax", "Sfax", "ar")
    assert found.expires == NOON + timedelta(days=9)
    assert found.id == new.link.id != old.link.id


@pytest.mark.parametrize("end", ["revoke", "rotate"])
def test_a_link_is_ended_once_and_only_by_its_own_schedule(links, end):
    new = made(links)
    with pytest.raises(NoSuchLink):
        getattr(links, end)(new.link.id, "winter", NOON)
    assert links.opened(new.secret, FEEDS, TODAY) is not None
    getattr(links, end)(new.link.id, "summer", NOON)
    with pytest.raises(NoSuchLink):
        getattr(links, end)(new.link.id, "summer", NOON)


def test_a_link_opens_until_the_end_of_its_last_day(links):
    secret = made(links, expires=datetime(2020, 3, 20, 1, tzinfo=UTC)).secret
    assert links.opened(secret, FEEDS, date(2020, 3, 20)) is not None
    assert links.opened(secret, FEEDS, date(2020, 3, 21)) is None


def test_the_last_day_of_use_is_noted_once_a_day(links, monkeypatch):
    new = made(links)
    assert links.listed("summer")[0].used is None
    links.opened(new.secret, FEEDS, TODAY)
    assert links.listed("summer")[0].used == TODAY

    def write(*_):
        raise AssertionError("a second note of the same day")

    monkeypatch.setattr(Links, "_note_use", write)
    links.opened(new.secret, FEEDS, TODAY)


def test_a_link_that_opens_nothing_is_not_noted_as_used(links):
    new = made(links)
    links.revoke(new.link.id, "summer", NOON)
    links.opened(new.secret, FEEDS, TODAY)
    assert links.listed("summer")[0].used is None


def test_a_disk_that_is_full_keeps_nobody_from_reading(links, monkeypatch):
    new = made(links)

    def write(*_):
        raise StateUnusable(Path("caravan.db"), "the disk is full")

    monkeypatch.setattr(Links, "_note_use", write)
    assert links.opened(new.secret, FEEDS, TODAY) is not None


def test_each_schedule_lists_its_own_links(links):
    made(links, label="first")
    made(links, schedule="winter")
    made(links, label="second")
    assert [link.label for link in links.listed("summer")] == ["first", "second"]
