from __future__ import annotations

import pytest
from files.folders import DATA, FERRIES, SCHEDULE
from hypothesis import given, settings
from hypothesis import strategies as st

from caravan.errors import InputFaults
from caravan.files import yaml_document
from caravan.files.yaml_document import YamlDocument, parse_yaml
from caravan.files.yaml_pieces import pieces_of
from caravan.files.yaml_whole import read_whole

OURS = (DATA / "schedule.yaml").read_text(encoding="utf-8")


def whole(text: str, name: str) -> YamlDocument:
    return YamlDocument(name, *read_whole(text, name))


def outcome(read: object, text: str) -> object:
    try:
        return read(text, "x.yaml")
    except InputFaults as error:
        return error.faults


def test_our_schedule_is_cut_at_its_keys_and_events() -> None:
    pieces = pieces_of(OURS)
    assert [piece.text.split(":")[0] for piece in pieces] == list(parse_yaml(OURS, "x").keys())
    assert [len(piece.items) for piece in pieces] == [0, 0, 3, 0, 0, 0, 0, 0, 0, 0, 20]
    for piece in pieces:
        assert OURS[piece.begins :].startswith(piece.text)
        assert OURS.count("\n", 0, piece.begins) == piece.line
        for item in piece.items:
            assert OURS[item.begins :].startswith(item.text)
            assert OURS.count("\n", 0, item.begins) == item.line


@pytest.mark.parametrize("text", [OURS, SCHEDULE, FERRIES, OURS.replace("\n", "\r\n")])
def test_pieces_say_what_the_whole_says(text: str) -> None:
    assert isinstance(yaml_document._in_pieces(text, "x.yaml"), YamlDocument)
    assert parse_yaml(text, "x.yaml") == whole(text, "x.yaml")


@pytest.mark.parametrize(
    "text",
    [
        "a: 'x\nb: y'\n",
        'a: "x\nb: y"\nc: 1\n',
        "a: [1,\nb, 2]\n",
        "a: {b: 1,\nc: 2}\nd: 3\n",
        "a: |\n  b: 1\nc: 2\n",
        "a: x\nb\nc: 1\n",
        "a:\n  - 'x\n  - y'\n",
        "a:\n  - [x,\n  - y]\n",
        "a:\n- 1\n- 2\nb: 3\n",
        "a:\n  - 1\n - 2\n",
        "a:\n  - - 1\n    - 2\n  - 3\n",
        "a:\n  -\n    b: 1\n  - c\n",
        "a:\n  # no\n\n  - 1 # one\n  # two\n  - 2\n# end\n",
        "a: &x 1\nb: *x\n",
        "a: 1\na: 2\n",
        "a: 1\n---\nb: 2\n",
        "a: 1\n...\n",
        "%YAML 1.1\n---\na: no\n",
        "? a\n: b\nc: d\n",
        "a: 1\n\tb: 2\n",
        "- a\n- b\n",
        "{a: 1}\n",
        "a: >\n  x\n\n\n  y\n\nb: 1\n",
        "a: !x 1\n",
        "a:\nb:\nc: ~\n",
        'a: 1 # x: "\nb: 2\n',
        "'a': 1\n\"b\": 2\n",
        "a: b: c\n",
        "a:\n  - b: 1\n   c: 2\n",
    ],
)
def test_a_text_that_is_hard_to_cut_says_what_the_whole_says(text: str) -> None:
    assert outcome(parse_yaml, text) == outcome(whole, text)


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_a_damaged_text_says_what_the_whole_says(data: st.DataObject) -> None:
    text = SCHEDULE
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(text)))
        length = data.draw(st.integers(0, 12))
        inserted = data.draw(
            st.sampled_from(
                ["", "\n", " ", "  ", "- ", "\n- ", "\n  - ", ":", ": ", "#", " # ", "'", '"', "[",
                 "]", "{", "}", ",", "&a ", "*a", "|\n", ">\n", "\t", "? ", "---\n", "\r\n", "x", "٣"]
            )
        )  # fmt: skip
        text = text[:at] + inserted + text[at + length :]
    assert outcome(parse_yaml, text) == outcome(whole, text)


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(["a", "b: ", "- ", "\n", "  ", "'", "#", ": ", "[", "]", "|", "1"]))
)
def test_any_little_text_says_what_the_whole_says(parts: list[str]) -> None:
    text = "".join(parts)
    assert outcome(parse_yaml, text) == outcome(whole, text)
