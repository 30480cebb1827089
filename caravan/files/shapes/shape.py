"""The base of all models, and pydantic's findings in our own words."""

from __future__ import annotations

import typing
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from caravan.errors import ImpossibleValue, Message, msg
from caravan.files.shapes.remedies import remedy_for
from caravan.files.wrong import KeyPath, Wrong, WrongValue, meant, shown

S = TypeVar("S", bound="Shape")
T = TypeVar("T")

Many = Annotated[tuple[T, ...], Field(strict=False)]
"""A list in the file; strict models would take tuples only, which no file has."""


class Shape(BaseModel):
    """A piece of a file. Nothing is converted silently; an unknown key is a fault."""

    model_config = ConfigDict(
        strict=True,
        extra="forbid",
        frozen=True,
        arbitrary_types_allowed=True,
        validate_by_name=True,
        validate_by_alias=True,
        serialize_by_alias=True,
    )

    def plain(self) -> dict[str, Any]:
        """As JSON and YAML write it; what isn't given is left out."""
        return self.model_dump(mode="json", exclude_none=True)


def keys_of(shape: type[Shape]) -> tuple[str, ...]:
    """The keys of a shape as files write them."""
    return tuple(field.alias or name for name, field in shape.model_fields.items())


def fit(shape: type[S], data: object, path: KeyPath = ()) -> S | tuple[Wrong, ...]:
    """The data in this shape, or all that is wrong with it, in the order of the keys.

    `path` is where the data is in its document; the paths of what is wrong begin with it.
    """
    try:
        return shape.model_validate(data)
    except ValidationError as error:
        return tuple(_translated(shape, path, dict(finding)) for finding in error.errors())


def _translated(shape: type[Shape], path: KeyPath, finding: dict[str, Any]) -> Wrong:
    location: KeyPath = tuple(finding["loc"])
    kind = str(finding["type"])
    value = finding["input"]
    context = finding.get("ctx", {})
    if kind == "value_error" and isinstance(context.get("error"), ImpossibleValue):
        cause = context["error"]
        if isinstance(cause, WrongValue):
            return Wrong((*path, *location, *cause.inside), cause.message, cause.remedy)
        return Wrong((*path, *location), cause.message, remedy_for(cause.message))
    if kind == "extra_forbidden":
        owner = _shape_at(shape, location[:-1])
        given = str(location[-1])
        # The key itself is at fault, not its value: its line is kept under ("", key).
        problem = msg("the key “{key}” is unknown", key=shown(given))
        return Wrong((*path, *location), problem, meant(given, keys_of(owner) if owner else ()))
    if kind == "missing":
        problem = msg("the key “{key}” is missing", key=str(location[-1]))
        return Wrong((*path, *location), problem, msg("Add it"))
    problem, remedy = _wrong_type(kind, value, context)
    return Wrong((*path, *location), problem, remedy)


def _wrong_type(kind: str, value: object, context: dict[str, Any]) -> tuple[Message, Message]:
    if value is None:
        return msg("the value is missing"), msg("Write a value, or delete the key")
    text = shown(value) if isinstance(value, str | int | float) else ""
    if kind in _LIMITS:
        problem, remedy, key = _LIMITS[kind]
        limit = context[key]
        limit = int(limit) if float(limit).is_integer() else limit  # 90, not 90.0
        return _filled(problem, value=text), _filled(remedy, limit=limit)
    if kind in ("enum", "literal_error"):
        expected = str(context.get("expected", "")).replace("'", "").replace(" or ", ", ")
        return msg("“{value}” is unknown here", value=text), meant(text, expected.split(", "))
    for beginning, (problem, remedy) in _EXPECTED.items():
        if kind.startswith(beginning):
            return _filled(problem, value=text), remedy
    return msg("“{value}” can't stand here", value=text), _SEE_DOCUMENTATION


def _filled(message: Message, **values: str | int | float) -> Message:
    """A message of the tables below with its values."""
    return Message(message.template, tuple(values.items()))


_SEE_DOCUMENTATION = msg("See the documentation of the data")
_LIST = (
    msg("a list is expected here"),
    msg("Write each entry on its own line, after “- ”"),
)
_KEYS = (msg("keys with values are expected here"), msg("Write “key: value” lines"))
_LIMITS = {
    "greater_than_equal": (
        msg("{value} is too little"),
        msg("At least {limit} is allowed"),
        "ge",
    ),
    "greater_than": (msg("{value} is too little"), msg("It must be more than {limit}"), "gt"),
    "less_than_equal": (msg("{value} is too much"), msg("At most {limit} is allowed"), "le"),
}
# By the beginning of pydantic's name of the error; its own wording is for programmers.
_EXPECTED = {
    "int_": (msg("“{value}” is not a whole number"), msg("Write digits only, like 120")),
    "float_": (msg("“{value}” is not a number"), msg("Write a number, like 12.5")),
    "finite_": (msg("“{value}” is not a number"), msg("Write a number, like 12.5")),
    "bool_": (msg("“{value}” is not true or false"), msg("Write true or false")),
    "string_": (msg("“{value}” is not a text"), msg("Put it in quotes")),
    "list_": _LIST,
    "tuple_": _LIST,
    "model_": _KEYS,
    "dict_": _KEYS,
    "too_": (msg("a wrong number of entries"), _SEE_DOCUMENTATION),
}


def _shape_at(shape: type[Shape], location: KeyPath) -> type[Shape] | None:
    """The shape that holds the value at a location, for the names of its keys."""
    current = shape
    for part in location:
        fields = {field.alias or name: field for name, field in current.model_fields.items()}
        if part not in fields:
            continue  # the index of a list or the key of a dictionary, whose entries are `current`
        inner = _shape_in(fields[str(part)].annotation)
        if inner is None:
            return None
        current = inner
    return current


def _shape_in(annotation: object) -> type[Shape] | None:
    """The shape in ``Shape | None``, ``tuple[Shape, ...]``, ``dict[str, Shape]`` and the like."""
    if isinstance(annotation, type) and issubclass(annotation, Shape):
        return annotation
    inner = (_shape_in(argument) for argument in typing.get_args(annotation))
    return next((found for found in inner if found is not None), None)
