"""The Tours page: the list of tours, and what can be done with each of them."""

from __future__ import annotations

from contextlib import contextmanager

from markupsafe import escape
from pages.conftest import empty_tour, markup, tour_of_2020
from served import SCHEDULE
from sqlalchemy import event
from streamlit.testing.v1 import AppTest

from caravan.files.bounded_text import BoundedText
from caravan.files.editing.head import set_title
from caravan.language.language import language
from caravan.store.database import _opened, database_in

fr = language("fr").text


def press(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


def names(app: AppTest) -> list[str]:
    """The names of the tours on the page, in order."""
    pieces = markup(app).split('<p class="cv-tour-name"><bdi>')[1:]
    return [piece.split("</bdi>")[0] for piece in pieces]


def with_text(files, text):
    """The files with another text of the schedule."""
    return files.with_file(BoundedText(files.schedule.name, text, bom=False))


@contextmanager
def unwritable(state):
    """The database may only be read."""
    engine = _opened(database_in(state).path.absolute()).engine
    connect = lambda connection, _record: connection.execute("PRAGMA query_only = ON")  # noqa: E731
    event.listen(engine, "connect", connect)
    engine.dispose()
    try:
        yield
    finally:
        event.remove(engine, "connect", connect)
        engine.dispose()


def test_without_a_tour_of_ones_own_the_guide_says_how_it_works(house):
    page = markup(house.app("tours", tour=SCHEDULE))
    assert escape(fr("A tour in three steps")) in page
    assert escape(fr("You have no tour of your own yet.")) in page
    assert fr("Archived tours are not searched unless you show them.") not in page


def test_the_guide_once_closed_stays_closed_for_whoever_keeps_the_address(house):
    app = press(house.app("tours"), "guide-close")
    assert escape(fr("A tour in three steps")) not in markup(app)
    assert app.query_params["guide"] == "closed"
    again = house.app("tours", guide="closed")
    assert escape(fr("A tour in three steps")) not in markup(again)
    assert escape(fr("A tour in three steps")) in markup(press(again, "guide-open"))


def test_with_a_tour_of_ones_own_the_guide_waits_until_it_is_asked_for(house):
    house.kept_tour()
    app = house.app("tours")
    assert escape(fr("A tour in three steps")) not in markup(app)
    assert escape(fr("A tour in three steps")) in markup(press(app, "guide-open"))


def test_the_last_changed_tour_is_first_and_those_in_files_come_last(house):
    house.kept_tour(empty_tour("Une"))
    house.kept_tour(empty_tour("Deux"))
    assert names(house.app("tours")) == ["Deux", "Une", "Petite caravane"]


def test_the_search_finds_parts_of_names_without_regard_to_accents(house):
    house.kept_tour(empty_tour("Été à Gabès"))
    house.kept_tour(empty_tour("Hiver"))
    app = house.app("tours")
    app.text_input(key="tour-search").set_value("gabes").run()
    assert names(app) == ["Été à Gabès"]
    app.text_input(key="tour-search").set_value("<script>%_").run()
    assert names(app) == []
    assert "&lt;script&gt;%_" in markup(app)


def test_opening_a_tour_shows_its_page(house):
    id_ = house.kept_tour(empty_tour("Une"))
    app = press(house.app("tours"), f"open-{id_}")
    assert app.query_params["tour"] == id_
    assert ">Une<" in markup(app)
    assert fr("Undo") in [button.label for button in app.button]


def test_a_duplicate_is_a_tour_of_its_own_under_a_name_of_its_own(house):
    id_ = house.kept_tour()
    app = press(house.app("tours"), f"copy-{id_}")
    copy, original = (tour for tour in house.tours.listed())
    assert original.id == id_
    assert dict(copy.card.names)["fr"] == fr("{name} (copy)", name=dict(original.card.names)["fr"])
    assert len(names(app)) == 3
    before = house.files_of(id_).schedule.text
    after = house.files_of(copy.id).schedule.text
    changed = [line for line in after.splitlines() if line not in before.splitlines()]
    assert [line.split(":")[0].strip() for line in changed] == ["id", "fr", "ar", "en"]


def test_an_archived_tour_is_hidden_until_archived_tours_are_shown(house):
    id_ = house.kept_tour(empty_tour("Une"))
    app = press(house.app("tours"), f"archive-{id_}")
    assert names(app) == ["Petite caravane"]
    assert escape(fr("“{name}” is archived; show archived tours to see it.", name="Une")) in markup(
        app
    )
    app.toggle(key="tours-archived").set_value(True).run()
    assert names(app) == ["Une", "Petite caravane"]
    app = press(app, f"archive-{id_}")
    assert [tour.archived for tour in house.tours.listed()] == [False]


def test_a_deleted_tour_is_brought_back_by_one_press(house):
    id_ = house.kept_tour(empty_tour("Une"))
    app = press(house.app("tours"), f"delete-{id_}")
    assert house.tours.listed() == ()
    assert escape(fr("“{name}” is deleted.", name="Une")) in markup(app)
    app = press(app, "restore")
    assert [tour.id for tour in house.tours.listed()] == [id_]
    assert names(app) == ["Une", "Petite caravane"]


def test_a_deleted_tour_can_be_brought_back_after_a_reload_too(house):
    id_ = house.kept_tour(empty_tour("Une"))
    press(house.app("tours"), f"delete-{id_}")
    press(house.app("tours"), f"restore-{id_}")
    assert [tour.id for tour in house.tours.listed()] == [id_]


def test_a_tour_that_somebody_else_has_just_deleted_is_told_calmly(house):
    id_ = house.kept_tour(empty_tour("Une"))
    stale = house.app("tours")
    press(house.app("tours"), f"delete-{id_}")
    for key in (f"archive-{id_}", f"copy-{id_}", f"delete-{id_}"):
        app = press(stale, key) if key == f"archive-{id_}" else stale
    assert not app.exception
    assert escape(fr("That did not work; nothing was changed.")) in markup(app)


def test_when_nothing_can_be_written_it_is_said_and_the_tour_stays(house):
    id_ = house.kept_tour(empty_tour("Une"))
    app = house.app("tours")
    with unwritable(house.state):
        for action in ("archive", "delete", "copy"):
            app = press(app, f"{action}-{id_}")
            assert escape(fr("That did not work; nothing was changed.")) in markup(app)
            assert names(app) == ["Une", "Petite caravane"]
    assert names(press(app, f"archive-{id_}")) == ["Petite caravane"]


def test_a_copy_of_a_tour_in_files_opens_as_ones_own(house):
    data = tour_of_2020()
    for text in (data.schedule, *data.beside):
        (house.data / text.name).write_text(text.text, encoding="utf-8")
    house.monkeypatch.undo()
    house.monkeypatch.setenv("CARAVAN_DATA", str(house.data))
    house.monkeypatch.setenv("CARAVAN_STATE", str(house.state))
    app = press(house.app("tours"), f"copy-{SCHEDULE}")
    (kept,) = house.tours.listed()
    assert app.query_params["tour"] == kept.id
    assert "(" in dict(kept.card.names)["fr"]


def test_hostile_and_long_names_stay_text_wherever_the_list_shows_them(house):
    hostile = "<img src=x onerror=alert(1)> **fett** :red[x] $x$ =1+1"
    id_ = house.kept_tour(set_title(empty_tour("x"), "fr", hostile))
    house.kept_tour(set_title(empty_tour("x"), "fr", "long " * 50))
    app = house.app("tours")
    assert "<img" not in markup(app)
    label = app.button(key=f"delete-{id_}").label
    assert r"\<img src\=x onerror\=alert\(1\)\> \*\*fett\*\*" in label
    app = press(app, f"delete-{id_}")
    assert "<img" not in markup(app)
    assert not app.exception


def test_a_tour_without_a_name_has_one_on_the_list(house):
    text = empty_tour().schedule.text.replace("    fr: Vide\n", "")
    house.kept_tour(with_text(empty_tour(), text))
    assert names(house.app("tours"))[0] == fr("Tour without a name")
