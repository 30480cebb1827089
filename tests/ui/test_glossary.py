"""The glossary: every term explained, in a sentence that a tooltip can hold."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from caravan.language.language import LANGUAGES, language
from caravan.ui.glossary import Term, explained

PAGES = Path(__file__).parent.parent.parent / "caravan" / "ui"


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("term", Term)
def test_every_term_is_explained_in_a_sentence_or_two(term, code):
    text = explained(term, language(code))
    assert text.endswith(".")
    assert 20 < len(text) < 260


def test_no_two_terms_have_the_same_explanation():
    texts = [explained(term, language("en")) for term in Term]
    assert len(set(texts)) == len(Term)


def test_every_term_is_explained_where_somebody_meets_it():
    """A term that no page explains is not in the glossary."""
    used = set()
    for path in PAGES.rglob("*.py"):
        if path.name != "glossary.py":
            used |= set(re.findall(r"Term\.([A-Z_]+)", path.read_text("utf-8")))
    assert {term.name for term in Term} - used == set()
