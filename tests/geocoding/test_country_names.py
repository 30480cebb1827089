from __future__ import annotations

from caravan.geocoding.country_names import country_names


def test_a_country_is_named_in_the_languages_of_the_program_and_in_its_own():
    assert country_names("TN") == ("تونس", "Tunisia", "Tunisie")
    assert "Rumänien" in country_names("RO", ("de-DE",))


def test_what_cldr_does_not_know_has_no_names():
    assert country_names("XQ") == ()
    assert country_names("TN", ("xx", "not a language", "")) == country_names("TN")
