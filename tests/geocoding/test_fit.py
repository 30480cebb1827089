from __future__ import annotations

from caravan.geocoding.candidate import Candidate
from caravan.geocoding.fit import Context, Found, fit_of
from caravan.geocoding.raw_place import Match


def found(match=Match.NAME, *, likeness=1.0, fits_hint=False, **fields):
    fields = {"latitude": 34.0, "longitude": 9.0, "country": "TN", **fields}
    return Found(Candidate("Town", **fields), match, likeness, fits_hint)


def ordered(context, *founds):
    fits = [fit_of(one, context) for one in founds]
    return fits == sorted(fits, reverse=True) and len(set(fits)) == len(fits)


def test_the_own_table_then_country_then_hint_then_the_name_then_the_rest():
    context = Context("TN", ((34.0, 9.0),))
    assert ordered(
        context,
        found(Match.BARE, place_id="here", latitude=40.0),
        found(Match.SOUND, fits_hint=True, latitude=40.0),
        found(Match.NAME, population=9_000_000),
        found(Match.OTHER_NAME, fits_hint=True, population=9_000_000, country="FR"),
        found(Match.NAME, population=9_000_000, country="FR"),
    )


def test_the_nearer_comes_first_among_equals():
    context = Context("", ((34.0, 9.0),))
    assert ordered(context, found(), found(latitude=35.0), found(latitude=45.0))


def test_the_more_populous_comes_first_among_equals():
    assert ordered(
        Context(), found(population=100_000), found(population=1_000), found(population=None)
    )


def test_the_likelier_sound_comes_first():
    assert ordered(Context(), found(Match.SOUND, likeness=0.95), found(Match.SOUND, likeness=0.85))


def test_a_place_without_country_is_not_held_against_it():
    assert fit_of(found(country=""), Context("TN")) == fit_of(found(), Context("TN"))
