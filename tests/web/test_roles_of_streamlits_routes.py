"""Every route that Streamlit adds to ours x who asks: what is answered, and nothing of a tour.

The table is written out by hand: a route that a new Streamlit brings fails a test until somebody
has looked at what it shows.
"""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from plain_browser import PlainBrowser
from served import SCHEDULE, desk_with_plan, publish
from web.access.conftest import with_mode
from web.serve_whole_app import routes as routes_of
from web.whole_app import whole_app

from caravan.store import passwords
from caravan.store.access_settings import AccessMode
from caravan.store.passwords import Cost
from caravan.store.permissions import Role
from caravan.web.routes import routes

OTHER = "winter.yaml"
FILE, UPLOAD = "/media/{file_id:path}", "/_stcore/upload_file/{session_id}/{file_id}"
COMPONENT, BIDI = "/component/{path:path}", "/_stcore/bidi-components/{path:path}"
INTERACT, MCP = "/_stcore/agent/interact", "/_stcore/agent/mcp"
SCHEMA, HEALTH, METRICS = "/_stcore/agent/openapi.json", "/_stcore/health", "/_stcore/metrics"
READING = dict.fromkeys(("GET", "HEAD"), 200)
NOT_THERE = dict.fromkeys(("GET", "HEAD"), 404)
AWAY = dict.fromkeys(("GET", "HEAD"), 302)
ANYTHING = dict.fromkeys(("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"), 405)
# What those get who have logged in, whatever their roles are.
STREAMLITS = {
    HEALTH: {**READING, "OPTIONS": 204},
    METRICS: {**READING, "OPTIONS": 204},  # how much memory its caches take
    "/_stcore/host-config": READING,
    FILE: {**NOT_THERE, "OPTIONS": 204},
    UPLOAD: {"PUT": 403, "DELETE": 403, "OPTIONS": 204},  # without the token of a page
    COMPONENT: {**NOT_THERE, "OPTIONS": 204},
    BIDI: {**NOT_THERE, "OPTIONS": 204},
    "/_stcore/stream": {"WEBSOCKET": 101},  # pages: tests/pages/test_roles.py has what they show
    "/auth/login": AWAY, "/auth/logout": AWAY, "/oauth2callback": AWAY,
    # The interface for programs is switched off, and says so.
    INTERACT: {**ANYTHING, "POST": 403}, MCP: {**ANYTHING, "POST": 400},
    SCHEMA: {**ANYTHING, **READING},
    "/*": {"*": 200},  # the empty page, scripts and styles: the same on every server
}  # fmt: skip
OPEN = {HEALTH}
"""What needs no login."""
OF_A_TOUR = ("sfax", "kerkennah", "petite caravane", "small caravan", "amina", "+216", ".yaml")
UPGRADE = {
    "connection": "Upgrade",
    "upgrade": "websocket",
    "sec_websocket_version": "13",
    "sec_websocket_key": "dGhlIHNhbXBsZSBub25jZQ==",
}
WHO = ("nobody", "guest", "volunteer", "organizer of another tour")


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "COST", Cost(4, 1, 1))
        desk = desk_with_plan(tmp_path_factory.mktemp("streamlit"))
        (desk.settings.data[0] / OTHER).write_text("events: []\n", encoding="utf-8")
        publish(desk)
        yield with_mode(desk, AccessMode.ACCOUNTS)


@pytest.fixture(scope="module")
def app(here):
    with whole_app(here) as running:
        yield running


@pytest.fixture(scope="module")
def logins(here):
    """The cookies of each of WHO."""
    now = datetime.now(UTC)
    roles = {"volunteer": (SCHEDULE, Role.VOLUNTEER), WHO[3]: (OTHER, Role.ORGANIZER)}
    found = {"nobody": {}}
    for name in WHO[1:]:
        account = here.accounts.create(name, now)
        if name in roles:
            here.memberships.give(account.id, *roles[name])
        secret = here.tickets.for_account(account.id, now).secret
        found[name] = {
            "caravan-login": here.tickets.use(secret, "", f"password of {name}", now).cookie
        }
    return found


def asked(app, path, method, cookies):
    """The answer to a route, asked as a script of a page does: not as a person opens a page."""
    for name in ("{file_id:path}", "{path:path}", "{session_id}", "{file_id}", "*"):
        path = path.replace(name, "" if name == "*" else "x")
    browser = PlainBrowser(app.port, dict(cookies))
    if method == "WEBSOCKET":
        own = {"origin": f"http://127.0.0.1:{app.port}"}
        return browser._ask("GET", path, None, {**UPGRADE, **own})
    return browser._ask("GET" if method == "*" else method, path, None, {})


def test_every_route_is_in_a_table(here, app):
    ours = {(path, method) for path, methods in routes_of(routes(here)) for method in methods}
    assert ours < app.routes
    streamlits = {(path, method) for path, methods in STREAMLITS.items() for method in methods}
    assert app.routes - ours == streamlits


def walk(app, cookies, *, is_let_in):
    for path, methods in STREAMLITS.items():
        for method, status in methods.items():
            answer = asked(app, path, method, cookies)
            assert answer.status == (status if is_let_in or path in OPEN else 401), (method, path)
            told = f"{answer.text}{answer.headers}".lower()
            assert not [word for word in OF_A_TOUR if word in told], (method, path)
            assert "default-src" in answer.headers["content-security-policy"] or status == 101


@pytest.mark.parametrize("who", WHO)
def test_who_gets_what_of_streamlits_routes_and_never_a_word_of_a_tour(app, logins, who):
    walk(app, logins[who], is_let_in=who != "nobody")


def test_where_people_log_in_elsewhere_all_are_let_in_and_get_no_word_either(here):
    settings = here.settings.state.parent / ".streamlit"
    settings.mkdir()
    lines = ("[auth]", 'redirect_uri = "http://127.0.0.1/oauth2callback"', 'client_id = "x"')
    (settings / "secrets.toml").write_text("\n".join(lines), encoding="utf-8")
    try:
        with whole_app(here) as other:
            walk(other, {}, is_let_in=True)
    finally:
        (settings / "secrets.toml").unlink()


def test_nobody_is_led_to_the_login_by_each_page(app):
    browser = PlainBrowser(app.port)
    for path in ("/", "/tours", "/_stcore/metrics", "/oauth2callback"):
        page = browser.get(path, accept="text/html")
        assert page.status == 303
        assert page.location.startswith("/access/login?next=")
