"""The feeds as clients meet them: conditions, methods, languages, secrets."""

from __future__ import annotations

import gzip
from dataclasses import replace

import pytest
from samples import sample_plan
from served import SCHEDULE, desk_with_plan, secret_of, serving

from caravan.language.language import language
from caravan.views.calendar import tour_feed, town_feed


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    return desk_with_plan(tmp_path_factory.mktemp("feeds"))


@pytest.fixture(scope="module")
def client(here):
    with serving(here) as client:
        yield client


@pytest.fixture(scope="module")
def base(here):
    return f"/calendars/{secret_of(here)}"


def test_the_tour_feed_is_the_calendar_of_the_plan(client, base):
    response, body = client.get(f"{base}/tour.ics")
    assert response.status == 200
    assert body == tour_feed(sample_plan(), language("fr"))
    assert response.headers["content-type"] == "text/calendar; charset=utf-8"
    assert response.headers["cache-control"] == "private, no-cache"
    assert response.headers["last-modified"] == "Thu, 20 Feb 2020 08:00:00 GMT"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "no-referrer"
    assert int(response.headers["content-length"]) == len(body)


def test_every_town_has_its_feed_even_one_that_is_left_out(client, base):
    for town in ("sbeitla", "sfax", "kerkennah", "gafsa"):
        response, body = client.get(f"{base}/{town}.ics")
        assert response.status == 200
        assert body == town_feed(sample_plan(), town, language("fr"))


def test_the_language_is_asked_for_in_the_address(client, base):
    for code in ("ar", "en", "fr"):
        _, body = client.get(f"{base}/tour.ics?lang={code}")
        assert body == tour_feed(sample_plan(), language(code))


@pytest.mark.parametrize("hostile", ["<script>", "de", "", "../../ar", "ar%00", "AR"])
def test_an_unknown_language_is_the_default_one(client, base, hostile):
    response, body = client.get(f"{base}/tour.ics?lang={hostile}")
    assert response.status == 200
    assert body == tour_feed(sample_plan(), language("fr"))


def test_the_entity_tag_is_strong_and_tells_contents_apart(client, base):
    tags = [
        client.get(f"{base}/{name}")[0].headers["etag"]
        for name in ("tour.ics", "tour.ics", "tour.ics?lang=ar", "sfax.ics")
    ]
    assert tags[0] == tags[1]
    assert len(set(tags)) == 3
    assert all(tag.startswith('"') and tag.endswith('"') for tag in tags)


@pytest.mark.parametrize("form", ["{tag}", "W/{tag}", '"x", {tag}', '"x",W/{tag} , "y"', "*"])
def test_a_client_that_has_it_already_gets_304_without_body(client, base, form):
    tag = client.get(f"{base}/tour.ics")[0].headers["etag"]
    response, body = client.get(f"{base}/tour.ics", if_none_match=form.format(tag=tag))
    assert response.status == 304
    assert body == b""
    assert response.headers["etag"] == tag
    assert response.headers["cache-control"] == "private, no-cache"


@pytest.mark.parametrize("form", ['"x"', "{bare}", "", '"{bare}', 'w/"x"'])
def test_another_tag_gets_the_whole_feed(client, base, form):
    tag = client.get(f"{base}/tour.ics")[0].headers["etag"]
    condition = form.format(bare=tag.strip('"'))
    response, body = client.get(f"{base}/tour.ics", if_none_match=condition)
    assert response.status == 200
    assert body


@pytest.mark.parametrize("accepts", ["gzip", "br, gzip;q=0.5", "GZIP", "gzip, deflate"])
def test_what_is_packed_has_a_strong_tag_of_its_own(client, base, accepts):
    plain, body = client.get(f"{base}/tour.ics")
    packed, smaller = client.get(f"{base}/tour.ics", accept_encoding=accepts)
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(smaller) == body
    assert len(smaller) < len(body)
    tag = packed.headers["etag"]
    assert tag.startswith('"')
    assert tag != plain.headers["etag"]
    assert plain.headers["vary"] == packed.headers["vary"] == "Accept-Encoding"
    again, nothing = client.get(f"{base}/tour.ics", accept_encoding=accepts, if_none_match=tag)
    assert (again.status, nothing, again.headers["etag"]) == (304, b"", tag)
    assert "content-encoding" not in again.headers
    head, _ = client.ask("HEAD", f"{base}/tour.ics", accept_encoding=accepts)
    assert head.headers["content-length"] == str(len(smaller))
    assert head.headers["etag"] == tag
    assert client.get(f"{base}/tour.ics", accept_encoding=accepts)[1] == smaller


@pytest.mark.parametrize("accepts", ["", "identity", "br", "gzip;q=0", "gzip; q=0.000", "xgzip"])
def test_who_does_not_unpack_gets_it_plain(client, base, accepts):
    response, body = client.get(f"{base}/tour.ics", accept_encoding=accepts)
    assert body.startswith(b"BEGIN:VCALENDAR")
    assert "content-encoding" not in response.headers


def test_the_date_alone_never_hides_a_change(client, base):
    response, _ = client.get(f"{base}/tour.ics", if_modified_since="Fri, 01 Jan 2100 00:00:00 GMT")
    assert response.status == 200


def test_head_tells_the_same_without_the_body(client, base):
    whole, body = client.get(f"{base}/tour.ics")
    head, nothing = client.ask("HEAD", f"{base}/tour.ics")
    assert head.status == 200
    assert nothing == b""
    assert head.headers["content-length"] == str(len(body))
    for name in ("etag", "content-type", "last-modified", "cache-control"):
        assert head.headers[name] == whole.headers[name]
    tag = whole.headers["etag"]
    assert client.ask("HEAD", f"{base}/tour.ics", if_none_match=tag)[0].status == 304


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"])
def test_other_methods_are_refused_with_those_allowed(client, base, method):
    response, _ = client.ask(method, f"{base}/tour.ics")
    assert response.status == 405
    assert {m.strip() for m in response.headers["allow"].split(",")} == {"GET", "HEAD"}


@pytest.mark.parametrize("path", ["/calendars", "/calendars/", "/day", "/day/x"])
def test_where_nothing_is_every_method_is_told_so(client, path):
    assert client.ask("POST", path)[0].status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/calendars/{secret}/nowhere.ics",
        "/calendars/{secret}/sfax",
        "/calendars/{secret}/faid.ics",
        "/calendars/{secret}/",
        "/calendars/{secret}/tour.ics/",
        "/calendars/{secret}/../tour.ics",
        "/calendars/{secret}/..%2ftour.ics",
        "/calendars/{secret}/%5c..%5ctour.ics",
        "/calendars/{secret}/tour.ics%00",
        "/calendars/{wrong}/tour.ics",
        "/calendars/{short}/tour.ics",
        "/calendars/{secret}x/tour.ics",
        "/calendars/%C3%A9/tour.ics",
        "/calendars//tour.ics",
        "/calendars/",
        "/calendars",
        "/day/",
        "/day",
        "/calendars/{master}/tour.ics",
    ],
)
def test_whatever_is_wrong_the_answer_is_the_same(client, here, path):
    secret = secret_of(here)
    wrong = secret[::-1]
    filled = path.format(secret=secret, wrong=wrong, short=secret[:-1], master=here.master)
    response, body = client.get(filled)
    assert response.status == 404
    assert body == b"Not found\n"
    assert response.headers["cache-control"] == "no-store"
    assert response.headers["content-type"] == "text/plain; charset=utf-8"
    assert response.headers["x-content-type-options"] == "nosniff"


def test_a_better_plan_changes_the_feed_and_its_tag(tmp_path):
    here = desk_with_plan(tmp_path)
    with serving(here) as client:
        path = f"/calendars/{secret_of(here)}/tour.ics"
        before, _ = client.get(path)
        plan = sample_plan()
        revision = replace(plan.tour.revision, sequence=3)
        here.shelf.put(SCHEDULE, replace(plan, tour=replace(plan.tour, revision=revision)))
        after, body = client.get(path, if_none_match=before.headers["etag"])
        assert after.status == 200
        assert after.headers["etag"] != before.headers["etag"]
        assert b"SEQUENCE:3" in body


def test_a_schedule_without_plan_or_without_file_has_no_feed(tmp_path):
    here = desk_with_plan(tmp_path)
    (tmp_path / "data" / "schedule-b.yaml").write_text("events: []\n", encoding="utf-8")
    from caravan.store.settings import schedules

    first, other = schedules(here.settings)
    assert here.secret_of(first) != here.secret_of(other)
    with serving(here) as client:
        assert client.get(f"/calendars/{here.secret_of(other)}/tour.ics")[0].status == 404
        assert client.get(f"/calendars/{here.secret_of(first)}/tour.ics")[0].status == 200
        first.path.unlink()
        assert client.get(f"/calendars/{here.secret_of(first)}/tour.ics")[0].status == 404


def test_the_feed_names_its_public_address_when_it_is_known(tmp_path):
    here = desk_with_plan(tmp_path)
    here.settings = replace(here.settings, url="https://tour.example")
    with serving(here) as client:
        secret = secret_of(here)
        _, body = client.get(f"/calendars/{secret}/sfax.ics?lang=ar")
    unfolded = body.replace(b"\r\n ", b"").decode()
    (source,) = [line for line in unfolded.splitlines() if line.startswith("SOURCE")]
    assert source.endswith(f":https://tour.example/calendars/{secret}/sfax.ics?lang=ar")


def test_a_server_that_lost_its_state_asks_for_patience(tmp_path):
    here = desk_with_plan(tmp_path)
    (tmp_path / "state" / "secret").write_text("spoilt", encoding="utf-8")
    with serving(here) as client:
        response, body = client.get("/calendars/x/tour.ics")
    assert response.status == 503
    assert response.headers["retry-after"] == "3600"
    assert body == b"Try again later\n"
