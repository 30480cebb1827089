"""The page Publish of a copy: what was published of its original can be carried on, and once only."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from markupsafe import escape
from pages.conftest import markup
from pages.straight_to_page import straight
from samples import sample_plan
from served import SCHEDULE
from small_tour import planned, small_tour

from caravan.language.language import language
from caravan.publishing.publish import publish
from caravan.store.desk import desk as desk_of
from caravan.store.settings import read_settings
from caravan.tour.names import Names

NOW = datetime(2020, 2, 20, 9, tzinfo=UTC)
BUTTON = f"take-over-{SCHEDULE}"
fr = language("fr").text


def shown(house, id_):
    app = house.app("publish", tour=id_)
    assert not app.exception
    return app


def buttons(app):
    return [button.key for button in app.button]


def copied(house, told=None):
    """A desk on which a tour in files was published, and the id of its planned copy."""
    house = straight(house)
    house.with_plan()
    desk = desk_of(read_settings())
    plan = planned(small_tour())
    publish(desk, SCHEDULE, told or plan, base=0, at=NOW, who="Salma")
    id_ = house.kept_tour(small_tour())
    house.shelf.put(id_, plan)
    return desk, id_


def test_a_copy_takes_over_what_was_published_and_nobody_is_invited_anew(house):
    desk, id_ = copied(house)
    app = shown(house, id_)
    assert BUTTON in buttons(app)
    app.button(BUTTON).click().run()
    assert not app.exception
    assert desk.publications.latest_number(id_) == 1
    assert desk.publications.latest_number(SCHEDULE) == 0
    page = markup(app)
    assert escape(fr("What was published is now of this tour. Look at what has changed since, and "
                     "publish.")) in page  # fmt: skip
    assert BUTTON not in buttons(app)
    assert "publish-1" not in buttons(app)


def test_another_name_than_partners_know_is_said(house):
    plan = planned(small_tour())
    known = Names.of(fr="La vraie tournée")
    _desk, id_ = copied(house, replace(plan, tour=replace(plan.tour, names=known)))
    app = shown(house, id_)
    app.button(BUTTON).click().run()
    assert "La vraie tournée" in markup(app)


def test_a_tour_that_has_one_event_of_four_in_common_is_offered_nothing(house):
    house = straight(house)
    house.with_plan()
    # The sample plan tells of Sbeïtla, Sfax, Kerkennah and Gafsa; the small tour has Sfax only.
    publish(desk_of(read_settings()), SCHEDULE, sample_plan(), base=0, at=NOW, who="Salma")
    id_ = house.kept_tour(small_tour())
    house.shelf.put(id_, planned(small_tour()))
    assert BUTTON not in buttons(shown(house, id_))
