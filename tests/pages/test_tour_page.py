"""The frame of the Tour page: what is missing, what is saved, undo, two tabs, failed saves."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from markupsafe import escape
from pages.conftest import empty_tour, markup, tour_of_2020
from pages.test_tours_page import press, unwritable, with_text
from samples import sample_plan
from served import SCHEDULE

from caravan.errors import msg
from caravan.files.draft import draft_of
from caravan.files.editing.head import set_dates, set_title
from caravan.files.editing.remove_town import remove_town
from caravan.language.language import language
from caravan.ui.workbench import card_of

fr = language("fr").text
LATER = datetime(2026, 1, 2, tzinfo=UTC)
PAGES = ("", "map", "subscribe")


class Tab:
    """A tab with the section Rules of a kept tour, whose name it changes."""

    def __init__(self, house, id_):
        self.house, self.id = house, id_
        self.app = house.app("tour", tour=id_, section="rules")

    def rename(self, name, code="fr"):
        self.app.text_input(key=f"{self.id}-title-{code}").set_value(name).run()
        return self

    def press(self, key):
        press(self.app, f"{self.id}-{key}")
        return self

    def reload(self):
        self.app = self.house.app("tour", tour=self.id, section="rules")
        return self

    def can(self, key):
        """Whether there is such a button that can be pressed."""
        return any(b.key == f"{self.id}-{key}" and not b.disabled for b in self.app.button)

    @property
    def name(self):
        return self.app.text_input(key=f"{self.id}-title-fr").value

    @property
    def page(self):
        assert not self.app.exception
        return markup(self.app)


@pytest.fixture
def tab(house):
    return Tab(house, house.kept_tour(empty_tour("Une")))


def saved_name(house, id_, code="fr"):
    return dict(draft_of(house.files_of(id_)).head.names).get(code)


def save_elsewhere(house, id_, operation):
    """Somebody else changes the tour."""
    opened = house.tours.open(id_)
    files = operation(opened.files)
    card = card_of(files)
    house.tours.save(id_, files, card, base=opened.kept.version, what=msg("by Sami"), at=LATER)


# Saved


def test_a_change_is_saved_at_once_and_the_page_says_so(house, tab):
    assert escape(fr("Saved. Every change is kept at once.")) in tab.page
    tab.rename("Deux")
    assert saved_name(house, tab.id) == "Deux"
    assert escape(fr("Saved. Every change is kept at once.")) in tab.page
    assert ">Deux<" in tab.page


def test_undo_and_redo_survive_a_reload(house, tab):
    tab.rename("Deux").rename("Trois").reload().press("undo")
    assert (tab.name, saved_name(house, tab.id)) == ("Deux", "Deux")
    tab.reload().press("undo")
    assert (tab.name, tab.can("undo")) == ("Une", False)
    tab.reload().press("redo").press("redo")
    assert (tab.name, tab.can("redo")) == ("Trois", False)
    assert saved_name(house, tab.id) == "Trois"


def test_undo_and_redo_say_what_they_would_do(tab):
    tab.rename("Deux")
    undo = tab.app.button(key=f"{tab.id}-undo")
    assert undo.help == fr("name of the tour")


def test_a_refused_change_is_told_and_the_saved_value_stays(house, tab):
    tab.rename("")
    assert saved_name(house, tab.id) == "Une"
    assert "cv-field-fault" in tab.page


# Missing


def test_a_new_tour_lists_what_it_needs_and_a_complete_one_can_be_planned(house):
    page = markup(house.app("tour", tour=house.kept_tour(empty_tour())))
    assert escape(fr("Add the towns that you want to visit.")) in page
    assert escape(fr("Choose the first and the last day.")) in page
    assert "schedule.yaml" not in page
    complete = markup(house.app("tour", tour=house.kept_tour(), section="rules"))
    assert escape(fr("Nothing is missing: this tour can be planned.")) in complete


@pytest.mark.parametrize("page", PAGES)
def test_other_pages_of_an_unfinished_tour_say_what_to_do_and_where(house, page):
    app = house.app(page, tour=house.kept_tour(empty_tour("Une")))
    shown = markup(app)
    assert ">Une<" in shown
    assert escape(fr("This tour is not complete yet.")) in shown
    assert escape(fr("Choose the first and the last day.")) in shown
    assert "schedule.yaml" not in shown
    links = [link.proto.label for link in app.get("page_link")]
    assert fr("Complete this tour") in links


@pytest.mark.parametrize("page", PAGES)
def test_a_complete_tour_without_a_plan_is_named_on_every_page(house, page):
    app = house.app(page, tour=house.kept_tour())
    assert "Tunisian Smart Cities" in markup(app)
    assert escape(fr("This tour has no plan yet.")) in markup(app)


def test_a_kept_tour_is_planned_from_its_own_files(house):
    id_ = house.kept_tour()
    app = house.planner("quick").app(tour=id_)
    app.button(key="solve").click().run()
    from caravan.ui.visit import jobs

    (job,) = jobs()._jobs.values()
    assert job.files == house.files_of(id_)
    assert job.schedule.name == id_


def test_a_town_that_is_deleted_stays_in_the_earlier_plan_which_says_that_it_is_earlier(house):
    id_ = house.kept_tour()
    house.shelf.put(id_, sample_plan())
    save_elsewhere(house, id_, lambda files: remove_town(files, "gabes"))
    shown = markup(house.app(tour=id_))
    assert escape(fr("The tour has changed since this plan was made.")) in shown
    assert escape(fr("Below is the earlier plan.")) in shown
    assert "iti-card" in shown


def test_the_earlier_plan_of_a_tour_that_became_incomplete_is_shown_as_earlier(house):
    id_ = house.kept_tour()
    house.shelf.put(id_, sample_plan())
    save_elsewhere(house, id_, lambda files: remove_town(files, "sbeitla"))
    save_elsewhere(house, id_, lambda files: set_dates(files, None, None))
    shown = markup(house.app(tour=id_))
    assert escape(fr("This tour is not complete yet.")) in shown
    assert escape(fr("Below is the earlier plan.")) in shown
    assert "iti-card" in shown


# Two tabs


def test_the_second_tab_to_save_sees_both_versions_and_nothing_is_overwritten(house, tab):
    other = Tab(house, tab.id)
    other.rename("Hers")
    tab.rename("Mine")
    assert saved_name(house, tab.id) == "Hers"
    assert escape(fr("Somebody else changed this tour while you were at it.")) in tab.page
    assert "Hers" in tab.page
    assert "Mine" in tab.page
    assert not tab.can("keep-both")  # both changed the same name
    tab.press("keep-mine")
    assert (tab.name, saved_name(house, tab.id)) == ("Mine", "Mine")
    tab.press("undo")
    assert (tab.name, saved_name(house, tab.id)) == ("Hers", "Hers")


def test_changes_of_different_things_can_both_be_kept(house, tab):
    Tab(house, tab.id).rename("Hers", "en")
    tab.rename("La mienne").press("keep-both")
    assert saved_name(house, tab.id) == "La mienne"
    assert saved_name(house, tab.id, "en") == "Hers"
    assert tab.name == "La mienne"


def test_keeping_only_the_other_version_lets_go_of_mine(house, tab):
    Tab(house, tab.id).rename("Hers")
    tab.rename("Mine").press("keep-theirs")
    assert (tab.name, saved_name(house, tab.id)) == ("Hers", "Hers")


def test_a_third_version_while_one_decides_is_shown_as_well(house, tab):
    Tab(house, tab.id).rename("Hers")
    tab.rename("Mine")
    Tab(house, tab.id).rename("Third")
    tab.press("keep-mine")
    assert saved_name(house, tab.id) == "Third"
    assert "Third" in tab.page
    tab.press("keep-mine")
    assert saved_name(house, tab.id) == "Mine"


def test_a_tab_that_only_looks_shows_what_was_saved_elsewhere(house, tab):
    Tab(house, tab.id).rename("Hers")
    tab.app.run()
    assert tab.name == "Hers"


def test_undo_on_an_overtaken_tab_changes_nothing_and_says_so(house, tab):
    tab.rename("Deux")
    Tab(house, tab.id).rename("Hers")
    tab.press("undo")
    assert saved_name(house, tab.id) == "Hers"
    message = "Somebody else has just changed this tour; nothing was undone or redone."
    assert escape(fr(message)) in tab.page


# Saves that fail


def test_what_could_not_be_saved_stays_on_the_page_until_a_try_works(house, tab):
    with unwritable(house.state):
        tab.rename("Deux")
        assert saved_name(house, tab.id) == "Une"
        assert tab.name == "Deux"
        assert escape(fr("Your last change is not saved.")) in tab.page
        assert escape(fr("Saved. Every change is kept at once.")) not in tab.page
        tab.rename("Two", "en")
        assert escape(fr("Your last change is not saved.")) in tab.page
        tab.press("try-again")
        assert "toujours pas enregistrée, après 2 essais." in tab.page
        assert fr("Download the files (.zip)") in [
            download.proto.label for download in tab.app.get("download_button")
        ]
    tab.press("try-again")
    assert saved_name(house, tab.id) == "Deux"
    assert saved_name(house, tab.id, "en") == "Two"
    assert escape(fr("Saved. Every change is kept at once.")) in tab.page


def test_a_change_that_comes_when_the_disk_has_room_again_saves_the_one_before_too(house, tab):
    with unwritable(house.state):
        tab.rename("Deux")
    tab.rename("Two", "en")
    assert saved_name(house, tab.id) == "Deux"
    assert saved_name(house, tab.id, "en") == "Two"


def test_a_later_try_that_was_overtaken_shows_both_versions(house, tab):
    with unwritable(house.state):
        tab.rename("Mine")
    Tab(house, tab.id).rename("Hers")
    tab.press("try-again")
    assert saved_name(house, tab.id) == "Hers"
    assert escape(fr("Somebody else changed this tour while you were at it.")) in tab.page
    tab.press("keep-mine")
    assert saved_name(house, tab.id) == "Mine"


# Deleted elsewhere


def test_a_change_of_a_tour_that_was_deleted_elsewhere_brings_it_back(house, tab):
    house.tours.delete(tab.id, LATER)
    tab.rename("Deux")
    assert saved_name(house, tab.id) == "Deux"
    assert tab.name == "Deux"
    message = "This tour had been deleted elsewhere; your change has brought it back."
    assert escape(fr(message)) in tab.page


def test_a_change_of_a_tour_that_was_changed_and_deleted_elsewhere_shows_both(house, tab):
    save_elsewhere(house, tab.id, lambda files: set_title(files, "fr", "Hers"))
    house.tours.delete(tab.id, LATER)
    tab.rename("Mine")
    assert saved_name(house, tab.id) == "Hers"
    assert escape(fr("Somebody else changed this tour while you were at it.")) in tab.page


def test_a_change_of_a_tour_that_is_gone_for_good_is_kept_as_a_new_tour(house, tab):
    house.tours.delete(tab.id, datetime(2020, 1, 1, tzinfo=UTC))
    house.tours.purge(LATER)
    tab.rename("Deux")
    (kept,) = house.tours.listed()
    assert kept.id != tab.id
    assert saved_name(house, kept.id) == "Deux"
    assert tab.app.query_params["tour"] == kept.id
    assert escape(fr("The tour had been deleted for good; yours is kept as a new one.")) in tab.page


@pytest.mark.parametrize("page", ["tour", *PAGES])
def test_the_address_of_a_deleted_tour_says_so_and_can_bring_it_back(house, page):
    id_ = house.kept_tour(empty_tour("Une"))
    house.tours.delete(id_, LATER)
    app = house.app(page, tour=id_)
    assert ">Une<" in markup(app)
    assert escape(fr("This tour was deleted.")) in markup(app)
    press(app, "restore-here")
    assert [tour.id for tour in house.tours.listed()] == [id_]
    assert escape(fr("This tour was deleted.")) not in markup(app)


# In files


def test_a_tour_in_files_is_copied_before_it_is_changed(house):
    data = tour_of_2020()
    app = house.app("tour", tour=SCHEDULE)
    assert escape(fr("Make a copy to change it here; the files stay as they are.")) in markup(app)
    with unwritable(house.state):
        press(app, "copy")
        assert escape(fr("The copy could not be kept.")) in markup(app)
    press(app, "copy")
    (kept,) = house.tours.listed()
    assert app.query_params["tour"] == kept.id
    assert data.schedule.text != house.files_of(kept.id).schedule.text


def test_hostile_names_stay_text_on_the_page_and_in_what_it_needs(house):
    hostile = "<img src=x onerror=alert(1)>"
    files = set_title(empty_tour("x"), "fr", hostile)
    app = house.app("tour", tour=house.kept_tour(files), section="rules")
    assert "<img" not in markup(app)
    assert escape(hostile) in markup(app)


@pytest.mark.parametrize("code", ["fr", "ar", "en"])
def test_every_section_is_drawn_in_every_language(house, code):
    id_ = house.kept_tour()
    for section in ("towns", "rules", "hours", "roads", "partners", "files"):
        app = house.app("tour", tour=id_, section=section, lang=code)
        assert not app.exception
        assert f'lang="{code}"' in markup(app)


def test_a_value_of_the_files_that_means_nothing_is_told_in_words(house):
    text = tour_of_2020().schedule.text
    broken = with_text(tour_of_2020(), text.replace("last_day: 2020-03-16", "last_day: soon"))
    page = markup(house.app("tour", tour=house.kept_tour(broken), section="rules"))
    assert escape(fr("Choose the first and the last day.")) in page
    assert date(2020, 3, 9) == draft_of(broken).head.first_day
