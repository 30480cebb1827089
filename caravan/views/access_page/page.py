"""A page of forms as one document."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from caravan.language.language import LANGUAGES, Language
from caravan.views.markup.environment import environment

_OWN_NAMES = {"fr": "Français", "ar": "العربية", "en": "English"}


@dataclass(frozen=True, slots=True)
class Field:
    """A field of a form.

    Attributes:
        autocomplete: what a password manager puts into it, as HTML calls it.
        is_secret: whether what is typed can't be read on the screen.
    """

    name: str
    label: str
    autocomplete: str
    is_secret: bool = False
    value: str = ""
    longest: int = 200
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """Fields that are sent together.

    Attributes:
        action: where to, relative to the page.
        token: goes back with them.
        is_quiet: whether it isn't what people come to the page for.
    """

    action: str
    token: str
    button: str
    fields: tuple[Field, ...] = ()
    heading: str = ""
    is_quiet: bool = False


@dataclass(frozen=True, slots=True)
class AccessPage:
    """What a page says, and the forms in it.

    Attributes:
        name: of an account, shown as it was typed.
        problem: why what was sent before did not work.
        links: addresses and what they are called.
    """

    title: str
    lines: tuple[str, ...] = ()
    name: str = ""
    problem: str = ""
    forms: tuple[Form, ...] = ()
    links: tuple[tuple[str, str], ...] = ()


def access_page(page: AccessPage, speech: Language, here: str) -> str:
    """The page: complete HTML that asks nothing of any server but what its forms send.

    Args:
        here: the question of the page's own address, without its language, like ``next=%2Ftour&``.
    """
    return (
        environment()
        .get_template("access_page/page.html")
        .render(
            page=page,
            language=speech,
            style=_style(),
            here=here,
            languages=[(code, _OWN_NAMES[code]) for code in LANGUAGES],
            _=speech.text,
        )
    )


@cache
def access_policy() -> str:
    """The policy of the page's content: its own style, known by its hash, and its own forms."""
    digest = base64.b64encode(hashlib.sha256(_style().encode()).digest()).decode()
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; form-action 'self'; base-uri 'none';"
        " frame-ancestors 'none'"
    )


@cache
def _style() -> str:
    return (Path(__file__).parent / "page.css").read_text(encoding="utf-8")
