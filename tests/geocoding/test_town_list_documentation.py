"""What docs/town-lists.md promises is what is understood."""

from __future__ import annotations

import re
from pathlib import Path

from caravan.geocoding.pasted_names import MAX_LENGTH, MAX_NAMES, pasted_names
from caravan.geocoding.pasted_text import MAX_CHARACTERS

DOCUMENT = (Path(__file__).parents[2] / "docs" / "town-lists.md").read_text(encoding="utf-8")
ROWS = [
    re.findall(r"`([^`]+)`", row.split(" | ")[0])
    for row in DOCUMENT.split("|---|---|\n")[1].split("\n\n")[0].splitlines()
]


def understood(text):
    return [(name.text, name.hint, len(name.scripts)) for name in pasted_names(text).names]


def test_marks_are_no_part_of_a_name():
    assert [understood(part)[0] for part in ROWS[0]] == [
        ("Gafsa", "", 1),
        ("Tozeur", "", 1),
        ("Nefta", "", 1),
        ("Douz", "", 1),
        ("Sfax", "", 1),
        ("قفصة", "", 1),
    ]


def test_hints_are_hints():
    assert {tuple(understood(part)) for part in ROWS[1]} == {(("El Hamma", "Gabès", 1),)}
    assert understood(f"{ROWS[2][0]}\nDouz, Kébili, Tunisie")[0] == (
        "El Hamma",
        "Gabès, Tunisie",
        1,
    )


def test_lists_are_lists():
    assert [len(understood(part)) for part in ROWS[3]] == [4, 3, 3]


def test_two_scripts_are_one_town():
    assert {tuple(understood(part)) for part in ROWS[6]} == {(("Gafsa", "", 2),)}
    assert len(ROWS[7]) == 4
    assert understood("\n".join(reversed(ROWS[7]))) == [("Gafsa", "", 2)]


def test_two_towns_with_a_comma_are_told():
    assert "`Gafsa, Tozeur` alone" in DOCUMENT
    assert understood("Gafsa, Tozeur") == [("Gafsa", "Tozeur", 1)]
    assert len(pasted_names("Gafsa, Tozeur").notes) == 1


def test_the_limits_are_those_of_the_program():
    plain = " ".join(DOCUMENT.split())
    assert f"has {MAX_LENGTH} characters at most" in plain
    assert f"a list {MAX_NAMES} towns, a text {MAX_CHARACTERS:,} characters" in plain
