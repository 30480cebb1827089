"""A kept tour under a visitor's hands, without the pages: what waits, what is refused, what is kept."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from kept_tours import NOON

from caravan.errors import CaravanError, InputFaults, msg
from caravan.files.bounded_text import BoundedText
from caravan.files.draft import draft_of
from caravan.files.editing.head import set_title
from caravan.files.editing.new_tour import new_files
from caravan.files.wrong import WrongValue
from caravan.language.language import language
from caravan.store.database import database_in
from caravan.store.tours import Tours
from caravan.ui.workbench import card_of, create_tour, drafted, workbench

WHAT = msg("name of the tour")


class Browser:
    """One tab: its own session, the tours of everybody."""

    def __init__(self, tours, monkeypatch):
        self.tours, self.monkeypatch, self.session = tours, monkeypatch, {}

    def act(self):
        """What happens next happens in this tab."""
        session = SimpleNamespace(session_state=self.session)
        self.monkeypatch.setattr("caravan.ui.workbench.st", session)

    def bench(self, id_):
        """The workbench, as the next run of the page finds it."""
        self.act()
        visit = SimpleNamespace(desk=SimpleNamespace(tours=self.tours), language=language("en"))
        return workbench(visit, id_)


@pytest.fixture
def tours(tmp_path):
    return Tours(database_in(tmp_path))


@pytest.fixture
def tab(tours, monkeypatch):
    return Browser(tours, monkeypatch)


@pytest.fixture
def other(tours, monkeypatch):
    return Browser(tours, monkeypatch)


@pytest.fixture
def id_(tours):
    files = new_files("x", {"fr": "Une"}, "fr")
    return create_tour(SimpleNamespace(tours=tours), files, msg("made"))


def title(text, code="fr"):
    return lambda files: set_title(files, code, text)


def names(files):
    return dict(draft_of(files).head.names)


def saved(tours, id_):
    return names(tours.open(id_).files)


def test_two_changes_between_two_runs_are_both_saved(tab, tours, id_):
    """Callbacks of one run know the version that the run began with."""
    bench = tab.bench(id_)
    assert bench.change(title("Deux"), WHAT)
    assert bench.change(title("Two", "en"), WHAT)
    assert saved(tours, id_) == {"fr": "Deux", "en": "Two"}


def test_two_changes_that_were_both_overtaken_wait_together(tab, other, tours, id_):
    bench = tab.bench(id_)
    other.bench(id_).change(title("ثلاثة", "ar"), WHAT)
    tab.act()
    assert not bench.change(title("Deux"), WHAT)
    assert not bench.change(title("Two", "en"), WHAT)
    now = tab.bench(id_)
    assert names(now.pending.files) == {"fr": "Deux", "en": "Two"}
    assert saved(tours, id_) == {"fr": "Une", "ar": "ثلاثة"}
    latest = tours.open(id_)
    now.keep(now.on_top_of(latest), latest)
    assert saved(tours, id_) == {"fr": "Deux", "en": "Two", "ar": "ثلاثة"}


def test_a_change_of_something_that_is_gone_there_can_not_be_made_on_top(tab, other, tours, id_):
    bench = tab.bench(id_)
    other.bench(id_).change(title("Hers"), WHAT)
    tab.act()

    def only_here(files):
        if names(files)["fr"] != "Une":
            raise KeyError("gone")
        return set_title(files, "fr", "Mine")

    bench.change(only_here, WHAT)
    now = tab.bench(id_)
    assert now.on_top_of(tours.open(id_)) is None


def test_a_refusal_is_told_beside_its_field_until_the_next_change(tab, id_):
    def impossible(_files):
        raise WrongValue(msg("that is wrong"), msg("Write this"))

    bench = tab.bench(id_)
    assert not bench.change(impossible, WHAT, field="name")
    assert bench.refusal("name").problem == msg("that is wrong")
    assert bench.refusal("name").remedy == msg("Write this")
    assert bench.refusal("other") is None
    assert bench.pending is None
    bench.change(title("Deux"), WHAT, field="name")
    assert bench.refusal("name") is None


def test_a_text_that_is_no_schedule_is_kept_aside_and_never_saved(tab, tours, id_):
    bench = tab.bench(id_)
    broken = BoundedText("schedule.yaml", "a: [", bom=False)
    assert not bench.change(lambda files: files.with_file(broken), WHAT)
    assert tab.bench(id_).pending.failure is not None
    assert saved(tours, id_) == {"fr": "Une"}


def test_keys_of_widgets_belong_to_one_tour(tab, tours, id_):
    second = create_tour(
        SimpleNamespace(tours=tours), new_files("y", {"fr": "Deux"}, "fr"), msg("made")
    )
    assert tab.bench(id_).key("name") != tab.bench(second).key("name")


def test_the_card_shows_what_is_known_of_an_unfinished_tour():
    card = card_of(new_files("x", {"fr": "Une"}, "fr", NOON.date()))
    assert (card.names, card.first_day, card.last_day, card.towns) == (
        (("fr", "Une"),),
        NOON.date(),
        None,
        0,
    )


def test_files_that_can_not_be_read_have_no_card():
    files = new_files("x", {"fr": "Une"}, "fr").with_file(
        BoundedText("schedule.yaml", "a: [", bom=False)
    )
    with pytest.raises(InputFaults) as caught:
        card_of(files)
    assert isinstance(caught.value, CaravanError)


def test_the_same_files_are_read_once(id_, tours):
    assert drafted(tours.open(id_).files) is drafted(tours.open(id_).files)
