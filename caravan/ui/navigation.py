"""The pages of the app, their addresses, and how one leads to another."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import streamlit as st

from caravan.language.language import Language
from caravan.store.permissions import Permissions, Right
from caravan.ui.visit import Visit, begin_visit

if TYPE_CHECKING:
    from streamlit.navigation.page import StreamlitPage

_GO = "go-to-page"


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page in the navigation.

    Attributes:
        path: its address.
        show: draws it for a visitor who may see it.
        needs: the right that it takes, with the schedule looked at; None for every account.
        in_menu: whether every page links to it, for those who may see it.
    """

    path: str
    title: str
    show: Callable[[Visit], None]
    needs: Right | None
    in_menu: bool = True

    def is_for(self, may: Permissions) -> bool:
        """Whether a visitor with these permissions may see it."""
        return self.needs is None or may.has(self.needs)

    def is_in_menu(self, may: Permissions) -> bool:
        """Whether every page links to it: to the day pages for those who may see nothing else."""
        if self.path == "days":
            return may.days and not may.view
        return self.in_menu and self.is_for(may)

    def draw(self) -> None:
        """Draw it, or say why this visitor can't see it: the only way to a page."""
        from caravan.ui.access.refusal import shows_refusal

        visit = begin_visit()
        if not shows_refusal(visit, self.needs):
            self.show(visit)


def entries(speech: Language) -> tuple[PageEntry, ...]:
    """All pages in the order of the work: which tour, what it asks, what answers it, who is told."""
    _ = speech.text
    return (
        PageEntry("tours", _("Tours"), _tours, None),
        PageEntry("new", _("New tour"), _new_tour, Right.CREATE, in_menu=False),
        PageEntry("tour", _("Tour"), _tour, Right.EDIT),
        PageEntry("plan", _("Plan"), _plan, Right.VIEW),
        PageEntry("edit", _("By hand"), _by_hand, Right.EDIT, in_menu=False),
        PageEntry("change", _("What now"), _change, Right.EDIT, in_menu=False),
        PageEntry("scenarios", _("Scenarios"), _scenarios, Right.EDIT),
        PageEntry("map", _("Map"), _map, Right.VIEW),
        PageEntry("publish", _("Publish"), _publish, Right.VIEW),
        # Not "calendars": that is where the feeds are.
        PageEntry("subscribe", _("Calendars"), _calendars, Right.PUBLISH),
        PageEntry("days", _("Day pages"), _days, Right.DAYS, in_menu=False),
        PageEntry("people", _("People"), _people, None, in_menu=False),
    )


def page_of(entry: PageEntry) -> StreamlitPage:
    """The page as Streamlit knows it. The plan opens first: it is what most visitors come for."""
    return st.Page(entry.draw, title=entry.title, url_path=entry.path, default=entry.path == "plan")


def page_link(path: str, label: str, speech: Language, *, about: str = "") -> None:
    """A link to another page of the same tour, as easy to see as a button.

    Args:
        about: what it is about, as a key: tells several links to one page from one another.
    """
    entry = next(entry for entry in entries(speech) if entry.path == path)
    with st.container(key=f"cv-go-{path}-{about}" if about else f"cv-go-{path}"):
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


def _tours(visit: Visit) -> None:
    from caravan.ui.app_pages.tours import show_tours

    show_tours(visit)


def _new_tour(visit: Visit) -> None:
    from caravan.ui.app_pages.new_tour import show_new_tour

    show_new_tour(visit)


def _tour(visit: Visit) -> None:
    from caravan.ui.app_pages.tour import show_tour

    _show_one(visit, show_tour)


def _plan(visit: Visit) -> None:
    from caravan.ui.access.plan_to_read import show_plan_to_read
    from caravan.ui.app_pages.plan import show_plan

    _show_one(visit, show_plan if visit.may.edit else show_plan_to_read)


def _scenarios(visit: Visit) -> None:
    from caravan.ui.app_pages.scenarios import show_scenarios
    from caravan.ui.deleted_tour import shows_deleted

    # Not like the other pages of a tour: of a scenario, it shows the tour that it is of.
    if not shows_deleted(visit):
        show_scenarios(visit)


def _by_hand(visit: Visit) -> None:
    from caravan.ui.app_pages.by_hand import show_by_hand

    _show_one(visit, show_by_hand)


def _change(visit: Visit) -> None:
    from caravan.ui.app_pages.change import show_change

    _show_one(visit, show_change)


def _map(visit: Visit) -> None:
    from caravan.ui.app_pages.map import show_map

    _show_one(visit, show_map)


def _publish(visit: Visit) -> None:
    from caravan.ui.app_pages.publish import show_publish

    _show_one(visit, show_publish)


def _calendars(visit: Visit) -> None:
    from caravan.ui.app_pages.calendars import show_calendars
    from caravan.ui.scenarios.banner import no_subscribers

    _show_one(visit, lambda visit: None if no_subscribers(visit) else show_calendars(visit))


def _days(visit: Visit) -> None:
    from caravan.ui.access.day_pages import show_day_pages

    show_day_pages(visit)


def _people(visit: Visit) -> None:
    from caravan.ui.access.people import show_people

    show_people(visit)


def _show_one(visit: Visit, show_page: Callable[[Visit], None]) -> None:
    """A page about one tour or scenario, if that is still there."""
    from caravan.ui.deleted_tour import shows_deleted
    from caravan.ui.scenarios.banner import show_banner

    if not shows_deleted(visit):
        show_banner(visit)
        show_page(visit)
