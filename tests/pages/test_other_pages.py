"""The Map and Calendars pages."""

from __future__ import annotations

from dataclasses import replace

import pytest
from markupsafe import escape
from pages.conftest import OTHER, markup
from samples import sample_plan

from caravan.language.language import language
from caravan.store.secret import master_secret

fr = language("fr").text


@pytest.mark.parametrize("page", ["map", "subscribe"])
@pytest.mark.parametrize("code", ["fr", "ar", "en"])
def test_the_pages_speak_every_language(house, page, code):
    app = house.with_plan().app(page, lang=code)
    assert not app.exception
    assert f'lang="{code}"' in markup(app)


@pytest.mark.parametrize("page", ["map", "subscribe"])
def test_without_a_plan_the_pages_say_where_to_make_one(house, page):
    app = house.with_other_schedule().app(page, tour=OTHER)
    assert not app.exception
    assert escape(fr("This tour has no plan yet.")) in markup(app)


@pytest.mark.parametrize("page", ["map", "subscribe"])
def test_without_a_schedule_the_pages_say_so(house, page):
    (house.data / "schedule.yaml").unlink()
    assert "schedule.yaml" in markup(house.app(page))


def test_the_map_page_shows_one_day_when_asked(house):
    house.with_plan()
    whole = house.app("map").get("iframe")[0].proto.srcdoc
    day = house.app("map", day="2020-03-10").get("iframe")[0].proto.srcdoc
    assert whole != day
    assert "2020" in day


def test_the_same_map_is_the_same_bytes_so_that_it_is_not_loaded_anew(house):
    app = house.with_plan().app("map")
    before = app.get("iframe")[0].proto.srcdoc
    assert app.run().get("iframe")[0].proto.srcdoc == before


def test_addresses_carry_the_secret_of_the_schedule_and_never_the_master(house):
    app = house.with_plan().app("subscribe", lang="ar")
    (address,) = [code.value for code in app.code]
    assert "/calendars/" in address
    assert address.endswith("/tour.ics?lang=ar")
    assert master_secret(house.state) not in address
    assert master_secret(house.state) not in markup(app)
    assert "data:image/png;base64" in markup(app)


def test_a_town_has_its_own_address(house):
    app = house.with_plan().app("subscribe")
    app.selectbox(key="calendar").select("sfax.ics").run()
    assert app.code[0].value.endswith("/sfax.ics?lang=fr")
    assert app.query_params["calendar"] == "sfax.ics"


def test_a_public_address_is_used_when_it_is_set(house, monkeypatch):
    monkeypatch.setenv("CARAVAN_URL", "https://tour.example")
    app = house.with_plan().app("subscribe")
    assert app.code[0].value.startswith("https://tour.example/calendars/")
    assert escape(fr("These addresses work on this computer only.")) not in markup(app)


def test_addresses_of_this_computer_are_said_to_be_that(house):
    assert escape(fr("These addresses work on this computer only.")) in markup(
        house.with_plan().app("subscribe")
    )


def test_the_preview_lists_the_events_kept(house):
    page = markup(house.with_plan().app("subscribe"))
    for town in ("Sbeïtla", "Sfax", "Kerkennah"):
        assert f"<bdi>{town}</bdi>" in page
    assert "<bdi>Gafsa</bdi>" not in page
    assert "08:30–11:30" in page


def test_each_date_has_its_page(house):
    page = markup(house.with_plan().app("subscribe"))
    assert page.count('class="cv-day-link"') == 2
    assert "/2020-03-10?lang=fr" in page


def test_partners_can_be_invited_or_it_is_said_why_not(house):
    app = house.with_plan().app("subscribe")
    assert app.selectbox(key="partner").options == ["Sfax · Municipalité de Sfax"]
    plan = sample_plan()
    events = tuple(
        replace(
            event,
            partners=tuple(replace(partner, email="") for partner in event.partners),
        )
        for event in plan.tour.events
    )
    tour = replace(plan.tour, events=events)
    app = house.with_tour(tour).with_plan(replace(plan, tour=tour)).app("subscribe")
    assert "cv-uninvited" in markup(app)
