"""The links of a day page that other apps open: to dial, to write, to find the way."""

from __future__ import annotations

from dataclasses import replace

import pytest
from samples import sample_plan

from caravan.tour.names import Names
from caravan.views.day_page.contacts import mailto, tel
from caravan.views.day_page.geo_links import geo


def test_a_name_cannot_leave_its_place_in_a_geo_link() -> None:
    place = replace(sample_plan().tour.places[0], names=Names.of(fr="x"))
    assert geo(place, 'a)&q=b#c (d\ud800"') == (
        "geo:35.231510,9.123210?q=35.231510,9.123210(a%20%26q%3Db%23c%20%20d%3F%22)"
    )


@pytest.mark.parametrize(
    ("phone", "link"),
    [
        ("+216 70 000 001", "tel:+21670000001"),
        ("(555) 010-9999", "tel:5550109999"),
        ("70\u00a0000\u202f001", "tel:70000001"),
        ("*#06#", ""),
        ("javascript:alert(1)", ""),
        ("+216 70;ext=1", ""),
        ("12", ""),
        ("1234567890123456", ""),
        ("++216 70 000", ""),
        ("٧٠٠٠٠٠٠١", ""),
        ("", ""),
    ],
)
def test_only_a_phone_number_becomes_a_link_that_dials(phone: str, link: str) -> None:
    assert tel(phone) == link


@pytest.mark.parametrize(
    ("email", "link"),
    [
        ("amina@sfax.example", "mailto:amina@sfax.example"),
        (" first.last+tag@a-b.example ", "mailto:first.last%2Btag@a-b.example"),
        ("a@b.example?bcc=evil@x.example", ""),
        ("a@b.example,evil@x.example", ""),
        ("a@b.example\nbcc: x", ""),
        ("a%0abcc@b.example", ""),
        ("javascript:alert(1)@x.example", ""),
        ("no address", ""),
        ("a@b", ""),
        ("", ""),
    ],
)
def test_only_an_address_becomes_a_link_that_writes(email: str, link: str) -> None:
    assert mailto(email) == link
