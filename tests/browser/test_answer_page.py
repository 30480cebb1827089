"""The answer page in a real browser: on a phone, without scripts, in three languages."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from pathlib import Path

import pytest
import uvicorn
from answering import NOW, desk_in, invite, now, published
from conftest import missing
from starlette.applications import Starlette
from starlette.routing import Mount

from caravan.plan.invitation_state import InvitationState
from caravan.store.link import LinkKind
from caravan.web.answer.routes import answer_route

_AXE = Path(__file__).parent / "node" / "node_modules" / "axe-core" / "axe.min.js"
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_PHONE = {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def here(tmp_path_factory):
    """A desk, an invitation, and the address to answer it."""
    desk = desk_in(tmp_path_factory.mktemp("answer"))
    published(desk)
    asked = invite(desk)
    link = desk.links.make(
        LinkKind.ANSWER,
        "sample",
        "commune-sfax",
        label="",
        language="fr",
        at=NOW,
        invitation=asked.id,
    )
    app = Starlette(routes=[Mount("/answer", routes=[answer_route(desk, lambda: NOW)])])
    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive()
    port = server.servers[0].sockets[0].getsockname()[1]
    yield desk, asked, f"http://127.0.0.1:{port}/answer/{link.secret}"
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def phone(browser):
    context = browser.new_context(viewport=_PHONE, java_script_enabled=False)
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda said: page.complaints.append(said.text))
    yield page
    context.close()


def test_other_hours_are_proposed_on_a_phone_without_a_script(here, phone):
    desk, asked, address = here
    phone.goto(address)
    hours = phone.locator("[name=begins]")
    assert not hours.is_visible()
    phone.get_by_text("Nous proposons un autre horaire").click()
    assert hours.is_visible()
    phone.fill("[name=date]", "2020-03-09")
    phone.fill("[name=begins]", "14:00")
    phone.fill("[name=ends]", "17:30")
    phone.fill("textarea", "Le matin est pris.")
    phone.locator("button").click()
    assert phone.locator("[role=status]").is_visible()
    stands = now(desk, asked.id)
    assert stands.state is InvitationState.PROPOSES
    assert stands.proposal_begins == datetime(2020, 3, 9, 13, tzinfo=UTC)
    assert stands.comment == "Le matin est pris."
    assert phone.complaints == []  # the policy of the page forbids nothing that it does


@pytest.mark.parametrize("code", ["fr", "ar", "en"])
def test_the_page_is_no_wider_than_a_phone_and_its_targets_are_large(here, browser, code):
    _, _, address = here
    context = browser.new_context(viewport=_PHONE)
    page = context.new_page()
    page.goto(f"{address}?lang={code}&answer=proposes")
    assert page.evaluate("document.documentElement.scrollWidth") <= _PHONE["width"]
    for target in page.locator("button, .choice, input:not([type=radio]):visible, nav a").all():
        box = target.bounding_box()
        assert box is not None
        assert box["height"] >= 40, target.evaluate("e => e.outerHTML")
    context.close()


@pytest.mark.parametrize("code", ["fr", "ar"])
def test_axe_finds_nothing_in_it(here, browser, code):
    _, _, address = here
    if not _AXE.exists():
        missing("no axe-core: npm install in tests/browser/node")
    # Past the page's own policy, which allows no script at all.
    context = browser.new_context(viewport=_PHONE, bypass_csp=True)
    page = context.new_page()
    page.goto(f"{address}?lang={code}&answer=proposes")
    page.locator("[name=begins]").fill("")
    page.locator("form").evaluate("form => form.noValidate = true")
    page.locator("button").click()
    assert page.locator(".fault").count() > 0
    page.evaluate(_AXE.read_text(encoding="utf-8"))
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", _TAGS)
    assert [(v["id"], v["nodes"][0]["html"]) for v in found["violations"]] == []
    context.close()
