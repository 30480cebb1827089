"""The values of a piece of a file that are right, when others of the same piece are not."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from pydantic import create_model

from caravan.files.shapes.shape import Shape, fit


def right_values(shape: type[Shape], data: object) -> dict[str, Any]:
    """The right values by the name of their field; missing and wrong ones are left out.

    Rules that hold between fields are not asked.
    """
    if not isinstance(data, Mapping):
        return {}
    whole = fit(shape, data)
    if isinstance(whole, shape):
        given = ((name, getattr(whole, name)) for name in whole.model_fields_set)
        return {name: value for name, value in given if value is not None}
    found = {}
    for name, field in shape.model_fields.items():
        key = field.alias or name
        if data.get(key) is None:
            continue
        fitted = fit(_alone(shape, name), {key: data[key]})
        if not isinstance(fitted, tuple):
            found[name] = getattr(fitted, name)
    return found


@cache
def _alone(shape: type[Shape], name: str) -> type[Shape]:
    """A shape of this one field, which asks nothing of the others."""
    field = shape.model_fields[name]
    definitions: dict[str, Any] = {name: (field.annotation, field)}
    return create_model(f"{shape.__name__}_{name}", __base__=Shape, **definitions)
