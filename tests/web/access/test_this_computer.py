"""What can be told of a request that a proxy on this computer hands on, and of honest ones."""

from __future__ import annotations

import pytest

from caravan.web.access.this_computer import is_this_computer

OWN = "http://localhost:8501"
OUTER = "https://tour.example"
PAGE = {"accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


def asked(
    path="/", *, method="GET", host="localhost:8501", version="1.1", scheme="http", **headers
):
    given = {"host": host, **headers}
    return is_this_computer(
        {
            "type": "http", "method": method, "path": path, "client": ("127.0.0.1", 5),
            "http_version": version, "scheme": scheme, "headers": _raw(given),
        }
    )  # fmt: skip


def opens(*origins, host="localhost:8501", scheme="ws", **headers):
    """Whether a websocket of a page with this origin is opened."""
    given = {"host": host, **headers}
    own = [(b"origin", origin.encode()) for origin in origins]
    return is_this_computer(
        {
            "type": "websocket", "path": "/_stcore/stream", "client": ("127.0.0.1", 5),
            "http_version": "1.1", "scheme": scheme, "headers": [*_raw(given), *own],
        }
    )  # fmt: skip


def _raw(headers):
    return [(k.replace("_", "-").lower().encode(), v.encode()) for k, v in headers.items()]


def test_a_page_of_this_computer_opens_its_websocket():
    assert opens(OWN)
    assert opens("http://127.0.0.1", host="127.0.0.1")
    assert opens("http://[::1]:8501", host="[::1]:8501")
    assert opens("http://localhost:8501", host="LOCALHOST:8501")
    assert opens("https://localhost:8501", scheme="wss")


@pytest.mark.parametrize(
    "origins",
    [(), ("",), ("null",), (OUTER,), ("http://localhost:3000",), ("http://localhost",),
     ("http://127.0.0.1:8501",), ("https://localhost:8501",), ("file://",), (OWN, OWN), (OWN, OUTER),
     ("http://localhost:8501.evil.example",), ("http://user@localhost:8501",), (f"{OWN}/",)],
)  # fmt: skip
def test_no_other_does_nor_a_program_that_says_nothing(origins):
    assert not opens(*origins)


@pytest.mark.parametrize(
    "name",
    ["Via", "Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP",
     "X-Forwarded-Whatever", "X-Client-IP", "CF-Connecting-IP", "True-Client-IP", "CDN-Loop"],
)  # fmt: skip
def test_nothing_comes_through_a_proxy_that_says_so(name):
    assert not asked(**{name: "127.0.0.1"})
    assert not opens(OWN, **{name: "127.0.0.1"})


def test_nothing_comes_by_a_proxy_that_speaks_the_first_http():
    assert not asked(version="1.0")
    assert asked(version="2")


def test_programs_that_say_nothing_of_pages_are_answered():
    """Health checks, calendar programs, the tests of this repository."""
    assert asked()
    assert asked("/_stcore/health", accept="*/*", user_agent="curl/7.88.1")
    assert asked(method="HEAD")


def test_what_a_page_of_this_computer_asks_for_is_answered():
    of_page = {"sec_fetch_site": "same-origin", "referer": f"{OWN}/tour?tour=x"}
    assert asked("/static/js/x.js", sec_fetch_dest="script", **of_page)
    assert asked("/static/js/x.js", sec_fetch_dest="script", origin=OWN, **of_page)
    assert asked("/_stcore/upload_file/x/y", method="PUT", origin=OWN, **of_page)
    assert asked("/plan", sec_fetch_dest="iframe", **of_page, **PAGE)
    assert asked("/answer/x", method="POST", origin="null", sec_fetch_site="same-origin", **PAGE)


def test_an_address_that_is_typed_and_a_link_from_elsewhere_lead_here():
    assert asked(sec_fetch_site="none", sec_fetch_dest="document", **PAGE)
    elsewhere = {"referer": "https://mail.example/", "sec_fetch_site": "cross-site"}
    assert asked("/answer/x", sec_fetch_dest="document", **elsewhere, **PAGE)


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": OUTER},
        {"origin": "http://localhost:3000"},
        {"referer": f"{OUTER}/tour"},
        {"referer": "http://[broken"},
        {"referer": "http://127.0.0.1:8501/"},
        {"sec_fetch_site": "cross-site"},
        {"sec_fetch_site": "same-site"},
        {"sec_fetch_site": "cross-site", "sec_fetch_dest": "iframe", **PAGE},
        {"sec_fetch_site": "cross-site", "sec_fetch_dest": "image", "accept": "image/*"},
    ],
)
def test_what_a_page_of_another_name_asks_for_is_not(headers):
    assert not asked("/_stcore/host-config", **headers)


def test_no_form_of_another_site_is_taken():
    assert not asked("/answer/x", method="POST", origin=OUTER, **PAGE)
    assert not asked(
        "/answer/x", method="POST", origin="null", sec_fetch_site="cross-site",
        sec_fetch_dest="document", **PAGE,
    )  # fmt: skip


def test_a_calendar_program_may_say_what_it_likes_of_where_it_comes_from():
    path = "/calendars/secret/tour.ics"
    assert asked(path, sec_fetch_site="cross-site", origin="null", referer="https://mail.example/")
    assert not asked(path, via="1.1 proxy")
    assert not asked("/calendarsx", sec_fetch_site="cross-site")
