"""HTML goes into a page in one place, and only when it has been escaped."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from markupsafe import Markup

from caravan.language.language import language
from caravan.ui.html import element, show

CARAVAN = Path(__file__).parent.parent.parent / "caravan"
ALLOWED = CARAVAN / "ui" / "html.py"
WAYS_TO_PUT_HTML = {"html", "unsafe_allow_html", "unsafe_allow_javascript", "_html"}


def ways_used(path):
    """Names of Streamlit's ways to put HTML that a module calls, or gives as an argument."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg in WAYS_TO_PUT_HTML:
            yield node.arg
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            called = node.func
            if called.attr in WAYS_TO_PUT_HTML and isinstance(
                called.value, ast.Name | ast.Attribute
            ):
                yield called.attr


def test_only_one_module_puts_html_into_a_page():
    users = {
        path: sorted(ways_used(path))
        for path in (*CARAVAN.rglob("*.py"), CARAVAN.parent / "app.py")
        # Mails have a part in HTML; no browser gets it from us as a page.
        if any(ways_used(path)) and CARAVAN / "publishing" not in path.parents
    }
    # The components begin as an empty element of our own; their texts go in as text.
    ours = [CARAVAN / "ui" / folder / "component.py" for folder in ("edit_map", "board")]
    assert users == {ALLOWED: ["html", "html"], **{path: ["html"] for path in ours}}


def test_what_nobody_escaped_is_not_shown():
    with pytest.raises(TypeError, match="element"):
        show("<b>x</b>", language("fr"))


def test_texts_and_attributes_are_escaped():
    made = element("p", "<b>&", element("i", "x"), class_="a", title='"><script>', aria_label="é")
    expected = (
        '<p class="a" title="&#34;&gt;&lt;script&gt;" aria-label="é">&lt;b&gt;&amp;<i>x</i></p>'
    )
    assert made == expected
    assert isinstance(made, Markup)


def test_braces_in_a_text_are_only_braces():
    assert element("p", "{0} {x.__class__} %s") == "<p>{0} {x.__class__} %s</p>"


def test_empty_elements_are_not_closed():
    assert element("img", alt="x") == '<img alt="x">'
