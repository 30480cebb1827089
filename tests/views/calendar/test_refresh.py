import pytest

from caravan.language.language import LANGUAGES, language
from caravan.views.calendar import refresh_notes


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_client_has_a_short_note(code):
    notes = refresh_notes(language(code))
    assert len(notes) == 5
    assert all(client and 10 < len(text) <= 200 for client, text in notes)


def test_google_is_said_to_take_up_to_a_day():
    assert dict(refresh_notes(language("en")))["Google Calendar"] == (
        "Reads a feed every 12 to 24 hours. Nobody can hurry it."
    )
