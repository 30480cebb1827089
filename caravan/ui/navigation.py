"""The pages of the app, their addresses, and how one leads to another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from caravan.language.language import Language
from caravan.ui.visit import Visit, begin_visit

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

_GO = "go-to-page"


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page in the navigation.

    Attributes:
        path: its address.
        draw: draws it.
        in_menu: whether every page links to it.
    """

    path: str
    title: str
    draw: Callable[[], None]
    in_menu: bool = True


def entries(speech: Language) -> tuple[PageEntry, ...]:
    """All pages in the order of the work: which tour, what it asks, what answers it, who is told."""
    _ = speech.text
    return (
        PageEntry("tours", _("Tours"), _tours),
        PageEntry("new", _("New tour"), _new_tour, in_menu=False),
        PageEntry("tour", _("Tour"), _tour),
        PageEntry("plan", _("Plan"), _plan),
        PageEntry("edit", _("By hand"), _by_hand, in_menu=False),
        PageEntry("change", _("What now"), _change, in_menu=False),
        PageEntry("scenarios", _("Scenarios"), _scenarios),
        PageEntry("map", _("Map"), _map),
        # Not "calendars": that is where the feeds are.
        PageEntry("subscribe", _("Calendars"), _calendars),
    )


def page_of(entry: PageEntry) -> StreamlitPage:
    """The page as Streamlit knows it. The plan opens first: it is what most visitors come for."""
    return st.Page(entry.draw, title=entry.title, url_path=entry.path, default=entry.path == "plan")


def page_link(path: str, label: str, speech: Language) -> None:
    """A link to another page of the same tour, as easy to see as a button."""
    entry = next(entry for entry in entries(speech) if entry.path == path)
    with st.container(key=f"cv-go-{path}"):
        st.page_link(page_of(entry), label=label)


def section_link(section: str, label: str, tour: str, speech: Language) -> None:
    """A link to a section of the Tour page."""
    entry = next(entry for entry in entries(speech) if entry.path == "tour")
    with st.container(key=f"cv-to-section-{section}"):
        there = {"tour": tour, "section": section, "lang": speech.code}
        st.page_link(page_of(entry), label=label, query_params=there)


def go_to(path: str) -> None:
    """Show another page next. Meant for callbacks, in which Streamlit can't change the page."""
    st.session_state[_GO] = path


def follow(speech: Language) -> None:
    """Change to the page that a callback asked for, if one did."""
    path = st.session_state.pop(_GO, None)
    for entry in entries(speech):
        if entry.path == path:
            st.switch_page(page_of(entry))


def _tours() -> None:
    from caravan.ui.app_pages.tours import show_tours

    show_tours(_visit())


def _new_tour() -> None:
    from caravan.ui.app_pages.new_tour import show_new_tour

    show_new_tour(_visit())


def _tour() -> None:
    from caravan.ui.app_pages.tour import show_tour

    _show_one(show_tour)


def _plan() -> None:
    from caravan.ui.app_pages.plan import show_plan

    _show_one(show_plan)


def _scenarios() -> None:
    from caravan.ui.app_pages.scenarios import show_scenarios
    from caravan.ui.deleted_tour import shows_deleted

    # Not like the other pages of a tour: of a scenario, it shows the tour that it is of.
    visit = _visit()
    if not shows_deleted(visit):
        show_scenarios(visit)


def _by_hand() -> None:
    from caravan.ui.app_pages.by_hand import show_by_hand

    _show_one(show_by_hand)


def _change() -> None:
    from caravan.ui.app_pages.change import show_change

    _show_one(show_change)


def _map() -> None:
    from caravan.ui.app_pages.map import show_map

    _show_one(show_map)


def _calendars() -> None:
    from caravan.ui.app_pages.calendars import show_calendars
    from caravan.ui.scenarios.banner import no_subscribers

    _show_one(lambda visit: None if no_subscribers(visit) else show_calendars(visit))


def _show_one(show_page: Callable[[Visit], None]) -> None:
    """A page about one tour or scenario, if that is still there."""
    from caravan.ui.deleted_tour import shows_deleted
    from caravan.ui.scenarios.banner import show_banner

    visit = _visit()
    if not shows_deleted(visit):
        show_banner(visit)
        show_page(visit)


def _visit() -> Visit:
    return begin_visit()
