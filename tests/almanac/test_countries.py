"""Names of countries."""

from caravan.almanac.countries import countries, country_name
from caravan.almanac.name_order import name_order
from caravan.language.language import language


def test_a_country_is_called_as_the_reader_calls_it():
    names = [country_name("TN", language(code)) for code in ("fr", "ar", "en")]
    assert names == ["Tunisie", "تونس", "Tunisia"]


def test_a_code_without_a_name_stays_a_code():
    assert country_name("QQ", language("fr")) == "QQ"


def test_all_countries_come_in_the_order_of_their_names():
    choices = countries(language("fr"))
    names = [name for _, name in choices]
    assert 240 <= len(choices) <= 255
    assert ("RO", "Roumanie") in choices
    # É stands among E, not behind Z.
    assert names.index("Danemark") < names.index("Égypte") < names.index("Espagne")
    assert len({code for code, _ in choices}) == len(choices)


def test_hamza_does_not_move_a_name_in_arabic():
    names = [name for _, name in countries(language("ar"))]
    assert names.index("أستراليا") < names.index("بلجيكا") < names.index("تونس")
    assert name_order("إسبانيا") == name_order("اسبانيا")
