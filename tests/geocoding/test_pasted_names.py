"""A list of towns pasted from a mail or a spreadsheet."""

from __future__ import annotations

import re
import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from caravan.geocoding.pasted_names import (
    MAX_LENGTH,
    MAX_NAMES,
    one_name,
    pasted_names,
)
from caravan.geocoding.pasted_text import MAX_CHARACTERS
from caravan.geocoding.spelling import spelling_key


def texts(text):
    return [name.text for name in pasted_names(text).names]


def with_hints(text):
    return [(name.text, name.hint) for name in pasted_names(text).names]


def notes(text):
    return [str(note) for note in pasted_names(text).notes]


TWELVE = [
    "Gafsa", "Métlaoui", "Tozeur", "Nefta", "Hezoua", "Douz", "Jemna", "Tataouine", "Médenine",
    "El Hamma", "Gabès", "Sfax",
]  # fmt: skip


# One town a line


@pytest.mark.parametrize(
    "mark",
    [
        "", "{n}. ", "{n}.", "{n}) ", "({n}) ", "{n} - ", "{n}- ", "{n}: ", "n° {n} : ", "N°{n} ",
        "- ", "-", "– ", "* ", "• ", "•\t", "\uf0b7\t", "o\t", "> ", ">> - ", "[ ] ", "- [x] ",
        "✓ ", "{n}\t", "{n}.\t", "\t", "  ", "{n} ", "#{n}. ", "1.{n}. ", "+ ", "→ ", "\u200e• ",
    ],
)  # fmt: skip
@pytest.mark.parametrize("end", ["\n", "\r\n", "\n\n", " \n \n", ",\n", ";\n", ".\n", "\u2028"])
def test_marks_of_lists_are_no_part_of_a_name(mark, end):
    pasted = "".join(f"{mark.format(n=number)}{name}{end}" for number, name in enumerate(TWELVE, 1))
    assert texts(pasted) == TWELVE
    assert notes(pasted) == []


@pytest.mark.parametrize(
    ("marks"),
    [("a) ", "b) ", "c) "), ("A. ", "B. ", "C. "), ("i) ", "ii) ", "iii) "), ("أ) ", "ب) ", "ج) ")],
)
def test_letters_that_count_are_marks_too(marks):
    pasted = "\n".join(mark + name for mark, name in zip(marks, TWELVE, strict=False))
    assert texts(pasted) == TWELVE[:3]


def test_arabic_digits_count_as_well():
    assert texts("١- قفصة\n٢- توزر\n۳) نفطة\n٤. دوز") == ["قفصة", "توزر", "نفطة", "دوز"]


def test_lines_know_where_they_were():
    pasted = pasted_names("\n\nGafsa\n\n- Tozeur; Nefta\n")
    assert [(name.text, name.line) for name in pasted.names] == [
        ("Gafsa", 3),
        ("Tozeur", 5),
        ("Nefta", 5),
    ]


@pytest.mark.parametrize(
    "name",
    [
        "6 October City",
        "10th of Ramadan City",
        "'s-Hertogenbosch",
        "Saint-Jean-d'Angély",
        "L’Ariana",
        "St. John's",
        "Sidi Bou Zid",
        "Bourg-en-Bresse",
        "S. Bouzid",
        "Brighton and Hove",
        "Ii",
        "Å",
        "Km 5",
        "25 de Mayo",
        "Sakiet Ed-Daïer",
        "東京",
        "Ðắk Lắk",
        "ⵜⵓⵏⵙ",
        "نجف‌آباد",
    ],
)
def test_names_that_look_odd_stay_as_they_are(name):
    assert texts(name) == [name]
    assert texts(f"Gafsa\n{name}\nTozeur") == ["Gafsa", name, "Tozeur"]
    assert texts(f"1. {name}\n2. Gafsa") == [name, "Gafsa"]


def test_quotes_and_spaces_around_a_name_go():
    assert texts('"Gafsa"\n« Tozeur »\n“Nefta”\n\u00a0Douz\u00a0 \n  El   Hamma') == [
        "Gafsa", "Tozeur", "Nefta", "Douz", "El Hamma",
    ]  # fmt: skip


def test_marks_that_nobody_sees_go():
    assert texts("\ufeffGaf\u200bsa\n\u202bقفصة\u202c\n\u200fتوزر\u200f\nNef\u00adta\u2060") == [
        "Gafsa", "قفصة", "توزر", "Nefta",
    ]  # fmt: skip


def test_accents_come_in_one_form():
    assert texts("Gabe\u0300s") == ["Gab\u00e8s"]


# Hints


@pytest.mark.parametrize(
    "line",
    [
        "El Hamma, Gabès", "El Hamma (Gabès)", "El Hamma ( Gabès ) ", "El Hamma – Gabès",
        "El Hamma - Gabès", "El Hamma [Gabès]", "1. El Hamma, Gabès.", "El Hamma ,Gabès,",
        "El Hamma، Gabès", "El Hamma\tGabès", "“El Hamma, Gabès”",
        "El Hamma\t41 607\tGabès\t33.89", "El Hamma, 41607, Gabès",
    ],
)  # fmt: skip
def test_a_hint_tells_which_one(line):
    assert with_hints(line) == [("El Hamma", "Gabès")]
    assert with_hints(f"Gafsa\n{line}") == [("Gafsa", ""), ("El Hamma", "Gabès")]


def test_addresses_that_share_their_end_are_one_town_each():
    assert with_hints("El Hamma, Gabès, Tunisie\nDouz, Kébili, TUNISIE\nGafsa, Tunisie") == [
        ("El Hamma", "Gabès, Tunisie"),
        ("Douz", "Kébili, TUNISIE"),
        ("Gafsa", "Tunisie"),
    ]


def test_a_country_with_and_in_its_name_is_a_hint_in_a_list_of_lines():
    assert with_hints("Mostar, Bosnia and Herzegovina\nTuzla, Bosnia and Herzegovina") == [
        ("Mostar", "Bosnia and Herzegovina"),
        ("Tuzla", "Bosnia and Herzegovina"),
    ]


def test_numbers_are_no_hints():
    assert with_hints("Gafsa (3 h)\nTozeur, 12/03/2020\nNefta - 25 km\nDouz (12)") == [
        ("Gafsa", ""), ("Tozeur", ""), ("Nefta", ""), ("Douz", ""),
    ]  # fmt: skip


# Many in one line


@pytest.mark.parametrize(
    "line",
    [
        "Gafsa, Tozeur, Nefta, Douz", "Gafsa; Tozeur; Nefta; Douz", "Gafsa ; Tozeur ; Nefta ; Douz;",
        "Gafsa, Tozeur, Nefta et Douz", "Gafsa, Tozeur, Nefta, and Douz.", "Gafsa,Tozeur,Nefta,Douz",
        "Gafsa - Tozeur - Nefta - Douz", "Gafsa / Tozeur / Nefta / Douz", "Gafsa|Tozeur|Nefta|Douz",
        "Gafsa\tTozeur\tNefta\tDouz", "Gafsa, Tozeur,\nNefta, Douz", "Villes : Gafsa, Tozeur, Nefta, Douz",
        "Gafsa,\nTozeur,\nNefta,\nDouz.", "- Gafsa, Tozeur, Nefta, Douz",
    ],
)  # fmt: skip
def test_a_list_may_be_in_one_line(line):
    assert with_hints(line) == [(name, "") for name in ("Gafsa", "Tozeur", "Nefta", "Douz")]


def test_a_list_in_arabic_has_its_own_commas():
    for line in ("قفصة، توزر، نفطة، دوز", "قفصة؛ توزر؛ نفطة؛ دوز", "قفصة، توزر، نفطة و دوز"):
        assert with_hints(line) == [(name, "") for name in ("قفصة", "توزر", "نفطة", "دوز")]


def test_semicolons_part_towns_with_their_hints():
    assert with_hints("El Hamma, Gabès; El Hamma (Tozeur); Gafsa") == [
        ("El Hamma", "Gabès"), ("El Hamma", "Tozeur"), ("Gafsa", ""),
    ]  # fmt: skip


def test_brackets_keep_their_commas():
    assert with_hints("El Hamma (Gabès, Tunisie), Douz (Kébili)") == [
        ("El Hamma", "Gabès, Tunisie"), ("Douz", "Kébili"),
    ]  # fmt: skip


def test_two_names_with_a_comma_are_one_town_and_that_is_told():
    assert with_hints("Gafsa, Tozeur") == [("Gafsa", "Tozeur")]
    (note,) = notes("Gafsa, Tozeur")
    assert note == (
        "“Gafsa, Tozeur” was taken for one town, Gafsa near Tozeur. If they are two towns, write"
        " each on a line of its own."
    )
    assert notes("Gafsa, Tozeur\nNefta") == []


# Tables


def test_columns_of_a_spreadsheet():
    rows = (
        "Ville\tGouvernorat\tPopulation\nHezoua\tTozeur\t4063\nDouz\tKébili\t30 245\nGafsa\t\t95242"
    )
    assert with_hints(rows) == [("Hezoua", "Tozeur"), ("Douz", "Kébili"), ("Gafsa", "")]
    assert notes(rows) == ["Left out as headings: “Ville, Gouvernorat, Population”."]


def test_numbers_before_the_names_are_passed_over():
    assert with_hints("1\t33.7\tHezoua\tTozeur\n2\t33.4\tDouz\tKébili") == [
        ("Hezoua", "Tozeur"), ("Douz", "Kébili"),
    ]  # fmt: skip


def test_columns_may_be_set_with_spaces():
    rows = "Hezoua    Tozeur      4063\nDouz      Kébili     30245\nEl Hamma  Gabès      41607"
    assert with_hints(rows) == [("Hezoua", "Tozeur"), ("Douz", "Kébili"), ("El Hamma", "Gabès")]


def test_words_over_numbers_are_a_heading_in_any_language():
    assert texts("Kohde\tAsukkaat\nInari\t7000\nIi\t9900") == ["Inari", "Ii"]


@pytest.mark.parametrize("separator", [";", ","])
def test_tables_with_commas_or_semicolons_are_known_by_their_numbers(separator):
    rows = "Hezoua;Tozeur;4063\nDouz;Kébili;30245\nGafsa;Gafsa;95242".replace(";", separator)
    assert with_hints(rows) == [("Hezoua", "Tozeur"), ("Douz", "Kébili"), ("Gafsa", "Gafsa")]


def test_addresses_in_the_web_are_no_hints():
    assert with_hints("Gafsa\tmairie@gafsa.example\tGafsa\nTozeur\thttps://tozeur.example\tTozeur") == [
        ("Gafsa", "Gafsa"), ("Tozeur", "Tozeur"),
    ]  # fmt: skip


# Two scripts


@pytest.mark.parametrize(
    "line",
    ["Gafsa قفصة", "Gafsa / قفصة", "Gafsa/قفصة", "Gafsa (قفصة)", "Gafsa, قفصة", "Gafsa - قفصة",
     "Gafsa\tقفصة", "Gafsa\tقفصة\t34.4", "Gafsa | قفصة", "1. Gafsa – قفصة", "Gafsa قفصة;"],
)  # fmt: skip
def test_a_name_in_two_scripts_is_one_town(line):
    (name,) = pasted_names(line).names
    assert (name.text, name.hint) == ("Gafsa", "")
    assert name.scripts == (("Latn", "Gafsa"), ("Arab", "قفصة"))
    assert name.names_in("fr") == {"fr": "Gafsa", "ar": "قفصة"}
    assert name.names_in("ar") == {"en": "Gafsa", "ar": "قفصة"}


def test_either_script_may_come_first():
    (name,) = pasted_names("الحامة El Hamma (Gabès)").names
    assert (name.text, name.hint) == ("الحامة", "Gabès")
    assert name.names_in("fr") == {"ar": "الحامة", "fr": "El Hamma"}


def test_a_table_in_two_scripts_has_hints_too():
    (name,) = pasted_names("El Hamma\tالحامة\tGabès").names
    assert (name.text, name.hint) == ("El Hamma", "Gabès")
    assert name.names_in("fr") == {"fr": "El Hamma", "ar": "الحامة"}


def test_other_scripts_have_their_languages():
    (name,) = pasted_names("Иаши / Iași").names
    assert name.names_in("ro") == {"ru": "Иаши", "ro": "Iași"}
    assert name.names_in("bg") == {"bg": "Иаши", "en": "Iași"}
    (name,) = pasted_names("تهران").names
    assert name.names_in("fa") == {"fa": "تهران"}
    assert name.names_in("fr") == {"ar": "تهران"}


def test_scripts_that_alternate_are_one_name():
    (name,) = pasted_names("حي Ennasr الجديد").names
    assert name.text == "حي Ennasr الجديد"


# Left out, and told


def test_a_town_that_comes_twice_is_taken_once():
    pasted = (
        "Gabès\nEl Hamma, Gabès\nGABES\nEl-Hamma (gabès)\nEl Hamma, Tozeur\nGafsa\nGafsa قفصة\nقفصة"
    )
    assert with_hints(pasted) == [
        ("Gabès", ""), ("El Hamma", "Gabès"), ("El Hamma", "Tozeur"), ("Gafsa", ""),
    ]  # fmt: skip
    assert pasted_names(pasted).names[3].names_in("fr") == {"fr": "Gafsa", "ar": "قفصة"}
    assert notes(pasted) == ["Twice in the list, taken once: “GABES”, “El-Hamma”, “Gafsa”, “قفصة”."]


def test_headings_are_left_out():
    pasted = "Voici les villes de la tournée :\n- Gafsa\n- Tozeur\n"
    assert texts(pasted) == ["Gafsa", "Tozeur"]
    assert notes(pasted) == ["Left out as headings: “Voici les villes de la tournée :”."]


def test_sentences_are_left_out():
    sentence = "Bonjour Madame, " * 2 + "nous vous prions de trouver ci-joint " * 4
    assert notes(f"{'nous vous prions ' * 10}\nGafsa") == [
        "Left out, too long for a town’s name: “nous vous prions nous vous prions nous v…”."
    ]
    assert "Gafsa" in texts(f"{sentence}\nGafsa")


def test_lines_of_numbers_are_left_out():
    pasted = "Gafsa\n12 345\n+216 71 000 000\n---\n***\n2020-03-10"
    assert texts(pasted) == ["Gafsa"]
    assert notes(pasted) == ["Left out, no name in them: “12 345”, “216 71 000 000”, “2020-03-10”."]


def test_formulas_lose_their_sign_and_are_told():
    pasted = '=cmd|\' /C calc\'!A0\n@SUM(A1,B2)\n+HYPERLINK("http://x.example";"Gafsa")\n＝1+a\n"=x"\nGafsa'
    assert texts(pasted) == [
        "cmd|' /C calc'!A0", "SUM(A1,B2)", 'HYPERLINK("http://x.example";"Gafsa")', "1+a", "x", "Gafsa",
    ]  # fmt: skip
    (note,) = notes(pasted)
    assert note.startswith("Began like a formula; the sign in front was left out: “cmd|' /C calc'")


def test_scripts_are_names_like_others():
    scripts = ["<script>alert('Gafsa, x; y')</script>", "${a*7}", "{{ x, y, z }}", "<img src=x>"]
    assert texts("\n".join(scripts)) == scripts


def test_five_hundred_towns_are_taken():
    pasted = "\n".join(f"{n}. Town {_word(n)}" for n in range(1, 501))
    found = pasted_names(pasted)
    assert len(found.names) == 500 == MAX_NAMES
    assert found.notes == ()


def test_more_are_counted():
    pasted = "\n".join(f"Town {_word(n)}" for n in range(620))
    assert len(texts(pasted)) == MAX_NAMES
    assert notes(pasted) == ["Only the first 500 towns were taken; about 120 more were left out."]
    assert notes(pasted.replace("\n", ", ")) == notes(pasted)


def _word(number):
    return "".join("abcdefghij"[int(digit)] for digit in str(number))


def test_nothing_comes_of_nothing():
    for text in ("", " \n\t\r\n", "\u200b\ufeff", "\x00\x01", "-\n*\n1.", "\ud800"):
        assert pasted_names(text) == pasted_names("")
        assert pasted_names(text).names == ()


@pytest.mark.parametrize(
    "part",
    ["Gafsa\n", "a,", "x;", "a|", " - a", '"', "- 1. ", "(", "(,", "\t", ": ", "é\u0301",
     "Gafsa قفصة ", "1.1", "ا\u200c", "Town {n}\n", "T{n},"],
)  # fmt: skip
def test_a_megabyte_is_read_quickly(part):
    many = 1_000_000 // len(part)
    text = (
        "".join(part.replace("{n}", _word(n)) for n in range(many)) if "{" in part else part * many
    )
    began = time.process_time()
    found = pasted_names(text)
    assert time.process_time() - began < 3
    assert len(found.names) <= MAX_NAMES
    number = len(text) - MAX_CHARACTERS
    assert re.match(
        r"The text is too long: its last \d+ characters were not read\.", str(found.notes[0])
    )
    assert number > 0


# One name, as on the command line


def test_one_name_is_one_whatever_its_commas():
    assert one_name("El Hamma, Gabès, Tunisie").hint == "Gabès, Tunisie"
    assert one_name("Gafsa; Tozeur").text == "Gafsa"
    assert one_name("1. Gafsa\n2. Tozeur").text == "Gafsa 2. Tozeur"
    assert one_name("=cmd, x").text == "cmd, x"
    assert one_name("x" * 1000).text == "x" * MAX_LENGTH
    for nothing in ("", "12", "...", "\u200b"):
        assert one_name(nothing) is None


# Whatever is pasted

PIECES = st.sampled_from(
    ["\n", "\t", ",", ";", "،", "؛", "(", ")", "-", " - ", "/", "|", "=", "+", "@", "＝", "1.", "a)", "•",
     " ", "\u200f", "\u200c", '"', "«", "»", ":", "<", "et", " and ", "Gafsa", "قفصة", "Gabès", "12", "東京", "é"]
)  # fmt: skip
PASTES = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=40).map("".join))


@given(PASTES)
@example("=- x")
@example("=A\t,")
@example("<\tA")
@example('"\'=x"')
@example("a)b)c)=d")
@example("((((Gafsa")
@example("x (= y)")
@example("Gafsa, =x")
def test_whatever_is_pasted_gives_harmless_names(text):
    found = pasted_names(text)
    assert len(found.names) <= MAX_NAMES
    seen = set()
    for name in found.names:
        key = (
            spelling_key(name.text) or name.text.casefold(),
            spelling_key(name.hint) or name.hint,
        )
        assert key not in seen
        seen.add(key)
        assert 1 <= name.line <= len(text.splitlines())
        assert name.scripts[0][1] == name.text
        assert name.names_in("fr")
        for part in (name.text, *(text for _, text in name.scripts)):
            assert any(unicodedata.category(letter)[0] == "L" for letter in part)
        for part in (name.text, name.hint, *(text for _, text in name.scripts)):
            assert len(part) <= MAX_LENGTH
            assert part == " ".join(part.split())
            assert part[:1] not in tuple("=+-@＝＋－＠")
            assert not any(
                unicodedata.category(letter) in ("Cc", "Cf", "Cs", "Zl", "Zp")
                and letter != "\u200c"
                for letter in part
            )
    for note in found.notes:
        assert str(note).isprintable() or "\u200c" in str(note)


@given(
    st.lists(st.sampled_from(TWELVE), unique=True, min_size=3), st.sampled_from(["\n", "; ", ", "])
)
def test_the_same_towns_come_however_they_are_parted(names, separator):
    assert texts(separator.join(names)) == names


@given(PASTES)
def test_what_was_understood_is_understood_again(text):
    names = {
        spelling_key(name.text): name.text
        for name in pasted_names(text).names
        if re.fullmatch(r"[^\W\d_]{3,}", name.text)
    }
    assert texts("\n".join(names.values())) == list(names.values())
