"""``caravan publish`` on a plan and on what the app has published."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem
from samples import sample_plan

from caravan.cli import reporting
from caravan.store.database import database_in
from caravan.store.publications import Publications


def served(folder):
    return folder / "current"


def test_a_plan_becomes_a_site_with_whole_addresses(caravan, plan_file, tmp_path, monkeypatch):
    monkeypatch.setenv("CARAVAN_STATE", str(tmp_path / "state"))
    out = tmp_path / "site"
    result = caravan("publish", plan_file, "--to", out, "--url", "https://tour.example/", "--json")
    assert result.exit_code == 0
    said = json.loads(result.stdout)
    assert said["publication"] == 0
    assert (said["kept"], said["removed"]) == (0, 0)
    addresses = [entry["address"] for entry in said["addresses"]]
    assert all(address.startswith("https://tour.example/") for address in addresses)
    for address in addresses:
        assert (served(out) / address.removeprefix("https://tour.example/")).is_file()


def test_publishing_again_changes_no_address_and_writes_nothing_new(
    caravan, plan_file, tmp_path, monkeypatch
):
    monkeypatch.setenv("CARAVAN_STATE", str(tmp_path / "state"))
    first = json.loads(caravan("publish", plan_file, "--to", tmp_path / "s", "--json").stdout)
    again = json.loads(caravan("publish", plan_file, "--to", tmp_path / "s", "--json").stdout)
    assert again["addresses"] == first["addresses"]
    assert (again["written"], again["kept"]) == (0, first["written"])
    other = json.loads(
        caravan("publish", plan_file, "--to", tmp_path / "s", "--new-addresses", "--json").stdout
    )
    old = {entry["address"] for entry in first["addresses"]}
    assert not old & {entry["address"] for entry in other["addresses"]}
    assert not any((served(tmp_path / "s") / path).exists() for path in old)


def test_what_the_app_published_last_is_meant_by_the_name_of_a_schedule(
    caravan, tmp_path, monkeypatch
):
    monkeypatch.setenv("CARAVAN_STATE", str(tmp_path / "state"))
    publications = Publications(database_in(tmp_path / "state"))
    at = datetime(2020, 3, 1, tzinfo=UTC)
    for number in (0, 1):
        publications.publish("my.yaml", sample_plan(), base=number, at=at, who="me")
    said = json.loads(caravan("publish", "my.yaml", "--to", tmp_path / "s", "--json").stdout)
    assert said["publication"] == 2


def test_what_was_never_published_says_so(caravan, tmp_path, monkeypatch):
    monkeypatch.setenv("CARAVAN_STATE", str(tmp_path / "state"))
    result = caravan("publish", "my.yaml", "--to", tmp_path / "s")
    assert result.exit_code == 2
    assert "nothing was published of “my.yaml” yet" in result.stderr
    assert not (tmp_path / "s").exists()


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://", "https://x\n", "https://u:p@x"])
def test_an_address_that_is_none_is_refused(caravan, plan_file, tmp_path, url):
    result = caravan("publish", plan_file, "--to", tmp_path / "s", "--url", url)
    assert result.exit_code == 2
    assert "must be an address like https://tour.example" in result.stderr
    assert not (tmp_path / "s").exists()


@pytest.mark.parametrize(
    ("to", "what"),
    [
        ("", "Name a folder"),
        ("file://", "Name a folder"),
        ("memory://tour", "is lost when this command ends: name a folder"),
        ("simplecache::memory://tour", "is lost when this command ends"),
    ],
)
def test_a_place_that_keeps_nothing_is_refused(caravan, plan_file, tmp_path, monkeypatch, to, what):
    monkeypatch.setenv("CARAVAN_STATE", str(tmp_path / "state"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    result = caravan("publish", plan_file, "--to", to)
    assert result.exit_code == 2
    assert what in result.stderr
    assert list((tmp_path / "here").iterdir()) == []


class Shop(MemoryFileSystem):
    """A stand-in for an object store, in memory."""

    protocol = "shop"

    @classmethod
    def _strip_protocol(cls, path):
        return super()._strip_protocol(path.replace("shop://", "memory://"))


@pytest.fixture
def store():
    """An address in an object store, empty."""
    fsspec.register_implementation("shop", Shop, clobber=True)
    Shop.store.clear()
    yield "shop://bucket/tour"
    Shop.store.clear()


def test_a_program_is_told_of_each_file_of_a_store_and_of_the_addresses(
    caravan, plan_file, tmp_path, monkeypatch, store
):
    monkeypatch.setenv("CARAVAN_STATE", str(tmp_path / "state"))
    monkeypatch.setattr(reporting, "listen_for_stop", lambda _stop: None)
    result = caravan("publish", plan_file, "--to", store, "--progress", "json")
    assert result.exit_code == 0
    *steps, last = [json.loads(line) for line in result.stdout.splitlines()]
    assert {step["phase"] for step in steps} == {"upload"}
    assert [step["done"] for step in steps] == list(range(1, len(steps) + 1))
    assert {step["wanted"] for step in steps} == {last["written"]} == {len(steps)}
    assert (last["result"], last["publication"]) == ("published", 0)
    assert {"what", "subject", "language", "address"} == set(last["addresses"][0])


def test_told_to_stop_it_says_how_far_it_came(caravan, plan_file, tmp_path, monkeypatch, store):
    monkeypatch.setenv("CARAVAN_STATE", str(tmp_path / "state"))
    monkeypatch.setattr(reporting, "listen_for_stop", lambda stop: stop.set())
    result = caravan("publish", plan_file, "--to", store, "--progress", "json")
    assert result.exit_code == 1
    [last] = [json.loads(line) for line in result.stdout.splitlines()]
    assert last["result"] == "failed"
    assert last["message"].startswith("Stopped: 0 of ")
    assert "Publish again to go on" in result.stderr


def test_two_kinds_of_json_at_once_are_refused(caravan, plan_file, tmp_path):
    result = caravan("publish", plan_file, "--to", tmp_path, "--json", "--progress", "json")
    assert result.exit_code == 2
