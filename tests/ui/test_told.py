"""What a page says before it has heard what it is to show is not what its visitor did."""

from __future__ import annotations

from pressing import pressing

from caravan.ui.told import Told


class Page:
    """A page, and a server that tells its widgets what to show."""

    def __init__(self, **shown):
        self.told, self.shown = Told(), shown

    def says(self, *buttons, by_itself=False, **fields):
        """What is believed of it."""
        states = pressing(*buttons, **fields)
        self.told.drop_late(
            states,
            lambda state: state.string_value != self.shown.get(state.id),
            lambda id_: id_ == "in_form",
            is_else=by_itself or bool(buttons),
        )
        believed = {state.id: state.string_value for state in states.widgets if state.string_value}
        self.shown |= believed
        return believed


def test_what_was_undone_is_not_done_again_by_a_page_that_has_not_heard_of_it():
    page = Page(beds="Sfax")
    assert page.says("x", beds="Sfax") == {"beds": "Sfax"}
    assert page.says(beds="none") == {"beds": "none"}
    page.shown["beds"] = "Sfax"  # Undo
    assert page.says("more", beds="none") == {}
    assert not page.told.has_heard("beds")
    assert page.says("more", beds="Sfax") == {"beds": "Sfax"}
    assert page.told.has_heard("beds")


def test_a_value_that_is_given_again_is_meant():
    page = Page(beds="Sfax")
    assert page.says("x", beds="Sfax") == {"beds": "Sfax"}
    page.shown["beds"] = "none"
    assert page.says(beds="Sfax") == {"beds": "Sfax"}


def test_what_a_page_sends_by_itself_does_nothing_that_nobody_did():
    page = Page(beds="Sfax")
    assert page.says("x", beds="Sfax") == {"beds": "Sfax"}
    page.shown["beds"] = "none"
    assert page.says(beds="Sfax", by_itself=True) == {}
    assert page.shown["beds"] == "none"


def test_of_two_widgets_the_one_that_was_used_is_believed():
    page = Page(beds="Sfax", limit="300")
    page.says("x", beds="Sfax", limit="300")
    page.shown["beds"] = "none"
    assert page.says(beds="Sfax", limit="330") == {"limit": "330"}


def test_what_is_typed_before_a_button_is_pressed_is_believed():
    page = Page(name="")
    assert page.says("add", name="Gafsa") == {"name": "Gafsa"}
    page.shown["name"] = ""  # emptied for the next one
    assert page.says("add", name="Tozeur") == {"name": "Tozeur"}


def test_the_same_typed_twice_is_believed_once_the_page_has_heard_that_it_was_emptied():
    page = Page(name="")
    page.says("add", name="Gafsa")
    page.shown["name"] = ""
    assert page.says("other", name="") == {}
    assert page.told.has_heard("name")
    assert page.says("add", name="Gafsa") == {"name": "Gafsa"}


def test_a_widget_that_nothing_was_heard_of_has_not_heard_its_value():
    page = Page(beds="Sfax")
    page.says("more")
    assert not page.told.has_heard("beds")


def test_after_a_restart_all_that_a_page_says_is_believed():
    page = Page(beds="Sfax")
    page.says("x", beds="none")
    page.shown["beds"] = "Sfax"
    page.told.forget()
    assert page.says("x", beds="none") == {"beds": "none"}


def test_a_field_of_a_form_that_gets_its_former_value_again_is_believed():
    # It is said when the form is sent, never when it hears that it was emptied.
    page = Page(in_form="")
    assert page.says("make", in_form="administrator") == {"in_form": "administrator"}
    page.shown["in_form"] = ""
    assert page.says("make", in_form="administrator") == {"in_form": "administrator"}
