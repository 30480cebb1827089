"""A programme as it stands on the board."""

from __future__ import annotations

from dataclasses import replace

from programme_2020 import TEAM, outline_2020, plan_2020, tour_of_2020, travel_2020

from caravan.language.language import language
from caravan.tour.pin import Pin
from caravan.ui.board import PinWay
from caravan.ui.by_hand.board_scene import board_scene, team_and_date
from caravan.ui.by_hand.faults import faults_of
from caravan.ui.by_hand.programme import programme

EN = language("en")
DATES = tour_of_2020().dates


def scene(outline, tour=None, speech=EN, **more):
    tour = tour or tour_of_2020()
    found = programme(tour, outline, travel_2020(), plan_2020())
    given = {"version": 1, "no_wishes": "", "verdict": "", **more}
    return board_scene(found, outline, faults_of(found, speech), speech, **given)


def test_every_day_shows_its_events_in_order_with_their_times():
    board = scene(outline_2020())
    assert len(board.days) == 8
    monday = board.days[0]
    assert (monday.title, monday.number, monday.bed_name) == ("Monday 9 March", 1, "Sidi Bouzid")
    assert [(card.name, card.time) for card in monday.cards] == [
        ("Kasserine", "08:35–11:05"),
        ("Sbeitla", "13:00–15:00"),
        ("Bir El Hafey", "15:42–17:42"),
    ]
    assert team_and_date(monday.key) == (TEAM, "2020-03-09")
    assert board.teams[0].title == ""
    assert board.out.cards == ()


def test_the_way_to_each_event_and_to_the_night_is_told_estimates_as_such():
    monday = scene(outline_2020()).days[0]
    ways = [card.way.replace("\u00a0", " ") for card in monday.cards]
    assert ways == ["35 min · 33 km", "35 min · 33 km", "≈ 42 min · 40 km"]
    assert monday.way.replace("\u00a0", " ") == "≈ 32 min · 31 km"


def test_a_crossing_is_told_beside_the_road():
    last = scene(outline_2020()).days[-1]
    assert last.cards[1].way.replace("\u00a0", " ") == "≈ 38 min · 26 km · 1 h 15 at sea"


def test_the_bed_of_every_night_but_the_last_can_be_chosen():
    board = scene(outline_2020())
    beds = {place.id for place in tour_of_2020().beds}
    assert all({bed.id for bed in day.beds} == beds for day in board.days[:-1])
    assert board.days[-1].beds == ()
    assert board.days[-1].is_last


def test_a_night_where_there_is_no_bed_stays_to_be_seen_and_is_a_fault_of_the_day():
    tour = tour_of_2020()
    bedless = next(e.place for e in tour.events if not tour.place(e.place).can_sleep)
    board = scene(outline_2020().sleeping(TEAM, DATES[0], bedless))
    assert board.days[0].bed == bedless
    assert bedless in {bed.id for bed in board.days[0].beds}
    assert board.days[0].faults


def test_faults_stand_on_their_card_and_those_of_a_day_on_the_day():
    board = scene(outline_2020().moved("gafsa", TEAM, DATES[2], 2))
    day = board.days[2]
    assert any("driving" in text for text in day.faults)
    cards = {card.id: card.faults for card in day.cards}
    assert cards["gafsa"]
    assert cards["nefta"]
    assert cards["hezoua"] == ()
    assert all(not other.faults for other in board.days if other is not day)


def test_what_is_left_out_stands_apart_with_why_that_is_wrong():
    board = scene(outline_2020().without("gafsa"))
    (card,) = board.out.cards
    assert (card.id, card.time) == ("gafsa", "")
    assert card.faults == ("Gafsa must be kept, but is not in the programme.",)


def test_a_card_offers_the_pins_that_it_does_not_have():
    tour = tour_of_2020()

    def ways(pin):
        events = tuple(replace(e, pin=pin) if e.id == "gafsa" else e for e in tour.events)
        board = scene(outline_2020(), replace(tour, events=events))
        card = board.cards["gafsa"][1]
        return [way.kind for way in card.pins], card.pin

    assert ways(None) == (["pin", "pin-hour"], "")
    assert ways(Pin(DATES[1])) == (["pin-hour", "unpin"], "Pinned to Tuesday 10 March")
    assert ways(Pin(DATES[1], 817)) == (["pin", "unpin"], "Pinned to Tuesday 10 March, 13:37")
    assert ways(Pin(DATES[2]))[0] == ["pin", "pin-hour", "unpin"]


def test_what_is_left_out_can_only_be_unpinned():
    tour = tour_of_2020()
    events = tuple(replace(e, pin=Pin(DATES[1])) if e.id == "gafsa" else e for e in tour.events)
    board = scene(outline_2020().without("gafsa"), replace(tour, events=events))
    assert board.out.cards[0].pins == (PinWay("unpin", "Unpin"),)


def test_wishes_that_can_not_be_set_are_not_offered():
    board = scene(outline_2020(), no_wishes="In files.")
    assert not board.wishes
    assert all(not card.pins for _, card in board.cards.values())


def test_teams_have_titles_when_there_are_several():
    tour = replace(tour_of_2020(), teams=2)
    (team,) = outline_2020().teams
    idle = replace(team, id="team-2", days=tuple(replace(d, events=()) for d in team.days))
    board = scene(replace(outline_2020(), teams=(team, idle)), tour)
    assert [team.title for team in board.teams] == ["Team 1", "Team 2"]
    assert len({day.key for day in board.days}) == 16
    assert board.days[8].label == "Monday 9 March, team 2"
