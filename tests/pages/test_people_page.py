"""The page People: accounts, roles, what was done."""

from __future__ import annotations

import re

import pytest
from markupsafe import escape
from pages.conftest import markup
from village import NOW, village_of

from caravan.language.language import language
from caravan.store.permissions import Role

en = language("en").text


@pytest.fixture
def village(house, monkeypatch):
    return village_of(house, monkeypatch)


def people(village, role):
    return village.app(role, "people")


def button(app, prefix, id_=None):
    """The button of a key; of forms, Streamlit makes the key longer."""
    key = prefix if id_ is None else f"{prefix}-{id_}"
    return next(b for b in app.button if b.key == key or (b.key or "").startswith(f"{key}-"))


def test_an_administrator_makes_an_account_and_hands_its_link_over_once(village):
    app = people(village, "admin")
    app.text_input(key="new-account-name").set_value("Dora")
    button(app, "make-account").click().run()
    page = markup(app)
    secret = re.search(r"/access/password/([A-Za-z0-9_-]{43})\?lang=en", page)[1]
    assert village.desk.tickets.account(secret, NOW).shown == "Dora"
    assert secret not in markup(app.run())
    trail = village.desk.audit.listed()
    assert (trail[0].who, str(trail[0].what)) == ("admin", "Made the account “Dora”.")
    assert all(secret not in str(line) for line in trail)


def test_a_name_that_is_taken_is_told(village):
    app = people(village, "admin")
    app.text_input(key="new-account-name").set_value("VIEWER")
    button(app, "make-account").click().run()
    assert escape(en("There is an account named “{name}” already.", name="VIEWER")) in markup(app)


def test_an_account_is_closed_and_opened_again(village):
    id_ = village.ids["viewer"]
    app = people(village, "admin")
    app.button(key=f"close-account-{id_}").click().run()
    assert village.desk.logins.account(village.cookies["viewer"], NOW) is None
    app.button(key=f"open-account-{id_}").click().run()
    assert not next(a for a in village.desk.accounts.listed() if a.id == id_).disabled
    opened, closed, *_ = village.desk.audit.listed()
    assert (closed.who, str(closed.what)) == ("admin", "Closed the account “viewer”.")
    assert (opened.who, str(opened.what)) == ("admin", "Opened the account “viewer” again.")


def test_the_only_administrator_stays_one(village):
    app = people(village, "admin")
    app.button(key=f"admin-{village.ids['admin']}").click().run()
    assert escape(en("This is the only administrator: name another one first.")) in markup(app)


def test_an_organizer_gives_roles_in_the_own_tour_by_name_and_sees_no_other_account(village):
    app = people(village, "organizer")
    assert escape(en("Accounts of this server")) not in markup(app)
    assert "guest" not in markup(app)
    app.text_input(key="new-member-name").set_value("Guest")
    app.selectbox(key="new-member-role").set_value("volunteer")
    button(app, "add-member").click().run()
    roles = {m.account.shown: m.role for m in village.desk.memberships.of_schedule(village.own)}
    assert roles["guest"] is Role.VOLUNTEER
    assert village.desk.memberships.of_schedule(village.other) == ()
    assert str(village.desk.audit.listed(village.own)[0].what) == "“guest” is volunteer now."


def roles_in(village):
    return {m.account.id: m.role for m in village.desk.memberships.of_schedule(village.own)}


def test_a_role_is_changed_and_taken_away(village):
    id_ = village.ids["viewer"]
    app = people(village, "organizer")
    app.selectbox(key=f"role-{id_}").set_value("organizer").run()
    assert roles_in(village)[id_] is Role.ORGANIZER
    app.button(key=f"remove-{id_}").click().run()
    assert id_ not in roles_in(village)
    taken, given, *_ = village.desk.audit.listed(village.own)
    assert (given.who, str(given.what)) == ("organizer", "“viewer” is organizer now.")
    assert (taken.who, str(taken.what)) == ("organizer", "“viewer” has no role any more.")


def test_the_second_of_two_to_change_a_role_is_told_and_loses_nothing(village):
    id_ = village.ids["viewer"]
    first, second = people(village, "organizer"), people(village, "admin")
    first.selectbox(key=f"role-{id_}").set_value("volunteer").run()
    lines = village.desk.audit.listed()
    second.button(key=f"remove-{id_}").click().run()
    assert roles_in(village)[id_] is Role.VOLUNTEER
    told = "Somebody else has changed this role meanwhile. Nothing was done; look at it again."
    assert escape(en(told)) in markup(second)
    assert second.selectbox(key=f"role-{id_}").value == "volunteer"
    assert village.desk.audit.listed() == lines


@pytest.mark.parametrize("role", ["guest", "viewer", "volunteer"])
def test_others_see_their_own_account_only(village, role):
    app = people(village, role)
    page = markup(app)
    assert 'href="/access/account?lang=en"' in page
    assert not app.button
    assert "organizer" not in page
    assert escape(en("What was done")) not in page


def test_a_page_that_is_still_open_gives_nothing_after_the_right_was_taken_away(village):
    app = people(village, "admin")
    village.add("second", is_admin=True)
    village.desk.accounts.make_admin(village.ids["admin"], is_admin=False)
    app.button(key=f"admin-{village.ids['viewer']}").click().run()
    assert not next(a for a in village.desk.accounts.listed() if a.shown == "viewer").is_admin


def test_the_list_of_tours_gives_a_viewer_no_button_that_changes_one(village):
    app = village.app("viewer", "tours")
    of_tours = [b.key for b in app.button if b.key != "guide-open"]
    assert of_tours == [f"open-{village.own}"]
