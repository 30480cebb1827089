"""Every page x every role x its own and another tour: who sees what.

The table is written out by hand: a page that isn't in it fails a test.
"""

from __future__ import annotations

import pytest
from markupsafe import escape
from pages.conftest import markup
from samples import sample_plan
from streamlit.testing.v1 import AppTest
from village import village_of

from caravan.language.language import language
from caravan.store.permissions import Right, Role
from caravan.ui.access import day_pages
from caravan.ui.navigation import entries

en = language("en").text
ALL = {"guest", "volunteer", "viewer", "organizer", "admin"}
READERS = {"viewer", "organizer", "admin"}
ORGANIZERS = {"organizer", "admin"}
PAGES = {
    "tours": ALL, "people": ALL,  # each shows what its visitor may see of it
    "days": {"volunteer", *READERS},
    "plan": READERS, "map": READERS,
    "publish": READERS,  # viewers see what is new, and press nothing
    "tour": ORGANIZERS, "edit": ORGANIZERS, "change": ORGANIZERS, "scenarios": ORGANIZERS,
    "subscribe": ORGANIZERS,
    "new": ORGANIZERS,  # with whatever tour in the address
}  # fmt: skip
OF_NO_TOUR = {"tours", "people", "new"}


@pytest.fixture
def village(house, monkeypatch):
    return village_of(house, monkeypatch)


def every_page():
    """A script that draws all pages, one after the other, each as a word of its own."""
    from dataclasses import replace

    import streamlit

    from caravan.language.language import language
    from caravan.ui.access import day_pages
    from caravan.ui.navigation import entries

    day_pages.show_day_pages = lambda _: streamlit.text("DAYS")
    for entry in entries(language("en")):
        streamlit.text(f"? {entry.path}")
        replace(entry, show=lambda _: streamlit.text("SHOWN")).draw()


def seen_of_pages(tour):
    app = AppTest.from_function(every_page, default_timeout=30)
    app.query_params["tour"] = tour
    app.run()
    assert not app.exception
    seen, page = {}, ""
    for element in app.text:
        if element.value.startswith("? "):
            page = element.value.removeprefix("? ")
            seen[page] = "refused"
        else:
            seen[page] = element.value.lower()
    return seen


def test_every_page_is_in_the_table():
    assert {entry.path for entry in entries(language("en"))} == set(PAGES)


@pytest.mark.parametrize("role", ["nobody", "guest", *Role, "admin"])
def test_who_sees_which_page_of_ones_own_tour_and_of_anothers(village, role, monkeypatch):
    # Given back afterwards: the script below replaces it.
    monkeypatch.setattr(day_pages, "show_day_pages", day_pages.show_day_pages)
    village.enter(role)
    own, other = (seen_of_pages(tour) for tour in (village.own, village.other))
    for page, who in PAGES.items():
        assert own[page] == (
            "shown" if role in who
            # Whatever opens first, a volunteer comes for the days.
            else "days" if role == "volunteer" and page != "new"
            else "refused"
        ), page  # fmt: skip
    # Another tour's address opens one's own, or for who has none nothing at all.
    assert other == own


def test_another_tours_address_shows_nothing_of_it(village):
    for role in ("guest", "volunteer", "viewer", "organizer"):
        for page in ("tours", "", "days"):
            shown = markup(village.app(role, page, village.other))
            assert "Zwei" not in shown
    assert "Zwei" in markup(village.app("admin", "", village.other))


def test_the_list_of_tours_has_ones_own_only(village):
    assert "Eins" in markup(village.app("viewer", "tours"))
    assert "Eins" not in markup(village.app("guest", "tours"))
    both = markup(village.app("admin", "tours"))
    assert "Eins" in both
    assert "Zwei" in both
    assert "schedule.yaml" in both
    assert "schedule.yaml" not in markup(village.app("organizer", "tours"))


def test_the_list_has_no_tour_in_files_that_one_may_not_look_at(village):
    village.desk.memberships.give(village.ids["volunteer"], "schedule.yaml", Role.VOLUNTEER)
    app = village.app("volunteer", "tours")
    assert not app.exception
    assert "schedule.yaml" not in markup(app)
    assert escape(en("You may not do this. Ask an organizer of the tour for the right.")) not in (
        markup(app)
    )


def test_the_list_leads_a_volunteer_to_the_day_pages_of_a_tour(village):
    village.publish()
    app = village.app("volunteer", "tours")
    assert escape(en("You see no tour here yet.")) not in markup(app)
    assert "Small caravan" in markup(app)
    [button] = [button for button in app.button if button.label == "Day pages"]
    assert not button.click().run().exception


def test_nobody_is_asked_to_log_in(village):
    page = markup(village.app("nobody"))
    assert 'href="/access/login?lang=en"' in page
    assert "Eins" not in page


def test_a_guest_is_told_whom_to_ask(village):
    assert escape(en("Your account may not see this page.")) in markup(village.app("guest"))


def test_a_viewer_reads_the_plan_and_has_no_button_that_changes_it(village):
    village.desk.shelf.adopt(village.own, sample_plan())
    app = village.app("viewer")
    assert not app.exception
    assert "Kerkennah" in markup(app)
    assert not [button.label for button in app.button]


def test_a_volunteer_sees_the_day_pages_of_what_was_published(village):
    assert escape(en("Nothing has been published yet.")) in markup(village.app("volunteer"))
    village.publish()
    app = village.app("volunteer")
    assert not app.exception
    [day] = [frame.proto.srcdoc for frame in app.get("iframe")]
    assert "Sbeïtla" in day
    assert 'href="./2020' not in day


def test_the_menu_has_the_pages_that_the_visitor_may_see(village):
    def menu(role):
        return {link.proto.label for link in village.app(role).get("page_link")}

    assert menu("organizer") >= {"Tours", "Tour", "Plan", "Publish", "People"}
    assert menu("viewer") & {"Tour", "Calendars", "Scenarios"} == set()
    assert menu("viewer") >= {"Tours", "Plan", "Map"}
    assert menu("volunteer") & {"Tour", "Plan", "Map", "Publish", "Calendars"} == set()
    assert "Day pages" in menu("volunteer")
    assert "Day pages" not in menu("viewer")


@pytest.mark.parametrize(
    "page", ["tours", "new", "tour", "", "scenarios", "publish", "subscribe", "people"]
)
def test_an_organizer_works_behind_the_guard_as_before(village, page):
    village.desk.shelf.adopt(village.own, sample_plan())
    village.publish()
    app = village.app("organizer", page)
    assert not app.exception
    assert escape(en("This can't be shown.")) not in markup(app)
    assert escape(
        en("You may not do this. Ask an organizer of the tour for the right.")
    ) not in markup(app)


def test_a_tour_belongs_to_who_made_it(village):
    village.enter("organizer")
    app = village.house.app("tours", lang="en")
    app.button(key=f"copy-{village.own}").click().run()
    assert not app.exception
    [made] = {t.id for t in village.desk.tours.listed()} - {village.own, village.other}
    assert "Eins" in markup(app)
    assert [m.role for m in village.desk.memberships.of_schedule(made)] == [Role.ORGANIZER]


def test_a_button_that_was_shown_before_the_right_was_taken_away_does_nothing(village):
    app = village.app("organizer", "tours")
    village.desk.memberships.give(village.ids["organizer"], village.own, Role.VIEWER)
    app.button(key=f"delete-{village.own}").click().run()
    assert village.desk.tours.is_kept(village.own)
    assert not app.exception


def test_a_change_typed_before_the_right_was_taken_away_is_kept_in_the_tab_only(village):
    app = village.app("organizer", "tour", section="rules")
    before = village.house.files_of(village.own)
    village.desk.memberships.take(village.ids["organizer"], village.own)
    fields = [field for field in app.text_input if "Eins" in str(field.value)]
    assert fields
    fields[0].set_value("Drei").run()
    assert village.house.files_of(village.own) == before


def test_who_logged_in_elsewhere_has_no_rights_until_they_are_given(village, monkeypatch):
    monkeypatch.setattr("caravan.ui.access.visitor.can_log_in_elsewhere", lambda: True)
    user = {"is_logged_in": True, "iss": "https://id.example", "sub": "42", "name": "Carla"}
    monkeypatch.setattr("caravan.ui.access.visitor.user_elsewhere", lambda: user)
    app = village.app("nobody")
    assert escape(en("Your account may not see this page.")) in markup(app)
    assert "Carla" in markup(app)
    [carla] = [a for a in village.desk.accounts.listed() if a.shown == "Carla"]
    village.desk.memberships.give(carla.id, village.own, Role.ORGANIZER)
    assert "Eins" in markup(village.app("nobody", "tour"))
    user["sub"] = "43"
    assert "Eins" not in markup(village.app("nobody", "tour"))
    del user["sub"]
    assert 'href="/access/login?lang=en"' in markup(village.app("nobody"))


def test_a_single_user_needs_no_login_and_is_told_so(house):
    app = house.with_plan().app(lang="en")
    assert not app.exception
    assert escape(en("One person works on this computer, without a login.")) in markup(app)
    people = markup(house.app("people", lang="en"))
    assert "CARAVAN_ACCESS=accounts caravan serve" in people


@pytest.mark.parametrize("right", Right)
def test_every_right_is_asked_for_by_a_page_or_by_the_guard(right):
    from caravan.ui.access.rules import RULES

    of_pages = {entry.needs for entry in entries(language("en"))}
    of_stores = {rule.right for rules in RULES.values() for rule in rules.values()}
    assert right in of_pages | of_stores
