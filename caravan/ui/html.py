"""The one place where the pages put HTML: only markup whose texts have been escaped goes in."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup, escape

from caravan.language.language import Language

_VOID = {"img", "br", "hr"}
"""Elements without content, which HTML forbids to close."""


def show(markup: Markup, language: Language) -> None:
    """Show markup, in the direction and under the name of its language.

    Screen readers need the name: Streamlit says of every page that it is English. Raises
    TypeError for a plain string, which nobody has escaped.
    """
    if not isinstance(markup, Markup):
        raise TypeError("only Markup is shown: build it with element()")
    st.html(element("div", markup, class_="cv", lang=language.code, dir=language.direction))


def show_style(css: str) -> None:
    """Add a style sheet of ours to the page."""
    st.html(Markup("<style>{}</style>").format(Markup(css)))  # noqa: S704 a file of ours


def element(tag: str, *children: Markup | str, class_: str = "", **attributes: str) -> Markup:
    """``<tag class=… …>children</tag>``, plain strings and all attributes escaped.

    Underscores in the names of attributes become hyphens. The tag is a literal of the program.
    """
    given = {"class": class_, **attributes} if class_ else attributes
    text = "".join(f' {name.replace("_", "-")}="{escape(value)}"' for name, value in given.items())
    inner = Markup().join(children)
    if tag in _VOID:
        return Markup("<{0}{1}>").format(Markup(tag), Markup(text))  # noqa: S704 built here
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(tag), Markup(text), inner)  # noqa: S704 the same


def trusted(markup: str) -> Markup:
    """Markup made by our own views, which have escaped every text in it."""
    return Markup(markup)  # noqa: S704 views escape
