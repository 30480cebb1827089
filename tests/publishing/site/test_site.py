"""The public site as files: complete, secret where it must be, the same for the same publication."""

from __future__ import annotations

import hashlib
import json
import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from samples import sample_plan

from caravan.errors import CaravanError
from caravan.plan.publication import Publication, next_publication
from caravan.publishing.site.addresses import SiteSecret
from caravan.publishing.site.site import hashes_in, site_of

MADE = datetime(2020, 3, 1, 12, tzinfo=UTC)
SECRET = SiteSecret("s" * 43)


def published() -> Publication:
    return next_publication(sample_plan(), None, schedule="sample", made=MADE)


def without_first_event() -> Publication:
    """The publication after one event was dropped."""
    plan = sample_plan()
    days = tuple(
        replace(day, items=tuple(i for i in day.items if getattr(i, "event", "") != FIRST))
        for day in plan.teams[0].days
    )
    changed = replace(plan, teams=(replace(plan.teams[0], days=days),))
    return next_publication(changed, published(), schedule="sample", made=MADE + timedelta(days=1))


FIRST = published().held[0].event.id


def test_the_same_publication_gives_the_same_bytes():
    assert site_of(published(), SECRET, MADE) == site_of(published(), SECRET, MADE)


def test_every_town_team_partner_and_date_has_an_address_that_leads_to_a_file():
    site = site_of(published(), SECRET, MADE)
    plan = sample_plan()
    addresses = {(a.what, a.subject, a.code) for a in site.addresses}
    for code in ("fr", "ar", "en"):
        assert ("tour", "", code) in addresses
        for event in plan.tour.events:
            assert ("town", event.place, code) in addresses
        assert ("team", plan.teams[0].id, code) in addresses
        for date in plan.tour.dates:
            assert ("day", date.isoformat(), code) in addresses
    partners = {p.id for e in plan.tour.events for p in e.partners}
    assert partners
    assert {subject for what, subject, _ in addresses if what == "partner"} == partners
    assert all(address.path in site.files for address in site.addresses)


def test_feeds_of_each_subject_are_in_folders_of_their_own():
    site = site_of(published(), SECRET, MADE)
    folders: dict[str, set[tuple[str, str]]] = {}
    for address in site.addresses:
        kind = ("day", "") if address.what == "day" else (address.what, address.subject)
        folders.setdefault(address.path.split("/")[1], set()).add(kind)
    assert all(len(kinds) == 1 for kinds in folders.values())
    assert all(len(folder) == 43 for folder in folders)


def test_another_secret_has_no_address_in_common():
    one = site_of(published(), SECRET, MADE)
    other = site_of(published(), SiteSecret("t" * 43), MADE)
    assert set(one.files) & set(other.files) == {"robots.txt"}
    assert one.manifest_path != other.manifest_path


def test_the_secret_itself_is_in_no_file_and_no_path():
    site = site_of(published(), SECRET, MADE)
    assert not any(SECRET.text in path for path in (*site.files, site.manifest_path))
    assert not any(SECRET.text.encode() in content for content in site.files.values())


def test_day_pages_link_to_the_files_beside_them_and_register_the_worker_beside_them():
    site = site_of(published(), SECRET, MADE)
    first, second = sorted(a.path for a in site.addresses if a.what == "day" and a.code == "ar")[:2]
    page = site.files[first].decode()
    assert f'href="./{second.rpartition("/")[2]}"' in page
    assert "register('worker.js')" in page
    assert first.rpartition("/")[0] + "/worker.js" in site.files


def test_the_source_of_a_feed_is_its_whole_address():
    site = site_of(published(), SECRET, MADE, "https://tour.example")
    path = next(a.path for a in site.addresses if a.what == "tour" and a.code == "fr")
    unfolded = site.files[path].replace(b"\r\n ", b"").decode()
    assert f"SOURCE;VALUE=URI:https://tour.example/{path}" in unfolded.replace(
        "SOURCE:", "SOURCE;VALUE=URI:"
    )


def test_the_manifest_names_every_file_with_its_hash():
    site = site_of(published(), SECRET, MADE)
    said = json.loads(site.manifest)
    assert said["publication"] == 1
    assert said["made"] == "2020-03-01T12:00:00+00:00"
    assert hashes_in(site.manifest) == {
        path: hashlib.sha256(content).hexdigest() for path, content in site.files.items()
    }


@pytest.mark.parametrize(
    "text", [b"", b"[]", b"{}", b'{"format": 2, "files": {}}', b'{"format": 1}', b"\xff"]
)
def test_a_manifest_of_somebody_else_is_refused(text):
    with pytest.raises(CaravanError, match="manifest"):
        hashes_in(text)


def test_a_dropped_event_leaves_the_feeds_after_thirty_days_and_its_address_stays():
    publication = without_first_event()
    address = f"town {FIRST}"
    path = f"calendars/{SECRET.key(address)}/fr/{FIRST}.ics"
    soon = site_of(publication, SECRET, publication.made + timedelta(days=29)).files[path]
    late = site_of(publication, SECRET, publication.made + timedelta(days=31)).files[path]
    assert b"STATUS:CANCELLED" in soon
    assert b"BEGIN:VEVENT" not in late
    assert b"BEGIN:VTIMEZONE" in late


def test_a_partner_who_was_taken_out_of_an_event_reads_so_where_its_calendar_was():
    plan = sample_plan()
    events = tuple(replace(event, partners=()) for event in plan.tour.events)
    without = replace(plan, tour=replace(plan.tour, events=events))
    after = next_publication(without, published(), schedule="sample", made=MADE + timedelta(days=1))

    def path_of(site):
        [path] = [a.path for a in site.addresses if a.what == "partner"]
        return path

    before, site = site_of(published(), SECRET, MADE), site_of(after, SECRET, after.made)
    assert path_of(site) == path_of(before)
    assert b"STATUS:CANCELLED" in site.files[path_of(site)]


def test_an_event_that_no_calendar_may_hold_is_left_out_and_named_in_the_log(caplog):
    publication = published()
    bad = replace(publication.revisions[0])
    object.__setattr__(bad, "uid", None)  # around the guard of Revision itself
    spoilt = replace(publication, revisions=(bad, *publication.revisions[1:]))
    with caplog.at_level(logging.WARNING, "caravan"):
        site = site_of(spoilt, SECRET, MADE)
    [tour] = [a.path for a in site.addresses if (a.what, a.code) == ("tour", "en")]
    assert site.files[tour].count(b"BEGIN:VEVENT") == len(publication.revisions) - 1
    said = "left out of the calendars: sbeitla: it holds a value that calendars do not allow"
    assert {record.getMessage() for record in caplog.records} == {said}
