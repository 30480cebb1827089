from hypothesis import given
from hypothesis import strategies as st
from views.calendar.plans import hostile_texts

from caravan.views.calendar.clean import one_line
from caravan.views.calendar.folding import fold


def pieces(line):
    return fold(line).split(b"\r\n")


def test_a_line_of_75_octets_stays_whole():
    assert fold("x" * 75) == b"x" * 75


def test_a_line_of_76_octets_is_cut_and_goes_on_after_a_space():
    assert fold("x" * 76) == b"x" * 75 + b"\r\n x"


def test_a_continuation_has_room_for_74_octets_after_its_space():
    assert pieces("x" * 150) == [b"x" * 75, b" " + b"x" * 74, b" x"]


def test_a_character_of_two_octets_is_not_split():
    assert pieces("x" * 74 + "é") == [b"x" * 74, " é".encode()]


def test_an_accent_stays_with_its_letter():
    assert pieces("x" * 74 + "e\u0301") == [b"x" * 74, " e\u0301".encode()]


def test_an_emoji_of_several_parts_stays_whole():
    firefighter = "👩🏽\u200d🚒"
    assert pieces("x" * 66 + firefighter) == [b"x" * 66, b" " + firefighter.encode()]


def test_a_flag_stays_whole():
    assert pieces("x" * 70 + "🇹🇳") == [b"x" * 70, " 🇹🇳".encode()]


def test_an_escape_stays_whole():
    assert pieces("x" * 74 + "\\ny") == [b"x" * 74, b" \\ny"]


def test_no_piece_begins_or_ends_with_a_space_of_the_text():
    assert pieces("x" * 74 + " y") == [b"x" * 73, b" x y"]
    assert pieces("x" * 75 + " y") == [b"x" * 74, b" x y"]


def test_a_sign_longer_than_a_line_is_cut_between_characters():
    heap = "e" + "\u0301" * 80
    assert fold(heap).replace(b"\r\n ", b"").decode() == heap
    assert all(len(piece) <= 75 for piece in pieces(heap))


@given(st.lists(hostile_texts, max_size=8).map("".join).map(one_line))
def test_unfolding_gives_the_line_back_and_no_piece_is_too_long(line):
    assert fold(line).replace(b"\r\n ", b"").decode() == line
    assert all(len(piece) <= 75 and piece.decode() is not None for piece in pieces(line))
