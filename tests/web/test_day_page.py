"""The day pages as phones meet them."""

from __future__ import annotations

import re

import pytest
from served import PUBLISHED, SCHEDULE, desk_with_plan, publish, secret_of, serving

from caravan.store.link import LinkKind


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    here = desk_with_plan(tmp_path_factory.mktemp("days"))
    publish(here)
    return here


@pytest.fixture(scope="module")
def client(here):
    with serving(here) as client:
        yield client


@pytest.fixture(scope="module")
def base(here):
    return f"/day/{secret_of(here, LinkKind.DAY)}"


def test_a_day_has_its_page(client, base):
    response, body = client.get(f"{base}/2020-03-10")
    assert response.status == 200
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert response.headers["referrer-policy"] == "no-referrer"
    assert response.headers["x-robots-tag"] == "noindex"
    page = body.decode()
    assert "Kerkennah" in page
    assert "mardi 10 mars" in page


def test_the_page_speaks_the_language_asked_for_and_so_do_its_neighbours(client, base):
    page = client.get(f"{base}/2020-03-10?lang=ar")[1].decode()
    assert 'dir="rtl"' in page
    assert 'href="./2020-03-09?lang=ar"' in page


def test_a_client_that_has_the_page_gets_304(client, base):
    tag = client.get(f"{base}/2020-03-10")[0].headers["etag"]
    assert client.get(f"{base}/2020-03-10", if_none_match=tag)[0].status == 304


@pytest.mark.parametrize(
    "date",
    [
        "2020-03-08", "2020-03-11", "2020-3-10", "20200310", "2020-W11-2", "2020-13-40",
        "..%2f..%2fetc", "2020-03-10%00", "10", "٢٠٢٠-٠٣-١٠".encode().hex(), "2020-03-10/",
    ],
)  # fmt: skip
def test_a_date_outside_the_tour_is_not_found(client, base, date):
    response, body = client.get(f"{base}/{date}")
    assert response.status == 404
    assert body == b"Not found\n"


def test_a_wrong_secret_finds_no_page(client, here):
    wrong = secret_of(here, LinkKind.DAY)[::-1]
    assert client.get(f"/day/{wrong}/2020-03-10")[0].status == 404
    assert client.get(f"/day/{wrong}/worker.js")[0].status == 404


def test_the_policy_allows_our_scripts_and_no_other_host(client, base):
    response, body = client.get(f"{base}/2020-03-10")
    policy = response.headers["content-security-policy"]
    assert policy.startswith("default-src 'none'")
    assert re.search(r"script-src ('sha256-[A-Za-z0-9+/=]{44}' ?)+;", policy)
    assert "http" not in policy
    assert not re.search(rb"""(?:src|href)=["'](?:https?:)?//(?!www\.openstreetmap)""", body)


def test_a_worker_keeps_the_page_for_when_there_is_no_network(client, base):
    response, body = client.get(f"{base}/worker.js")
    assert response.status == 200
    assert response.headers["content-type"] == "text/javascript; charset=utf-8"
    assert b"caches.open" in body
    assert b"serviceWorker.register('worker.js')" in client.get(f"{base}/2020-03-10")[1]


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PROPFIND"])
def test_a_day_page_is_only_read(client, base, method):
    response, _ = client.ask(method, f"{base}/2020-03-10")
    assert response.status == 405


@pytest.mark.parametrize("kind", [kind for kind in LinkKind if kind is not LinkKind.DAY])
def test_the_link_of_a_calendar_opens_no_day(client, here, kind):
    assert client.get(f"/day/{secret_of(here, kind, 'sfax')}/2020-03-10")[0].status == 404


def test_the_page_is_what_was_published_last_in_the_language_of_the_link(tmp_path):
    here = desk_with_plan(tmp_path)
    secret = secret_of(here, LinkKind.DAY, language="en")
    with serving(here) as client:
        assert client.get(f"/day/{secret}/2020-03-10")[0].status == 404  # planned, not published
        publish(here)
        response, body = client.get(f"/day/{secret}/2020-03-10")
        assert response.headers["last-modified"] == "Tue, 25 Feb 2020 10:00:00 GMT"
        assert "Edition 1 of Tuesday 25 February 2020" in body.decode()
        publish(here)
        assert "Edition 2 of" in client.get(f"/day/{secret}/2020-03-10")[1].decode()
        [link] = here.links.listed(SCHEDULE)
        here.links.revoke(link.id, SCHEDULE, PUBLISHED)
        assert client.get(f"/day/{secret}/2020-03-10")[0].status == 404
        assert client.get(f"/day/{secret}/worker.js")[0].status == 404
