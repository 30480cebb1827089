"""The section Partners of the Tour page."""

from __future__ import annotations

from dataclasses import replace

import pytest
from pages.conftest import empty_tour, tour_of_2020
from pages.shown_section import shown_section

from caravan.files.draft import draft_of
from caravan.files.editing.partners import set_organizers, set_partner
from caravan.tour.partner import Organizer

HOSTILE = '<b onclick="x">**Mairie**</b> [y](javascript:z) =cmd()'


@pytest.fixture
def section(house):
    """The section of the tour of 2020."""
    return shown_section(house, "partners")


def form(section, start, end):
    """The first text field whose key begins and ends so."""
    begin = f"{section.tour}-{start}"
    return next(
        w for w in section.app.text_input if w.key.startswith(begin) and w.key.endswith(end)
    )


def partners(section, event=0):
    return [partner for _, partner in section.draft.events[event].partners]


def press(section, label, number=0):
    [b for b in section.app.button if b.label == label][number].click().run()
    assert not section.app.exception


def test_a_town_is_chosen_and_its_partners_shown(section):
    assert section.field("selectbox", "host").options[:2] == [
        "Sbeitla · 1 partner",
        "Kasserine · 1 partner",
    ]
    section.field("selectbox", "host").select("4").run()
    assert section.app.query_params["host"] == "4"
    assert len([b for b in section.app.button if b.label == "Save this partner"]) == 2


def test_a_partner_is_changed_and_the_rest_stays(section):
    before = partners(section)[0]
    form(section, "partner-", "-contact").set_value(" Amel ")
    form(section, "partner-", "-email").set_value("amel@sbeitla.example")
    press(section, "Save this partner")
    now = partners(section)[0]
    assert now == replace(before, contact="Amel", email="amel@sbeitla.example")
    section.press("Undo")
    assert partners(section)[0] == before
    assert form(section, "partner-", "-contact").value == before.contact


@pytest.mark.parametrize(
    "address", ["nonsense", "a@b@c", "a b@c.example", "a@c.example\u202e", "x" * 70]
)
def test_a_mail_address_that_is_none_is_told_beside_the_form_and_stays_in_it(section, address):
    before = partners(section)
    form(section, "partner-", "-email").set_value(address)
    press(section, "Save this partner")
    assert "cv-field-fault" in section.page
    assert partners(section) == before
    assert form(section, "partner-", "-email").value == address


def test_a_name_changes_in_the_language_of_the_visitor_only(section):
    before = dict(partners(section)[0].organization.texts)
    form(section, "partner-", "-organization").set_value(HOSTILE)
    press(section, "Save this partner")
    assert dict(partners(section)[0].organization.texts) == {**before, "en": HOSTILE}
    assert HOSTILE not in section.page


def test_a_partner_is_added_and_removed(section):
    form(section, "new-partner-0-1", "-name").set_value("جمعية المدينة")
    press(section, "Add")
    assert [p.organization.in_language("en") for p in partners(section)][1] == "جمعية المدينة"
    press(section, "Remove this partner", 1)
    assert len(partners(section)) == 1


def test_without_a_name_nobody_is_added_and_it_is_said(section):
    press(section, "Add")
    assert "A name is missing" in section.page
    press(section, "Add", 1)
    assert "A name is missing" in section.page
    assert len(partners(section)) == 1
    assert len(section.draft.organizers) == len(draft_of(tour_of_2020()).organizers)


def test_towns_without_a_partner_are_named(house):
    files = tour_of_2020()
    section = shown_section(house, "partners", files)
    assert "Without a partner yet" not in section.page
    press(section, "Remove this partner")
    assert "Without a partner yet: Sbeitla." in section.page


def test_without_towns_it_says_what_to_do_first(house):
    section = shown_section(house, "partners", empty_tour())
    assert "Add towns first; each can then have its partners." in section.page


def test_an_organizer_is_added_changed_and_removed(section):
    number = len(section.draft.organizers)
    form(section, "new-organizer-", "-name").set_value("Ligue <i>")
    press(section, "Add", 1)
    added = section.draft.organizers[-1]
    assert added == Organizer(added.names)
    assert dict(added.names.texts) == {"en": "Ligue <i>"}
    form(section, f"organizer-{number}-", "-url").set_value("https://ligue.example/")
    press(section, "Save this organizer", number)
    assert section.draft.organizers[-1].url == "https://ligue.example/"
    press(section, "Remove this organizer", number)
    assert len(section.draft.organizers) == number


def test_a_web_address_that_runs_a_script_is_refused_beside_its_form(section):
    before = section.draft.organizers
    form(section, "organizer-1-", "-url").set_value("javascript:alert(1)")
    press(section, "Save this organizer", 1)
    assert "cv-field-fault" in section.page
    assert section.draft.organizers == before
    assert form(section, "organizer-1-", "-url").value == "javascript:alert(1)"


def test_a_change_of_an_organizer_leaves_those_changed_elsewhere(section):
    section.saves_elsewhere(lambda files: set_organizers(files, draft_of(files).organizers[:1]))
    form(section, "organizer-0-", "-phone").set_value("+216 70 000 999")
    press(section, "Save this organizer")
    assert [o.phone for o in section.draft.organizers] == ["+216 70 000 999"]


def test_wrong_organizers_of_a_file_are_not_lost_by_a_change(house):
    files = tour_of_2020()
    text = files.schedule.text.replace("contact@bizerte-2050.example", "nonsense")
    files = replace(files, schedule=replace(files.schedule, text=text))
    section = shown_section(house, "partners", files)
    form(section, "new-organizer-", "-name").set_value("Ligue")
    press(section, "Add", 1)
    assert "Correct what is wrong with the organizers in the file first" in section.page
    assert "nonsense" in section.files.schedule.text


def test_a_partner_from_elsewhere_is_shown(section):
    event = section.draft.events[0]
    partner = replace(partners(section)[0], contact="Elsewhere")
    section.saves_elsewhere(lambda files: set_partner(files, event.index, partner))
    section.app.run()
    assert form(section, "partner-", "-contact").value == "Elsewhere"


@pytest.mark.parametrize("code", ["fr", "ar"])
def test_the_section_is_shown_in_other_languages(house, code):
    shown_section(house, "partners", lang=code)
