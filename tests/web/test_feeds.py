"""The feeds as clients meet them: conditions, methods, languages, secrets."""

from __future__ import annotations

import gzip
import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from samples import sample_plan
from served import PUBLISHED, SCHEDULE, desk_with_plan, publish, secret_of, serving

from caravan.language.language import language
from caravan.plan.plan import Objective
from caravan.store.link import LinkKind
from caravan.store.settings import schedules
from caravan.views import calendar

FRENCH = language("fr")


def tour_feed(publication, speech):
    return calendar.tour_feed(publication, speech, at=PUBLISHED).content


def town_feed(publication, town, speech):
    return calendar.town_feed(publication, town, speech, at=PUBLISHED).content


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    here = desk_with_plan(tmp_path_factory.mktemp("feeds"))
    publish(here)
    return here


@pytest.fixture(scope="module")
def publication(here):
    return here.publications.latest(SCHEDULE)


@pytest.fixture(scope="module")
def client(here):
    with serving(here) as client:
        yield client


@pytest.fixture(scope="module")
def base(here):
    return f"/calendars/{secret_of(here)}"


def test_the_tour_feed_is_the_calendar_of_the_publication(client, base, publication):
    response, body = client.get(f"{base}/tour.ics")
    assert response.status == 200
    assert body == tour_feed(publication, FRENCH)
    assert response.headers["content-type"] == "text/calendar; charset=utf-8"
    assert response.headers["cache-control"] == "private, no-cache"
    assert response.headers["last-modified"] == "Tue, 25 Feb 2020 10:00:00 GMT"
    assert response.headers["x-content-type-options"] == "nosniff"
    assert response.headers["referrer-policy"] == "no-referrer"
    assert int(response.headers["content-length"]) == len(body)


def test_every_town_has_its_feed_even_one_that_is_left_out(client, base, publication):
    for town in ("sbeitla", "sfax", "kerkennah", "gafsa"):
        response, body = client.get(f"{base}/{town}.ics")
        assert response.status == 200
        assert body == town_feed(publication, town, FRENCH)


def test_the_language_is_asked_for_in_the_address(client, base, publication):
    for code in ("ar", "en", "fr"):
        _, body = client.get(f"{base}/tour.ics?lang={code}")
        assert body == tour_feed(publication, language(code))


@pytest.mark.parametrize("hostile", ["<script>", "de", "", "../../ar", "ar%00", "AR"])
def test_an_unknown_language_is_that_of_the_link(client, base, hostile, publication):
    response, body = client.get(f"{base}/tour.ics?lang={hostile}")
    assert response.status == 200
    assert body == tour_feed(publication, FRENCH)


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


CHANGED = "Tue, 25 Feb 2020 10:00:00 GMT"
"""When the sample was published."""


@pytest.mark.parametrize("method", ["GET", "HEAD"])
@pytest.mark.parametrize("accepts", ["", "gzip"])
@pytest.mark.parametrize(
    "since",
    [
        CHANGED,
        "Tue, 25 Feb 2020 10:00:01 GMT",
        "Fri, 01 Jan 2100 00:00:00 GMT",
        "Tuesday, 25-Feb-20 10:00:00 GMT",
        "Tue Feb 25 10:00:00 2020",
    ],
)
def test_who_asks_by_the_date_alone_gets_304_when_nothing_changed_since(
    client, base, method, accepts, since
):
    response, body = client.ask(
        method, f"{base}/tour.ics", if_modified_since=since, accept_encoding=accepts
    )
    assert (response.status, body) == (304, b"")


@pytest.mark.parametrize(
    "since",
    [
        "Tue, 25 Feb 2020 09:59:59 GMT",
        "Tue, 25 Feb 2020 10:59:59 +0100",
        "Tuesday, 25-Feb-20 09:59:59 GMT",
        "Tue Feb 25 09:59:59 2020",
        "",
        "yesterday",
        "2100-01-01",
        "Tue, 99 Feb 2100 10:00:00 GMT",
        "Tue, 25 Feb 99999999999999999999 10:00:00 GMT",
        "Fri, 01 Jan 2100 00:00:00 +99999999999",
        "Fri, 01 Jan 2100 00:00:00 GMT" + " " * 1000 + "x",
    ],
)
def test_an_earlier_date_or_none_gets_the_whole_feed(client, base, since, publication):
    response, body = client.get(f"{base}/tour.ics", if_modified_since=since)
    assert response.status == 200
    assert body == tour_feed(publication, FRENCH)


def test_a_tag_decides_before_the_date(client, base):
    tag = client.get(f"{base}/tour.ics")[0].headers["etag"]
    for condition, status in (('"x"', 200), (tag, 304)):
        for since in (CHANGED, "Fri, 01 Jan 2100 00:00:00 GMT", "Sat, 01 Jan 2000 00:00:00 GMT"):
            response, _ = client.get(
                f"{base}/tour.ics", if_none_match=condition, if_modified_since=since
            )
            assert response.status == status


def test_two_publications_of_one_second_are_told_apart_by_the_date_alone(tmp_path):
    here = desk_with_plan(tmp_path)
    publish(here)
    path = f"/calendars/{secret_of(here)}/tour.ics"
    with serving(here, lambda: PUBLISHED + timedelta(days=1)) as client:
        before, _ = client.get(path)
        publish(here, without_kerkennah(sample_plan()), PUBLISHED)
        after, body = client.get(path, if_modified_since=before.headers["last-modified"])
        assert after.status == 200
        assert b"STATUS:CANCELLED" in body


SAFE = {
    "content-security-policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    "x-frame-options": "DENY",
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
}


def safe(response):
    return {name: response.headers[name] for name in SAFE}


@pytest.mark.parametrize("accepts", ["", "gzip"])
@pytest.mark.parametrize(
    ("method", "name", "status"),
    [("GET", "tour.ics", 200), ("HEAD", "tour.ics", 200), ("GET", "sfax.ics", 200),
     ("GET", "nowhere.ics", 404), ("HEAD", "nowhere.ics", 404), ("POST", "tour.ics", 405),
     ("GET", "", 404)],
)  # fmt: skip
def test_every_answer_with_content_forbids_a_browser_everything(
    client, base, method, name, status, accepts
):
    response, _ = client.ask(method, f"{base}/{name}", accept_encoding=accepts)
    assert response.status == status
    assert safe(response) == SAFE


def test_so_do_answers_of_what_fails_and_of_what_is_not_there(tmp_path, monkeypatch):
    here = desk_with_plan(tmp_path)
    publish(here)
    path = f"/calendars/{secret_of(here)}/tour.ics"
    (tmp_path / "other").mkdir()
    spoilt = desk_with_plan(tmp_path / "other")
    lost = f"/calendars/{secret_of(spoilt)}/tour.ics"
    (tmp_path / "other" / "state" / "caravan.db").write_bytes(b"spoilt" * 1000)

    def fail(*_args, **_more):
        raise RuntimeError

    monkeypatch.setattr(calendar, "tour_feed", fail)
    for desk, asked, status in ((here, path, 500), (spoilt, lost, 503)):
        with serving(desk) as client:
            response, _ = client.get(asked)
        assert response.status == status
        assert safe(response) == SAFE


@pytest.mark.parametrize("accepts", ["", "gzip"])
def test_a_304_says_what_the_standard_asks_for_and_nothing_more(client, base, accepts):
    """RFC 9110, section 15.4.5. Date and server are of the server that runs the app."""
    whole, _ = client.get(f"{base}/tour.ics", accept_encoding=accepts)
    for condition in (
        {"if_none_match": whole.headers["etag"]},
        {"if_modified_since": whole.headers["last-modified"]},
    ):
        response, _ = client.get(f"{base}/tour.ics", accept_encoding=accepts, **condition)
        assert response.status == 304
        said = {name.lower(): value for name, value in response.headers.items()}
        assert said.keys() - {"date", "server"} == {"etag", "vary", "cache-control"}
        for name in ("etag", "vary", "cache-control"):
            assert said[name] == whole.headers[name]


def test_an_event_that_no_calendar_may_hold_is_left_out_and_named_in_the_log(
    tmp_path, monkeypatch, caplog
):
    here = desk_with_plan(tmp_path)
    publish(here)
    of = calendar.tour_feed

    def spoilt(publication, *args, **more):
        bad = replace(publication.revisions[0])
        object.__setattr__(bad, "uid", None)  # around the guard of Revision itself
        return of(replace(publication, revisions=(bad, *publication.revisions[1:])), *args, **more)

    monkeypatch.setattr(calendar, "tour_feed", spoilt)
    with caplog.at_level(logging.WARNING, "caravan"), serving(here) as client:
        response, body = client.get(f"/calendars/{secret_of(here)}/tour.ics")
    assert response.status == 200
    assert body.count(b"BEGIN:VEVENT") == 2
    assert [record.getMessage() for record in caplog.records] == [
        "left out of the calendars: sbeitla: it holds a value that calendars do not allow"
    ]


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


def test_who_subscribed_gets_what_was_published_and_not_what_is_planned(tmp_path):
    here = desk_with_plan(tmp_path)
    path = f"/calendars/{secret_of(here)}/tour.ics"
    with serving(here, lambda: PUBLISHED + timedelta(days=2)) as client:
        assert client.get(path)[0].status == 404
        publish(here)
        before, _ = client.get(path)
        assert before.status == 200
        plan = without_kerkennah(sample_plan())
        here.shelf.put(SCHEDULE, plan)
        tag = before.headers["etag"]
        assert client.get(path, if_none_match=tag)[0].status == 304
        publish(here, plan, PUBLISHED + timedelta(days=1))
        after, body = client.get(path, if_none_match=tag)
        assert after.status == 200
        assert after.headers["etag"] != tag
        assert after.headers["last-modified"] == "Wed, 26 Feb 2020 10:00:00 GMT"
        assert (
            body
            == calendar.tour_feed(
                here.publications.latest(SCHEDULE), FRENCH, at=PUBLISHED + timedelta(days=2)
            ).content
        )
        assert body.count(b"BEGIN:VEVENT") == 3


def test_who_has_a_feed_that_a_publication_does_not_touch_is_not_sent_it_again(tmp_path):
    here = desk_with_plan(tmp_path)
    publish(here)
    folder = f"/calendars/{secret_of(here)}"
    with serving(here, lambda: PUBLISHED + timedelta(days=2)) as client:
        names = ("sbeitla.ics", "sfax.ics", "kerkennah.ics", "tour.ics")
        tags = {name: client.get(f"{folder}/{name}")[0].headers["etag"] for name in names}
        publish(here, without_kerkennah(sample_plan()), PUBLISHED + timedelta(days=1))
        answers = {
            name: client.get(f"{folder}/{name}", if_none_match=tag)[0].status
            for name, tag in tags.items()
        }
    # Sfax is on the day of Kerkennah, whose programme its entry tells.
    assert answers == {"sbeitla.ics": 304, "sfax.ics": 200, "kerkennah.ics": 200, "tour.ics": 200}


def test_a_cancelled_event_leaves_the_feed_after_thirty_days_and_the_tag_tells(tmp_path):
    here = desk_with_plan(tmp_path)
    publish(here)
    publish(here, without_kerkennah(sample_plan()), PUBLISHED + timedelta(days=1))
    clock = [PUBLISHED + timedelta(days=2)]
    path = f"/calendars/{secret_of(here)}/tour.ics"
    with serving(here, lambda: clock[0]) as client:
        first, body = client.get(path)
        assert b"STATUS:CANCELLED" in body
        # It was cancelled on 26 February: 27 March is the thirtieth day after.
        clock[0] = datetime(2020, 3, 27, 23, 59, tzinfo=UTC)
        assert client.get(path, if_none_match=first.headers["etag"])[0].status == 304
        clock[0] = datetime(2020, 3, 28, 0, 0, tzinfo=UTC)
        last, body = client.get(path, if_none_match=first.headers["etag"])
        assert last.status == 200
        assert last.headers["last-modified"] == "Sat, 28 Mar 2020 00:00:00 GMT"
        assert body.count(b"BEGIN:VEVENT") == 2
        assert b"CANCELLED" not in body


def test_each_link_opens_what_its_kind_says_and_nothing_else(client, here, publication):
    files = ["tour.ics", "sfax.ics", "gafsa.ics", "team-1.ics", "commune-sfax.ics"]
    opened = {
        (LinkKind.TOUR, ""): ["tour.ics", "sfax.ics", "gafsa.ics", "team-1.ics"],
        (LinkKind.TOWN, "sfax"): ["sfax.ics"],
        (LinkKind.TEAM, "team-1"): ["team-1.ics"],
        (LinkKind.PARTNER, "commune-sfax"): ["commune-sfax.ics"],
        (LinkKind.DAY, ""): [],
        (LinkKind.ANSWER, "commune-sfax"): [],
    }
    for (kind, subject), expected in opened.items():
        secret = secret_of(here, kind, subject)
        got = [f for f in files if client.get(f"/calendars/{secret}/{f}")[0].status == 200]
        assert got == expected, kind
    own = secret_of(here, LinkKind.PARTNER, "commune-sfax", language="ar")
    _, body = client.get(f"/calendars/{own}/commune-sfax.ics")
    assert (
        body
        == calendar.partner_feed(publication, "commune-sfax", language("ar"), at=PUBLISHED).content
    )
    team = secret_of(here, LinkKind.TEAM, "team-1")
    _, body = client.get(f"/calendars/{team}/team-1.ics")
    assert body == calendar.team_feed(publication, "team-1", FRENCH, at=PUBLISHED).content


def test_a_partner_who_has_left_the_tour_gets_an_empty_calendar(client, here):
    secret = secret_of(here, LinkKind.PARTNER, "somebody")
    response, body = client.get(f"/calendars/{secret}/somebody.ics")
    assert response.status == 200
    assert b"BEGIN:VEVENT" not in body


def test_a_link_revoked_or_over_answers_as_if_it_had_never_been(tmp_path):
    here = desk_with_plan(tmp_path)
    publish(here)
    clock = [PUBLISHED]
    secret = secret_of(here, expires=PUBLISHED + timedelta(days=3))
    other = secret_of(here)
    with serving(here, lambda: clock[0]) as client:
        path, kept = f"/calendars/{secret}/tour.ics", f"/calendars/{other}/tour.ics"
        tag = client.get(path)[0].headers["etag"]
        clock[0] = PUBLISHED + timedelta(days=3)
        assert client.get(path, if_none_match=tag)[0].status == 304
        clock[0] = PUBLISHED + timedelta(days=4)
        assert client.get(path, if_none_match=tag)[0].status == 404
        assert client.get(kept, if_none_match=tag)[0].status == 304
        link = here.links.listed(SCHEDULE)[1]
        new = here.links.rotate(link.id, SCHEDULE, clock[0]).secret
        response, body = client.get(kept, if_none_match=tag)
        assert (response.status, body) == (404, b"Not found\n")
        assert client.get(f"/calendars/{new}/tour.ics", if_none_match=tag)[0].status == 304


def test_the_day_on_which_a_link_was_used_is_noted(tmp_path):
    here = desk_with_plan(tmp_path)
    publish(here)
    clock = [PUBLISHED]
    path = f"/calendars/{secret_of(here)}/tour.ics"
    with serving(here, lambda: clock[0]) as client:
        for day in range(3):
            clock[0] = PUBLISHED + timedelta(days=day)
            for _ in range(3):
                client.get(path)
            [link] = here.links.listed(SCHEDULE)
            assert link.used == clock[0].date()


def test_what_is_kept_in_memory_is_not_read_from_the_database(tmp_path, monkeypatch):
    here = desk_with_plan(tmp_path)
    publish(here)
    path = f"/calendars/{secret_of(here)}/tour.ics"
    with serving(here) as client:
        client.get(path)
        tag = client.get(path)[0].headers["etag"]

        def refuse(_):
            raise AssertionError("the database was asked")

        monkeypatch.setattr(type(here.links.database), "_ready", refuse)
        assert client.get(path, if_none_match=tag)[0].status == 304
        assert client.get(path)[0].status == 200


def test_many_who_ask_at_once_for_a_new_feed_wait_for_one_that_is_made(tmp_path, monkeypatch):
    here = desk_with_plan(tmp_path)
    publish(here)
    made = []
    of = calendar.tour_feed
    monkeypatch.setattr(calendar, "tour_feed", lambda *a, **k: (made.append(1), of(*a, **k))[1])
    path = f"/calendars/{secret_of(here)}/tour.ics"
    bodies = []
    with serving(here) as client:
        threads = [Thread(target=lambda: bodies.append(client.get(path)[1])) for _ in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(bodies) == 8
    assert len(set(bodies)) == 1
    assert len(made) == 1


def test_a_schedule_without_file_has_no_feed(tmp_path):
    here = desk_with_plan(tmp_path)
    publish(here)
    path = f"/calendars/{secret_of(here)}/tour.ics"
    with serving(here) as client:
        assert client.get(path)[0].status == 200
        assert client.get(path)[0].status == 200
        schedules(here.settings)[0].path.unlink()
        assert client.get(path)[0].status == 404


def test_the_feed_does_not_carry_the_secret_that_opens_it(tmp_path):
    here = desk_with_plan(tmp_path)
    here.settings = replace(here.settings, url="https://tour.example")
    publish(here)
    secret = secret_of(here)
    with serving(here) as client:
        _, body = client.get(f"/calendars/{secret}/sfax.ics?lang=ar")
    assert secret.encode() not in body.replace(b"\r\n ", b"")


def test_a_server_that_lost_its_state_asks_for_patience(tmp_path):
    here = desk_with_plan(tmp_path)
    secret = secret_of(here)
    (tmp_path / "state" / "caravan.db").write_bytes(b"spoilt" * 1000)
    with serving(here) as client:
        response, body = client.get(f"/calendars/{secret}/tour.ics")
    assert response.status == 503
    assert response.headers["retry-after"] == "3600"
    assert body == b"Try again later\n"


def test_robots_may_read_calendars_and_nothing_else(client, base):
    from urllib.robotparser import RobotFileParser

    response, body = client.get("/robots.txt")
    assert response.status == 200
    rules = RobotFileParser()
    rules.parse(body.decode().splitlines())
    assert rules.can_fetch("Googlebot", f"https://tour.example{base}/tour.ics")
    for path in ("/", "/plan", "/day/x/2020-03-10", "/answer/x", "/calendars"):
        assert not rules.can_fetch("Googlebot", f"https://tour.example{path}")
    assert client.get(f"{base}/tour.ics")[0].headers["x-robots-tag"] == "noindex"


def without_kerkennah(plan):
    """The plan without its last event."""
    [team] = plan.teams
    *before, last = team.days
    days = (*before, replace(last, items=last.items[:-1]))
    objective = Objective.of(plan.tour, days)
    return replace(plan, teams=(replace(team, days=days),), objective=objective)
