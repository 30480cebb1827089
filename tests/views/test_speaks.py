"""Languages, roles and kinds of rows are named in the reader's language."""

from __future__ import annotations

import pytest

from caravan.language.language import LANGUAGES, language
from caravan.views.kind_text import kind_text
from caravan.views.speaks import language_name, role_text
from caravan.views.timeline import RowKind


@pytest.mark.parametrize(
    ("code", "reader", "name"),
    [("ar", "fr", "arabe"), ("fr", "en", "French"), ("ar", "ar", "العربية"), ("xx", "fr", "xx")],
)
def test_a_language_is_named_in_the_readers_language(code: str, reader: str, name: str) -> None:
    assert language_name(code, language(reader)) == name


def test_a_role_that_nobody_knows_stays_as_it_was_typed() -> None:
    assert role_text("host", language("en")) == "host"
    assert role_text("chef de file", language("en")) == "chef de file"
    assert role_text("", language("en")) == ""


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_kind_of_row_has_a_name_of_its_own(code: str) -> None:
    names = [kind_text(kind, language(code)) for kind in RowKind]
    assert all(names)
    assert len(set(names)) == len(names)
