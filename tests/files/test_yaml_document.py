from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from caravan.errors import InputFaults
from caravan.files import yaml_whole
from caravan.files.yaml_document import parse_yaml
from caravan.files.yaml_whole import MAX_ALIASES, MAX_DEPTH


def data(text: str) -> object:
    return parse_yaml(text, "a.yaml").data


def faults(text: str) -> list[str]:
    with pytest.raises(InputFaults) as error:
        parse_yaml(text, "a.yaml")
    return [str(fault) for fault in error.value.faults]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12:30", "12:30"),
        ("08:30-12:30", "08:30-12:30"),
        ("010", 10),
        ("0o10", "0o10"),
        ("no", "no"),
        ("yes", "yes"),
        ("off", "off"),
        ("NO", "NO"),
        ("true", True),
        ("False", False),
        ("~", None),
        ("null", None),
        ("", None),
        ('""', ""),
        ("'010'", "010"),
        ('"true"', "true"),
        ("2020-03-09", "2020-03-09"),
        ("2020-03-08T10:00:00+01:00", "2020-03-08T10:00:00+01:00"),
        ("-5", -5),
        ("1_000", "1_000"),
        ("1.50", 1.5),
        ("1e3", 1000.0),
        (".inf", ".inf"),
        ("NaN", "NaN"),
        ("=", "="),
        ("|\n  two\n  lines", "two\nlines\n"),
        ("قفصة 🏜️", "قفصة 🏜️"),
    ],
)
def test_a_scalar_is_read_by_the_core_schema_of_yaml_1_2(text: str, value: object) -> None:
    for head in ("", "%YAML 1.1\n---\n", "%YAML 1.2\n---\n"):
        read = data(f"{head}key: {text}\n")
        assert read == {"key": value}
        assert isinstance(read, dict)
        assert type(read["key"]) is type(value)


def test_two_escapes_of_half_a_character_are_one_and_a_half_is_refused() -> None:
    assert data(r'"\ud83c\udfdc": "\ud83c\udfdc"') == {"🏜": "🏜"}
    for half in (r'a: "\ud83c"', r'"\udfdc": 1', r'- "\udfdc\ud83c"'):
        found = faults(half)
        assert len(found) == 1
        assert found[0].endswith(": half of a character. Write the character itself")


def test_keys_are_texts_whatever_they_look_like() -> None:
    assert data("no: 1\n010: 2\n2020-03-09: 3\n") == {"no": 1, "010": 2, "2020-03-09": 3}


def test_each_value_knows_its_line() -> None:
    document = parse_yaml("a:\n  b:\n    - 1\n    - c: 2\n  d: [x,\n    y]\n", "a.yaml")
    assert document.line(("a",)) == 1
    assert document.line(("a", "b", 0)) == 3
    assert document.line(("a", "b", 1, "c")) == 4
    assert document.line(("a", "d", 1)) == 6
    assert document.line(("a", "missing")) == 1
    assert document.line(()) == 1


def test_all_doubled_keys_are_told_at_once() -> None:
    assert faults("a: 1\nb:\n  c: 1\n  c: 2\na: 3\n") == [
        "a.yaml, line 4, b.c: the key “c” is given twice, first on line 3. Keep one of the two",
        "a.yaml, line 5, a: the key “a” is given twice, first on line 1. Keep one of the two",
    ]


def test_a_reference_stands_for_its_value() -> None:
    assert data("a: &hours [1, 2]\nb: *hours\n") == {"a": [1, 2], "b": [1, 2]}


def test_an_anchor_given_twice_is_no_warning() -> None:
    assert data("a: &x 1\nb: &x 2\nc: *x\n") == {"a": 1, "b": 2, "c": 2}


def test_a_merge_key_is_a_key_like_others() -> None:
    assert data("a: &x {b: 1}\nc:\n  <<: *x\n") == {"a": {"b": 1}, "c": {"<<": {"b": 1}}}


def test_an_alias_bomb_is_refused_at_once() -> None:
    bomb = [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    begun = time.perf_counter()
    found = faults("\n".join(["a0: &a0 [x, x, x, x, x, x, x, x, x, x]", *bomb]))
    assert time.perf_counter() - begun < 10
    assert len(found) == 1
    assert "more than 20000 values in one file" in found[0]


def test_too_many_references_are_refused() -> None:
    text = "a: &a 1\nb: [" + ", ".join(["*a"] * (MAX_ALIASES + 1)) + "]\n"
    assert faults(text) == [
        "a.yaml, line 2: more than 200 references with “*”. Write the values out"
    ]


def test_a_value_that_contains_itself_is_refused() -> None:
    assert faults("a: &a\n  b: *a\n") == [
        "a.yaml, line 1, a.b: a value that refers to itself. Write the values out"
    ]


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? "])
def test_deep_nesting_is_refused_at_once(opening: str) -> None:
    begun = time.perf_counter()
    found = faults(opening * 50_000)
    assert time.perf_counter() - begun < 10
    assert len(found) == 1
    assert f"nested more than {MAX_DEPTH} levels deep" in found[0]


@pytest.mark.parametrize(
    "text",
    [
        "a: !!python/object/apply:os.system ['true']",
        "a: !!int '12'",
        "a: !own 1",
        "!!map {a: 1}",
        "a: ! 12",
        "%TAG ! tag:evil.example,2020:\n---\na: !x 1",
    ],
)
def test_a_tag_is_refused(text: str) -> None:
    found = faults(text)
    assert len(found) == 1
    assert "is not allowed. Delete the word with the exclamation mark" in found[0]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("a: [1, 2", "line 1: a quote or bracket is not closed. Close it"),
        ('a: "b\nc: 1\n', "line 3: a quote or bracket is not closed. Close it"),
        ("a: 1\n\tb: 2\n", "line 2: a tab at the beginning of a line. Indent with spaces"),
        (
            "a: b: c\n",
            (
                "line 1: a colon where none can be, or a wrong indentation. "
                "Put a text with a colon in quotes; indent keys of one level alike"
            ),
        ),
        (
            "a: *b\n",
            (
                "line 1: a reference with “*” to something that isn't there. "
                "Write the value out, or put a text with a “*” in quotes"
            ),
        ),
        (
            "a: 1\n---\nb: 2\n",
            (
                "line 2: several documents in one file. "
                "Keep one, and delete the line “---” before the others"
            ),
        ),
        ("? [a]\n: 1\n", "line 1: a key that is not a text. Write a word before the colon"),
    ],
)
def test_a_slip_of_the_pen_is_told_in_plain_words(text: str, fault: str) -> None:
    assert faults(text) == [f"a.yaml, {fault}"]


@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"])
        | st.sampled_from("\n:-[]{}&*!|>'\"%@`#? ,"),
        max_size=40,
    )
)
def test_any_text_is_data_or_faults_never_a_crash(text: str) -> None:
    with contextlib.suppress(InputFaults):
        parse_yaml(text, "a.yaml")


def test_a_file_of_many_values_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_whole, "MAX_VALUES", 50)
    assert len(data("- 1\n" * 49)) == 49
    assert faults("- 1\n" * 50) == [
        (
            "a.yaml, line 50: more than 50 values in one file. "
            "Choose the right file, or write it without references"
        )
    ]
