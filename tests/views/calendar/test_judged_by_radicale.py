"""A CalDAV server takes each feed, and gives back the same events: each one, once."""

import xml.etree.ElementTree as ET

import pytest
from samples import sample_plan
from views.calendar.content_lines import read
from views.calendar.of_plan import calendar_files, tour_feed
from views.calendar.plans import hostile_plan

from caravan.language.language import LANGUAGES, language


def stored(server, path, content):
    """What the server has after a program uploaded the whole calendar."""
    server.request("PUT", path, content, **{"Content-Type": "text/calendar; charset=utf-8"})
    return server.request("GET", path)


def uids(content):
    lines = content.replace(b"\r\n ", b"").split(b"\r\n")
    return sorted(line for line in lines if line.startswith(b"UID:"))


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_feed_comes_back_with_all_its_events(radicale, code):
    for name, content in calendar_files(sample_plan(), language(code)).items():
        if name.startswith("invitations/"):
            continue
        back = stored(radicale, f"/a/{code}-{name.removesuffix('.ics')}/", content)
        assert uids(back) == uids(content), name
        assert back.count(b"BEGIN:VEVENT") == len(set(uids(content)))


def test_the_server_files_each_event_under_its_own_address(radicale):
    stored(radicale, "/a/whole/", tour_feed(sample_plan(), language("fr")))
    answer = radicale.request("PROPFIND", "/a/whole/", Depth="1")
    addresses = ET.fromstring(answer).findall("{DAV:}response/{DAV:}href")
    assert len(addresses) == 1 + 3  # the collection and three events


def test_a_feed_of_hostile_names_comes_back_with_all_its_events(radicale):
    text = 'a;b,c\\N"^n\r\nUID:x@evil.example\u2028BEGIN:VEVENT'
    content = tour_feed(hostile_plan(text), language("fr"))
    assert uids(stored(radicale, "/a/hostile/", content)) == uids(content)
    assert len(read(content).all("VEVENT")) == 3
