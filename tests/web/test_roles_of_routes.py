"""Every route x every kind of link x every role: what opens, and that all else is not found.

The tables are written out by hand: a route that isn't in them fails a test.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from plain_browser import PlainBrowser
from samples import sample_plan
from served import PUBLISHED, SCHEDULE, desk_with_plan, serving
from starlette.routing import Mount, Route
from web.access.conftest import with_mode

from caravan.publishing.publish import publish
from caravan.store import passwords
from caravan.store.access_settings import AccessMode
from caravan.store.link import LinkKind
from caravan.store.passwords import Cost
from caravan.store.permissions import Role
from caravan.web.answer.form_token import new_token
from caravan.web.routes import routes

OTHER = "winter.yaml"
PARTNER = "commune-sfax"
AT = datetime(2020, 2, 26, 9, tzinfo=UTC)

# Addresses with a secret, and the kinds of links that open them; others find nothing there.
OPENS = {
    "/calendars/{secret}/tour.ics": {LinkKind.TOUR},
    "/calendars/{secret}/sfax.ics": {LinkKind.TOUR, LinkKind.TOWN},
    "/calendars/{secret}/kerkennah.ics": {LinkKind.TOUR},
    "/calendars/{secret}/team-1.ics": {LinkKind.TOUR, LinkKind.TEAM},
    "/calendars/{secret}/commune-sfax.ics": {LinkKind.PARTNER},
    "/calendars/{secret}/gafsa.ics": {LinkKind.TOUR},  # a town of the tour that nobody visits
    "/calendars/{secret}/team-2.ics": set(),
    "/calendars/{secret}/winter.ics": set(),
    "/day/{secret}/2020-03-10": {LinkKind.DAY},
    "/day/{secret}/worker.js": {LinkKind.DAY},
    "/day/{secret}/2020-04-10": set(),
    # The own link of a partner leads to the only invitation.
    "/answer/{secret}": {LinkKind.ANSWER, LinkKind.PARTNER},
}
SUBJECTS = {LinkKind.TOWN: "sfax", LinkKind.TEAM: "team-1", LinkKind.PARTNER: PARTNER,
            LinkKind.ANSWER: PARTNER}  # fmt: skip
# Addresses without one.
WITH_A_LOGIN = {"/access/account"}
FOR_ALL = {"/access/login", "/access/password/{secret}", "/robots.txt"}
FORMS_ONLY = {"/access/logout", "/access/logout-everywhere"}
BEHIND_THE_DOOR = {"/plan"}  # leads to a page of Streamlit, which needs a login
NOTHING = {"/calendars", "/day", "/answer", "/access"}
# In one order for all who collect tests at the same time.
ADDRESSES = sorted(WITH_A_LOGIN | FOR_ALL | FORMS_ONLY | NOTHING)


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "COST", Cost(4, 1, 1))
        folder = tmp_path_factory.mktemp("routes")
        desk = desk_with_plan(folder)
        (folder / "data" / OTHER).write_text("events: []\n", encoding="utf-8")
        for schedule in (SCHEDULE, OTHER):
            publish(desk, schedule, sample_plan(), base=0, at=PUBLISHED, who="Amina")
        yield with_mode(desk, AccessMode.ACCOUNTS)


@pytest.fixture(scope="module")
def port(here):
    with serving(here, lambda: AT) as client:
        yield client.port


def link(here, kind, schedule=SCHEDULE, **more):
    """A new link of a kind; its secret and its id."""
    invitation = None
    if kind is LinkKind.ANSWER:
        [invitation] = [i.id for i in here.invitations.listed(schedule)]
    told = {"label": "", "language": "fr", "at": PUBLISHED, "invitation": invitation, **more}
    new = here.links.make(kind, schedule, SUBJECTS.get(kind, ""), **told)
    return new.secret, new.link.id


def status(port, address, secret, **headers):
    return PlainBrowser(port).get(address.format(secret=secret), **headers).status


def paths(known, before=""):
    for route in known:
        if isinstance(route, Mount):
            yield from paths(route.routes, f"{before}{route.path}")
        else:
            assert isinstance(route, Route)
            yield f"{before}{route.path}"


def test_every_route_is_in_the_tables(here):
    expected = {
        "/day/{secret}/worker.js", "/day/{secret}/{date}", "/answer/{secret}",
        *WITH_A_LOGIN, *FOR_ALL, *FORMS_ONLY, *BEHIND_THE_DOOR, *NOTHING,
    }  # fmt: skip
    assert set(paths(routes(here))) == expected


@pytest.mark.parametrize("kind", LinkKind)
def test_a_link_opens_what_its_kind_says_and_nothing_else(here, port, kind):
    secret, _ = link(here, kind)
    found = {address: status(port, address, secret) for address in OPENS}
    assert found == {address: 200 if kind in kinds else 404 for address, kinds in OPENS.items()}


@pytest.mark.parametrize("kind", LinkKind)
def test_a_link_that_was_revoked_replaced_or_is_over_opens_nothing(here, port, kind):
    revoked, id_ = link(here, kind)
    assert any(status(port, address, revoked) == 200 for address in OPENS)  # and is remembered
    here.links.revoke(id_, SCHEDULE, AT)
    rotated, id_ = link(here, kind)
    here.links.rotate(id_, SCHEDULE, AT)
    over, _ = link(here, kind, expires=AT - timedelta(days=1))
    for address, secret in product(OPENS, (revoked, rotated, over)):
        assert status(port, address, secret) == 404


@pytest.mark.parametrize("kind", LinkKind)
def test_a_link_of_another_tour_opens_that_tour_until_it_is_gone(here, port, kind):
    secret, _ = link(here, kind, OTHER)
    file = here.settings.data[0] / OTHER
    assert any(status(port, address, secret) == 200 for address in OPENS)
    text = file.read_bytes()
    file.unlink()
    try:
        assert {status(port, address, secret) for address in OPENS} == {404}
    finally:
        file.write_bytes(text)


@pytest.mark.parametrize("kind", LinkKind)
def test_an_answer_is_taken_from_links_that_lead_to_it_only(here, port, kind):
    takes = kind in OPENS["/answer/{secret}"]
    revoked, id_ = link(here, kind)
    here.links.revoke(id_, SCHEDULE, AT)
    rotated, id_ = link(here, kind)
    here.links.rotate(id_, SCHEDULE, AT)
    over, _ = link(here, kind, expires=AT - timedelta(days=1))
    good, _ = link(here, kind)
    [asked] = here.invitations.listed(SCHEDULE)
    [sequence] = {r.sequence for r in here.publications.latest(SCHEDULE).revisions}
    wrong = (revoked, rotated, over, good[:-1], f"{good}x", good.swapcase(), "x")
    # Each with the token that fits it, so that nothing but the link itself can be at fault.
    for secret in wrong if takes else (good, *wrong):
        form = {"token": new_token(secret, sequence), "answer": "accepted"}
        assert PlainBrowser(port).post(f"/answer/{secret}", form).status == 404
    assert here.invitations.listed(SCHEDULE) == (asked,)
    if takes:
        form = {"token": new_token(good, sequence), "answer": "accepted"}
        assert PlainBrowser(port).post(f"/answer/{good}", form).status == 303
        assert here.invitations.listed(SCHEDULE) != (asked,)


@pytest.fixture(scope="module")
def cookies(here):
    """A login of each role."""
    found = {"nobody": ""}
    for name in ("guest", "admin", *Role):
        account = here.accounts.create(str(name), AT, is_admin=name == "admin")
        if name in set(Role):
            here.memberships.give(account.id, SCHEDULE, Role(name))
        secret = here.tickets.for_account(account.id, AT).secret
        found[str(name)] = here.tickets.use(secret, "", f"password of {name}", AT).cookie
    return found


def browser_of(port, cookies, role):
    cookie = cookies[role]
    return PlainBrowser(port, {"caravan-login": cookie} if cookie else {})


ROLES = ["nobody", "guest", *(role.value for role in Role), "admin"]


@pytest.mark.parametrize("role", ROLES)
def test_no_role_opens_an_address_with_a_secret_without_it(port, cookies, role):
    browser = browser_of(port, cookies, role)
    for address in OPENS:
        for guess in ("A" * 43, SCHEDULE, "x", "..", "%00"):
            assert browser.get(address.format(secret=guess)).status == 404


@pytest.mark.parametrize("role", ROLES)
def test_the_addresses_without_a_secret(port, cookies, role):
    browser = browser_of(port, cookies, role)
    is_in = role != "nobody"
    for address in WITH_A_LOGIN:
        assert browser.get(address).status == (200 if is_in else 303)
    for address in FORMS_ONLY:
        assert browser.get(address).status == 405
        assert browser.post(address).status == 403
    for address in BEHIND_THE_DOOR:
        answer = browser.get(address, accept="text/html")
        assert answer.location.startswith("/access/login") != is_in
    for address in NOTHING:
        assert browser.get(address).status == 404
    assert browser.get("/robots.txt").status == 200
    assert browser.get("/access/password/x").status == 404


@pytest.mark.parametrize("address", [*OPENS, *ADDRESSES])
@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "PROPFIND"])
def test_every_answer_carries_its_safety_headers_whatever_it_is(port, address, method):
    answer = PlainBrowser(port)._ask(method, address.format(secret="x"), None, {})
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "default-src" in answer.headers["content-security-policy"]
    assert answer.headers["referrer-policy"]


@pytest.mark.parametrize("kind", LinkKind)
def test_so_does_every_answer_to_a_link_that_opens(here, port, kind):
    secret, _ = link(here, kind)
    for address, kinds in OPENS.items():
        if kind in kinds:
            answer = PlainBrowser(port).get(address.format(secret=secret))
            assert answer.status == 200
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert "default-src" in answer.headers["content-security-policy"]
            assert answer.headers["referrer-policy"]
