"""Every text of the program has a translation, with the same values to fill in."""

from __future__ import annotations

import string

import pytest

from caravan.language.language import CATALOGS, LANGUAGES
from tools import catalogs

TRANSLATED = [code for code in LANGUAGES if code != catalogs.SOURCE_LANGUAGE]


def forms(value: str | tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def entries(code: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Texts with their translations, each as all of its plural forms."""
    catalog = catalogs.translations(code)
    return [(forms(entry.id), forms(entry.string)) for entry in catalog if entry.id]


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_catalog_has_exactly_the_texts_in_the_code(code):
    expected = catalogs.rendered(catalogs.up_to_date(code, catalogs.texts_in_code()))
    assert (CATALOGS / f"{code}.po").read_bytes() == expected, "run make catalogs"


@pytest.mark.parametrize("code", TRANSLATED)
def test_no_text_lacks_a_translation(code):
    assert catalogs.gaps(catalogs.translations(code)) == []


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_translation_shows_the_values_of_its_text_and_no_others(code):
    for texts, translations in entries(code):
        values = set().union(*map(fields, texts))
        if len(texts) == 1:
            assert fields(translations[0]) == values, texts[0]
        for translation in translations:
            # "one", "two" or "none" may be said in words, so a form may leave a value out.
            assert fields(translation) <= values, texts[0]


@pytest.mark.parametrize(("code", "number"), [("fr", 2), ("ar", 6)])
def test_each_text_with_a_number_has_all_plural_forms(code, number):
    for texts, translations in entries(code):
        assert len(translations) == (1 if len(texts) == 1 else number), texts[0]


def test_french_has_no_breaking_space_where_a_line_must_not_break():
    for _, translations in entries("fr"):
        for text in translations:
            for pair in (" :", " ;", " ?", " !", " »", "« ", "'"):
                assert pair not in text, text


def test_arabic_has_arabic_punctuation_and_latin_digits():
    for _, translations in entries("ar"):
        for text in translations:
            words = " ".join(word for word in text.split() if any("؀" <= c <= "ۿ" for c in word))
            assert not set(words) & set(",;?"), text
            assert not set(text) & set("٠١٢٣٤٥٦٧٨٩"), text


def test_a_text_for_people_is_a_literal_that_can_be_collected():
    offenders = [
        f"{path.relative_to(catalogs.ROOT)}:{call.line}: {call.keyword}"
        for path in sorted(catalogs.ROOT.glob("caravan/**/*.py"))
        if path.name not in {"language.py", "errors.py"}
        for call in catalogs.calls(path.read_text(encoding="utf-8"))
        if call.keyword in {"_", "msg", "text"} and not call.texts
    ]
    assert offenders == []


def test_calls_with_texts_are_found_however_they_are_written(tmp_path):
    (tmp_path / "caravan").mkdir()
    (tmp_path / "caravan" / "page.py").write_text(
        "_ = language.text\n"
        '_("one " "text")\n'
        'language.text("a {x}", x=msg("inner"))\n'
        'language.count("1 day", "{number} days", 3)\n'
        'b"bytes".count(b"\\n", 0)\n'
        '"text".count("x")\n'
        "_(variable)\n"
    )
    catalog = catalogs.texts_in_code(tmp_path)
    found = sorted(str(entry.id) for entry in catalog if entry.id)
    assert found == ["('1 day', '{number} days')", "a {x}", "inner", "one text"]


def test_a_catalog_written_twice_has_the_same_bytes():
    catalog = catalogs.translations("ar")
    assert catalogs.rendered(catalog) == catalogs.rendered(catalogs.translations("ar"))
    assert b"Date" not in catalogs.rendered(catalog).split(b"\n\n")[0]
