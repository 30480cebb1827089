"""The board as Streamlit draws it."""

from __future__ import annotations

import json
import re

from streamlit.testing.v1 import AppTest
from ui.board.boards import small_board

from caravan.language.language import LANGUAGES, language
from caravan.ui.board.component import _data
from caravan.ui.board.script import board_script, board_style, wake_script
from caravan.ui.board.words import words


def test_a_page_with_the_board_is_drawn_again_and_again():
    def page():
        from ui.board.boards import small_board

        from caravan.language.language import language
        from caravan.ui.board import board

        board(small_board(), language("fr"), key="a", on_event=lambda _: None)
        board(small_board(days=()), language("ar"), key="b", on_event=lambda _: None)

    app = AppTest.from_function(page).run(timeout=30).run(timeout=30)
    assert not app.exception


def test_nothing_is_fetched_by_script_and_style():
    assert not re.search(r"url\((?!data:)|@import", board_style())
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)", board_script())


def test_texts_never_become_markup():
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function|srcdoc",
        board_script() + wake_script(),
    )


def test_every_word_that_the_script_asks_for_is_given_in_every_language():
    asked = set(re.findall(r"\bwords\.(\w+)", board_script()))
    for code in LANGUAGES:
        assert asked - {"no_wishes"} == set(words(language(code)))


def test_what_the_script_fills_in_is_still_to_be_filled_in_every_language():
    for code in LANGUAGES:
        said = words(language(code))
        for key in ("at", "put_down"):
            assert set(re.findall(r"\{(\w+)\}", said[key])) == {"name", "day", "place", "count"}
        for key in ("more", "lifted", "at_out", "put_out", "put_back"):
            assert re.findall(r"\{(\w+)\}", said[key]) == ["name"]
        assert re.findall(r"\{(\w+)\}", said["night_of"]) == ["day"]


def test_the_data_is_plain_json_and_tells_all_that_a_card_shows():
    data = _data(small_board(), language("fr"), "k")
    again = json.loads(json.dumps(data))
    assert again == data
    assert [day["key"] for day in data["days"]] == ["2020-03-09 team-1", "2020-03-10 team-1"]
    card = data["days"][0]["cards"][1]
    assert (card["name"], card["way"], card["faults"]) == ("قفصة", "≈ 1 h 30", ["Too late."])
    assert data["out"]["cards"][0]["id"] == "douz"
    assert data["version"] == 3
