"""Reading JSON that may be damaged or hostile, and writing it for people and machines."""

from __future__ import annotations

import json
import re
from typing import Any, NoReturn

from caravan.errors import Fault, InputFaults, Message, msg
from caravan.files.wrong import half_a_character, shown

WIDTH = 100
"""A list or an object that fits into so many characters is written on one line."""

_HALF = re.compile(r"\\u[dD][89a-fA-F]")


class _Refused(ValueError):
    def __init__(self, problem: Message, remedy: Message) -> None:
        super().__init__(str(problem))
        self.problem, self.remedy = problem, remedy


def parse_json(text: str, name: str) -> object:
    """The data of a JSON text; `name` is that of its file, for messages.

    Raises InputFaults for what isn't JSON, and for what its readers understand differently:
    doubled keys, NaN and infinities. Deep nesting and endless numbers are refused.
    """
    try:
        data = json.loads(text, object_pairs_hook=_each_once, parse_constant=_no_constant)
        if _HALF.search(text):
            json.dumps(data, ensure_ascii=False).encode()  # fails for what no file can hold
    except UnicodeEncodeError:
        (problem, remedy), line = half_a_character(), None
    except _Refused as error:
        problem, remedy, line = error.problem, error.remedy, None
    except json.JSONDecodeError as error:
        problem, remedy = msg("this can't be read as JSON"), _again()
        line = error.lineno
    except RecursionError:
        problem, remedy, line = msg("nested far too deep"), msg("Choose the right file"), None
    except ValueError:  # a number of more digits than Python converts
        problem, remedy, line = msg("a number with far too many digits"), _again(), None
    else:
        return data
    raise InputFaults((Fault(name, "", problem, remedy, line),))


def json_text(data: object) -> str:
    """The data as JSON: the same bytes each time, readable, with a line end at the end.

    Raises ValueError for NaN and infinities.
    """
    return "".join(_written(data, "")) + "\n"


def _written(data: object, indent: str) -> list[str]:
    flat = json.dumps(data, ensure_ascii=False, allow_nan=False)
    if not isinstance(data, dict | list | tuple) or len(flat) + len(indent) <= WIDTH:
        return [flat]
    deeper = indent + "  "
    pieces: list[str] = []
    if isinstance(data, dict):
        for key, value in data.items():
            pieces += [
                ",\n" if pieces else "{\n",
                deeper,
                json.dumps(key, ensure_ascii=False),
                ": ",
            ]
            pieces += _written(value, deeper)
        return [*pieces, "\n", indent, "}"]
    for value in data:
        pieces += [",\n" if pieces else "[\n", deeper, *_written(value, deeper)]
    return [*pieces, "\n", indent, "]"]


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) < len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                problem = msg("the key “{key}” is given twice in one object", key=shown(key))
                raise _Refused(problem, msg("Keep one of the two"))
            seen.add(key)
    return data


def _no_constant(text: str) -> NoReturn:
    problem = msg("“{value}” is not a number", value=text)
    raise _Refused(problem, msg("Write a number, like 12.5"))


def _again() -> Message:
    return msg("Write the file anew with the program that made it")
