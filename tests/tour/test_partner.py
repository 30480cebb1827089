"""Who takes part."""

import pytest

from caravan.errors import ImpossibleValue
from caravan.tour.names import Names
from caravan.tour.partner import Partner


def test_a_partner_is_a_host_written_to_in_french_unless_told_otherwise():
    partner = Partner("commune", Names.of(fr="Commune"))
    assert (partner.language, partner.role, partner.email) == ("fr", "host", "")


def test_a_partner_has_a_safe_id_because_it_is_part_of_file_names():
    with pytest.raises(ImpossibleValue):
        Partner("../commune", Names.of(fr="Commune"))
