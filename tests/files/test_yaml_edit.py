from __future__ import annotations

import copy
from typing import Any

import pytest
from files.folders import DATA, FERRIES, SCHEDULE
from hypothesis import given, settings
from hypothesis import strategies as st

from caravan.errors import InputFaults
from caravan.files.bounded_text import BoundedText
from caravan.files.plain_data import same
from caravan.files.yaml_document import parse_yaml
from caravan.files.yaml_edit import with_data

OURS = (DATA / "schedule.yaml").read_text(encoding="utf-8")


def edited(text: str, change: Any) -> str:
    source = BoundedText("x.yaml", text, bom=False)
    data = copy.deepcopy(parse_yaml(text, "x.yaml").keys())
    change(data)
    result = with_data(source, data).text
    assert same(parse_yaml(result, "x.yaml").data, data)
    return result


def put(*path: Any) -> Any:
    *keys, last, value = path

    def change(data: Any) -> None:
        for key in keys:
            data = data[key]
        data[last] = value

    return change


def drop(*path: Any) -> Any:
    def change(data: Any) -> None:
        for key in path[:-1]:
            data = data[key]
        del data[path[-1]]

    return change


@pytest.mark.parametrize(
    ("before", "change", "after"),
    [
        ("a: 1 # x\nb: 2\n", put("a", 3), "a: 3 # x\nb: 2\n"),
        ("a: 1 # x\nb: 2\n", drop("a"), "b: 2\n"),
        ("a: 1\n# x\nb: 2\n", drop("a"), "# x\nb: 2\n"),
        ("a: 1\n# x\nb: 2\n", put("c", 3), "a: 1\n# x\nb: 2\nc: 3\n"),
        ("a: 1", put("b", 2), "a: 1\nb: 2"),
        ("a: # x\n", put("a", "y"), "a: y # x\n"),
        ("a: # x\n", put("a", {"b": 1}), "a: # x\n  b: 1\n"),
        ("a: 'x'\n", put("a", "it's"), "a: 'it''s'\n"),
        ('a: "x"\n', put("a", "y"), 'a: "y"\n'),
        ('a: "x"\n', put("a", 3), "a: 3\n"),
        ("a: x # z\n", put("a", None), "a: # z\n"),
        ("a: [1, 2] # x\n", put("a", [1]), "a: [1] # x\n"),
        ("a: [1, 2] # x\n", put("a", []), "a: [] # x\n"),
        ("a: [1, # x\n  2]\n", put("a", 1, 3), "a: [1, # x\n  3]\n"),
        ("a: [] # x\nb: 1\n", put("a", [{"c": 1}]), "a: # x\n  - c: 1\nb: 1\n"),
        ("a:\n  # x\n  - b: 1 # y\n  - b: 2\n", put("a", []), "a: []\n"),
        ("a:\n  - b: 1 # y\n    c: 2\n", put("a", 0, "c", 3), "a:\n  - b: 1 # y\n    c: 3\n"),
        ("a:\n  - b: 1 # y\n    c: 2\n", drop("a", 0, "b"), "a:\n  - # y\n    c: 2\n"),
        ("a:\n  - b: 1\n    c: 2\n", drop("a", 0, "b"), "a:\n  - c: 2\n"),
        ("a:\n  - id: x # 1\n  - id: y # 2\n", drop("a", 0), "a:\n  - id: y # 2\n"),
        ("a:\n- id: x\n- id: y\n# end\n", put("a", [{"id": "y"}]), "a:\n- id: y\n# end\n"),
        ("a:\n- x\nb: 1\n", lambda d: d["a"].append("y"), "a:\n- x\n- y\nb: 1\n"),
        ("a:\n  # 1\n  - x\n", lambda d: d["a"].insert(0, "y"), "a:\n  # 1\n  - y\n  - x\n"),
        ("a: {b: 1, c: 2}\n", drop("a", "b"), "a: {c: 2}\n"),
        ("a: {b: 1, c: 2}\n", drop("a", "c"), "a: {b: 1}\n"),
        ("a: {b: 1, c: 2}\n", put("a", "d", [1, "x y"]), "a: {b: 1, c: 2, d: [1, x y]}\n"),
        ("a: {b: 1}\n", put("a", {"c": 2}), "a:\n  c: 2\n"),
        ("a: {b: {c: 1}}\n", put("a", "b", {"d": 2}), "a: {b: {d: 2}}\n"),
        ("a: |\n  x\n  y\n\nb: 1\n", put("a", "z"), "a: z\n\nb: 1\n"),
        ("a: x\n  y\nb: 1\n", put("a", "z"), "a: z\nb: 1\n"),
        ("a:\n    b: 1\n    # x\n    c: 2\n", put("a", "d", 3),
         "a:\n    b: 1\n    # x\n    c: 2\n    d: 3\n"),
        ("a: 1\r\nb: 2\r\n", put("c", {"d": 1}), "a: 1\r\nb: 2\r\nc:\r\n  d: 1\r\n"),
        ('{"a": 1, "b": [1, 2]}\n', put("b", [1, 2, 3]), '{"a": 1, "b": [1, 2, 3]}\n'),
        ('{"a": 1, "b": 2}\n', drop("a"), '{"b": 2}\n'),
        ("a: &x [1]\nb: *x\n", put("b", [2]), "a: &x [1]\nb: [2]\n"),
        ("a: &x [1] # y\nb: *x\n", put("a", [2]), "a: [2] # y\nb: [1]\n"),
        ("a: &x\n  c: 1 # y\nb: *x\n", put("a", "c", 2), "a: \n  c: 2 # y\nb: {c: 1}\n"),
        ("a: 65\n", put("a", 65.0), "a: 65\n"),
        ("a: yes\n", put("a", "no"), 'a: "no"\n'),
    ],
)  # fmt: skip
def test_a_change_leaves_all_else_as_it_was(before: str, change: Any, after: str) -> None:
    assert edited(before, change) == after


def test_equal_data_give_the_very_same_file() -> None:
    source = BoundedText("x.yaml", OURS, bom=True)
    assert with_data(source, copy.deepcopy(parse_yaml(OURS, "x").keys())) is source


def test_a_byte_order_mark_survives() -> None:
    source = BoundedText("x.yaml", "a: 1\r\n", bom=True)
    assert with_data(source, {"a": 2}) == BoundedText("x.yaml", "a: 2\r\n", bom=True)


def test_an_entry_that_moves_takes_its_comments_along() -> None:
    text = "a:\n  - id: x # one\n    # two\n    b: 1\n  - id: y\n  - id: z\n"
    moved = edited(text, lambda data: data["a"].append(data["a"].pop(0)))
    assert moved == "a:\n  - id: y\n  - id: z\n  - id: x # one\n    # two\n    b: 1\n"


def test_a_file_written_in_a_strange_way_is_changed_section_by_section() -> None:
    text = "# top\n? a\n: b\n"
    with pytest.raises(InputFaults, match="can't be changed here"):
        edited(text, put("a", "c"))
    text = "# top\na:\n  ? b\n  : c\n# end\nd: 1\n"
    assert edited(text, put("a", "b", "x")) == "# top\na:\n  b: x\n# end\nd: 1\n"


_texts = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        ["010", "true", "no", "1e3", "~", "", "# x", "a: b", "- x", "*x", "&x", "!x", "x #y", "x:",
         "[a]", "{a", "a, b", "'", '"', "%x", "@x", "`x", "08:30-12:30", "2020-03-09", "بلدية", "=1",
         " x", "x ", "a\nb", "\t", "😀", "L’île", "l'île d'or", "0x1F", ".5", "1_000", "? x", "|", ">"]
    ),
)  # fmt: skip
_scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**17), 10**17),
    st.floats(allow_nan=False, allow_infinity=False),
    _texts.filter(lambda text: not any("\ud800" <= char <= "\udfff" for char in text)),
)
_keys = st.one_of(
    st.sampled_from(
        ["id", "town", "name", "open", "partners", "fr", "no", "a b", "x:", "#", "1", ""]
    ),
    st.text(max_size=4),
)
_data = st.recursive(
    _scalars,
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(_keys, inner, max_size=4)),
    max_leaves=8,
)


def _paths(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [at] if at else []
    if isinstance(value, dict):
        for key, inner in value.items():
            found += _paths(inner, (*at, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            found += _paths(inner, (*at, number))
    return found


@settings(max_examples=60, deadline=None)
@given(st.sampled_from([SCHEDULE, FERRIES, OURS, OURS.replace("\n", "\r\n")]), st.data())
def test_any_change_is_read_back_as_it_was_meant(text: str, drawn: st.DataObject) -> None:
    data = copy.deepcopy(parse_yaml(text, "x.yaml").keys())
    for _ in range(drawn.draw(st.integers(1, 3))):
        path = drawn.draw(st.sampled_from(_paths(data)))
        parent: Any = data
        for part in path[:-1]:
            parent = parent[part]
        match drawn.draw(st.sampled_from(["set", "drop", "add"])):
            case "set":
                parent[path[-1]] = drawn.draw(_data)
            case "drop":
                del parent[path[-1]]
            case "add" if isinstance(parent, list):
                parent.insert(path[-1], drawn.draw(_data))
            case "add":
                parent[drawn.draw(_keys)] = drawn.draw(_data)
        if not data:
            return
    changed = with_data(BoundedText("x.yaml", text, bom=False), data)
    assert same(parse_yaml(changed.text, "x.yaml").data, data)


@settings(max_examples=60, deadline=None)
@given(st.dictionaries(_keys, _data, min_size=1, max_size=3), st.data())
def test_what_was_written_can_be_changed_again(data: dict[str, Any], drawn: st.DataObject) -> None:
    source = with_data(BoundedText("x.yaml", "start: 1 # here\n", bom=False), {"start": 1, **data})
    other = drawn.draw(st.dictionaries(_keys, _data, min_size=1, max_size=3))
    changed = with_data(source, {"start": 1, **other})
    assert same(parse_yaml(changed.text, "x.yaml").data, {"start": 1, **other})
    assert "# here" in changed.text
