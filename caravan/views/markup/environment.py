"""The template engine of all our HTML: what is put into a template is text, never markup."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from caravan.views.plain_text import plain

if TYPE_CHECKING:
    from jinja2 import Environment

_VIEWS = Path(__file__).parent.parent


@cache
def environment() -> Environment:
    """Templates of the views, all values escaped and free of control characters.

    An unknown name in a template is an error, not an empty place.
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(
        loader=FileSystemLoader(_VIEWS),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_without_control_characters,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _without_control_characters(value: object) -> object:
    # Markup, a subclass, comes from our own macros and stays as it is.
    return plain(value) if type(value) is str else value
