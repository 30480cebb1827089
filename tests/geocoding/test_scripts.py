"""Which letters a text is written in."""

from __future__ import annotations

import pytest

from caravan.geocoding.scripts import UNKNOWN, by_script, language_of, script_of


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("Gafsa", "Latn"), ("Łódź", "Latn"), ("قفصة", "Arab"), ("ﻗﻔﺼﺔ", "Arab"), ("Яссы", "Cyrl"),
        ("Ιάσιο", "Grek"), ("ירושלים", "Hebr"), ("ⵜⵓⵏⵙ", "Tfng"), ("東京", "Hani"), ("とうきょう", "Hani"),
        ("서울", "Kore"), ("Երևան", "Armn"), ("თბილისი", "Geor"), ("12 قفصة", "Arab"), ("12 ½ -", UNKNOWN),
        ("", UNKNOWN),
    ],
)  # fmt: skip
def test_the_first_letter_tells_the_script(text, script):
    assert script_of(text) == script


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Gafsa", (("Latn", "Gafsa"),)),
        ("El Hamma الحامة", (("Latn", "El Hamma"), ("Arab", "الحامة"))),
        ("الحامة – El Hamma", (("Arab", "الحامة"), ("Latn", "El Hamma"))),
        ("6 أكتوبر", (("Arab", "6 أكتوبر"),)),
        ("6 أكتوبر 6 October", (("Arab", "6 أكتوبر 6"), ("Latn", "October"))),
        ("حي Ennasr الجديد", (("Arab", "حي Ennasr الجديد"),)),
        ("Iași Яссы Ιάσιο", (("Latn", "Iași Яссы Ιάσιο"),)),
        ("Cité É", (("Latn", "Cité É"),)),
    ],
)
def test_names_in_two_scripts_are_told_apart(text, names):
    assert by_script(text) == names


@pytest.mark.parametrize(
    ("script", "preferred", "language"),
    [
        ("Latn", "fr", "fr"), ("Latn", "ro", "ro"), ("Latn", "ar", "en"), ("Arab", "fr", "ar"),
        ("Arab", "fa", "fa"), ("Cyrl", "uk", "uk"), ("Cyrl", "ro", "ru"), (UNKNOWN, "fr", "fr"),
    ],
)  # fmt: skip
def test_a_name_is_filed_under_a_language_of_its_script(script, preferred, language):
    assert language_of(script, preferred) == language
