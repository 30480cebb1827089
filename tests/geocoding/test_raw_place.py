from __future__ import annotations

import pytest

from caravan.geocoding.raw_place import Match, match_among


@pytest.mark.parametrize(
    ("asked", "match"),
    [
        ("EL HAMMA", Match.NAME),
        ("Al Hammah", Match.OTHER_NAME),
        ("Hamma", Match.BARE),
        ("حامة", Match.BARE),
        ("Hammam", Match.NONE),
        ("", Match.NONE),
        ("😀", Match.NONE),
    ],
)
def test_a_match_is_by_name_by_variant_or_without_articles(asked, match):
    assert match_among(asked, "El Hamma", ("Al Hammah", "الحامة", "")) is match


def test_only_true_names_are_strong():
    assert [match for match in Match if match.is_strong] == [
        Match.NAME,
        Match.OTHER_NAME,
        Match.BARE,
    ]
