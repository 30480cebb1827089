from __future__ import annotations

from dataclasses import replace

import pytest
from files.edited import line_changes, our_files, small_files

from caravan.errors import ImpossibleValue
from caravan.files.draft import draft_of
from caravan.files.editing.partners import (
    new_partner_id,
    remove_partner,
    set_organizers,
    set_partner,
)
from caravan.files.read_tour import tour_of
from caravan.files.wrong import WrongValue
from caravan.tour.names import Names
from caravan.tour.partner import Organizer, Partner


def test_a_partner_is_changed_in_place() -> None:
    before = our_files()
    (index, partner) = draft_of(before).events[4].partners[1]
    assert index == 1
    assert set_partner(before, 4, partner) == before
    after = set_partner(before, 4, replace(partner, phone="+216 71 1", contact=""))
    assert line_changes(before, after) == {
        "schedule.yaml": [
            "-        contact: Vice-présidence",
            '-        phone: "+216 70 000 006"',
            '+        phone: "+216 71 1"',
        ]
    }


def test_partners_come_and_go() -> None:
    before = small_files()
    id_ = new_partner_id(before, {"fr": "Commune de Sfax"})
    assert id_ == "commune-de-sfax"
    assert new_partner_id(before, {"ar": "بلدية"}) == "partner-1"
    assert new_partner_id(before, {"fr": "Commune Sfax"}) == "commune-sfax-2"
    partner = Partner(id_, Names.of(fr="Commune de Sfax"), email="a@b.example", phone="+216 1")
    after = set_partner(before, 0, partner)
    assert line_changes(before, after)["schedule.yaml"] == [
        "+    partners:",
        "+      - id: commune-de-sfax",
        "+        organization:",
        "+          fr: Commune de Sfax",
        "+        email: a@b.example",
        '+        phone: "+216 1"',
        "+        language: fr",
        "+        role: host",
    ]
    assert tour_of(after).events[0].partners == (partner,)
    assert remove_partner(after, id_) == before
    assert tour_of(remove_partner(before, "commune-sfax")).events[1].partners == ()


def test_a_wrong_partner_is_refused() -> None:
    files = small_files()
    sfax = Partner("commune-sfax", Names.of(fr="x"))
    with pytest.raises(WrongValue, match="two of one id"):
        set_partner(files, 0, sfax)
    for email in ("a@b\nBcc: c@d.example", "a@b", "x"):
        with pytest.raises(ImpossibleValue, match=r"not an e-mail address|invisible"):
            set_partner(files, 1, replace(sfax, email=email))
    with pytest.raises(WrongValue, match="no event number 3"):
        set_partner(files, 2, sfax)
    with pytest.raises(WrongValue, match="no partner"):
        remove_partner(files, "nobody")


def test_organizers_are_changed_in_place() -> None:
    before = our_files()
    old = tour_of(before).organizers
    assert set_organizers(before, old) == before
    after = set_organizers(
        before, (*old, Organizer(Names.of(fr="Autre"), url="https://a.example/"))
    )
    assert line_changes(before, after)["schedule.yaml"] == [
        "+  - name:",
        "+      fr: Autre",
        "+    url: https://a.example/",
    ]
    assert tour_of(set_organizers(before, old[1:])).organizers == old[1:]
    with pytest.raises(ImpossibleValue, match="not an address of the web"):
        set_organizers(before, (Organizer(Names.of(fr="x"), url="javascript:alert(1)"),))
