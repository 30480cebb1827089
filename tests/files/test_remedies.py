from __future__ import annotations

import re
from pathlib import Path

import caravan.tour
from caravan.errors import msg
from caravan.files.shapes.remedies import _REMEDIES, remedy_for


def test_every_remedy_is_for_a_refusal_that_the_domain_still_makes() -> None:
    code = "".join(
        path.read_text(encoding="utf-8") for path in Path(caravan.tour.__file__).parent.glob("*.py")
    )
    assert {template for template in _REMEDIES if f'"{template}"' not in code} == set()


def test_a_refusal_without_a_remedy_of_its_own_gets_a_general_one() -> None:
    assert str(remedy_for(msg("something new"))) == "Change it so that this no longer holds"


def test_remedies_need_no_values() -> None:
    assert not [text for text in map(str, _REMEDIES.values()) if re.search(r"[{}]", text)]
