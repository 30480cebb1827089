"""The Tours page: all tours of this server, found, opened, duplicated, archived, deleted."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from caravan.language.language import Language
from caravan.store.settings import Schedule
from caravan.store.tours import KeptTour
from caravan.ui.first_steps import show_first_steps
from caravan.ui.html import element, show
from caravan.ui.markdown import plain
from caravan.ui.navigation import go_to
from caravan.ui.notice import Tone, show_notice
from caravan.ui.opened import open_schedule
from caravan.ui.tour_actions import (
    archive,
    copy_files,
    delete_tour,
    deleted_now,
    duplicate,
    open_tour,
    restore_tour,
    show_told,
)
from caravan.ui.tour_page.words import best_name
from caravan.ui.visit import Visit

_LONGEST = 60
"""Characters of a name on a button."""


def show_tours(visit: Visit) -> None:
    """Draw the page."""
    speech = visit.language
    _ = speech.text
    with st.container(key="cv-heading", horizontal=True, vertical_alignment="bottom"):
        with st.container(key="cv-title"):
            header = element("header", element("h1", _("Tours")), class_="cv-heading")
            show(header, speech)
        if visit.may.create:
            st.button(_("New tour"), type="primary", key="new-tour", on_click=go_to, args=("new",))
    every = visit.desk.tours.listed(archived=None)
    if visit.may.create:
        show_first_steps(speech, begun=bool(every))
    show_told(speech)
    _show_deleted_now(visit)
    search, archived = _show_search(visit, every)
    kept = visit.desk.tours.listed(search, archived=None if archived else False)
    for tour in kept:
        _show_kept(visit, tour)
    days_only = [one for one in visit.offered if not search and not visit.may_with(one.name).view]
    if not kept and not days_only:
        _show_none(visit, search, archived=archived, every=every)
    for number, schedule in enumerate(days_only):
        _show_days_only(visit, schedule, number)
    files = [
        offered
        for offered in visit.offered
        if not search and not offered.is_kept and visit.may_with(offered.name).view
    ]
    if files:
        show(element("h2", _("In files on this server")), speech)
        for number, schedule in enumerate(files):
            _show_in_files(visit, schedule, number)
    if not search:
        _show_all_deleted(visit)


def _show_search(visit: Visit, every: tuple[KeptTour, ...]) -> tuple[str, bool]:
    """The fields that narrow the list, once there is one; what is searched, and how widely."""
    if not every:
        return "", False
    _ = visit.language.text
    search = st.text_input(
        _("Search"), key="tour-search", placeholder=_("Part of a tour's name"), max_chars=200
    )
    archived = any(tour.archived for tour in every) and st.toggle(
        _("Show archived tours"), key="tours-archived"
    )
    return (search or "").strip(), archived


def _show_none(visit: Visit, search: str, *, archived: bool, every: tuple[KeptTour, ...]) -> None:
    speech = visit.language
    _ = speech.text
    has_hidden = not archived and any(tour.archived for tour in every)
    if search:
        hint = _("Archived tours are not searched unless you show them.") if has_hidden else ""
        show_notice(Tone.QUIET, _("No tour has “{text}” in its name.", text=search), speech, hint)
    elif has_hidden:
        show_notice(Tone.QUIET, _("All your tours are archived."), speech)
    elif not visit.may.create:
        show_notice(
            Tone.QUIET,
            _("You see no tour here yet."),
            speech,
            _("An organizer or an administrator can give you a role in one, or let you make one."),
        )
    else:
        show_notice(
            Tone.QUIET,
            _("You have no tour of your own yet."),
            speech,
            _("Begin with a list of towns, or make a copy of a tour below."),
        )


def _show_kept(visit: Visit, tour: KeptTour) -> None:
    speech = visit.language
    _ = speech.text
    name = best_name(tour.card.names, speech, _("Tour without a name"))
    with st.container(border=True, horizontal=True, key=f"cv-tour-{tour.id}"):
        with st.container(key=f"cv-tour-text-{tour.id}"):
            show(_card(name, _facts(tour, speech)), speech)
        if not visit.may_with(tour.id).edit:
            st.button(
                _("Show the plan"),
                key=f"open-{tour.id}",
                on_click=open_tour,
                args=(tour.id, "plan"),
            )
            return
        st.button(
            _("Open"),
            key=f"open-{tour.id}",
            on_click=open_tour,
            args=(tour.id, "tour"),
            type="primary",
        )
        st.button(_("Duplicate"), key=f"copy-{tour.id}", on_click=duplicate, args=(visit, tour))
        st.button(
            _("Take out of the archive") if tour.archived else _("Archive"),
            key=f"archive-{tour.id}",
            on_click=archive,
            args=(visit, tour, name),
        )
        with st.popover(_("Delete"), key=f"ask-{tour.id}"):
            show(element("p", _("It can be brought back for 30 days.")), speech)
            st.button(
                _("Delete “{name}”", name=plain(_short(name))),
                key=f"delete-{tour.id}",
                on_click=delete_tour,
                args=(visit, tour, name),
            )


def _facts(tour: KeptTour, speech: Language) -> list[str]:
    _ = speech.text
    card = tour.card
    facts = []
    if card.first_day is not None and card.last_day is not None:
        first, last = sorted((card.first_day, card.last_day))
        facts.append(speech.dates(first, last))
    else:
        facts.append(_("no dates yet"))
    facts.append(speech.count("{number} event", "{number} events", card.towns))
    facts.append(_("changed on {date}", date=speech.long_date(tour.changed.date())))
    if tour.archived:
        facts.append(_("archived"))
    return facts


def _show_in_files(visit: Visit, schedule: Schedule, number: int) -> None:
    speech = visit.language
    _ = speech.text
    reading = open_schedule(visit.desk, schedule).reading
    tour = reading.tour
    name = speech.name(tour.names) if tour else schedule.name
    facts = [schedule.name]
    if tour is not None:
        facts.append(speech.dates(tour.first_day, tour.last_day))
        facts.append(speech.count("{number} event", "{number} events", len(tour.events)))
    else:
        facts.append(_("must be put right"))
    with st.container(border=True, horizontal=True, key=f"cv-tour-file-{number}"):
        with st.container(key=f"cv-tour-text-file-{number}"):
            show(_card(name, facts), speech)
        st.button(
            _("Show the plan"),
            key=f"open-{schedule.name}",
            on_click=open_tour,
            args=(schedule.name, "plan"),
        )
        if reading.files is not None and visit.may.create:
            st.button(
                _("Make a copy and change it"),
                key=f"copy-{schedule.name}",
                on_click=copy_files,
                args=(visit, reading.files),
            )


def _show_days_only(visit: Visit, schedule: Schedule, number: int) -> None:
    """A tour of which a volunteer sees the days as they were published."""
    speech = visit.language
    _ = speech.text
    published = visit.desk.publications.latest(schedule.name)
    name = speech.name(published.plan.tour.names) if published else _("Tour without a plan yet")
    tour = None if published is None else published.plan.tour
    facts = [] if tour is None else [speech.dates(tour.first_day, tour.last_day)]
    with st.container(border=True, horizontal=True, key=f"cv-tour-days-{number}"):
        with st.container(key=f"cv-tour-text-days-{number}"):
            show(_card(name, facts), speech)
        st.button(
            _("Day pages"),
            key=f"days-{schedule.name}",
            on_click=open_tour,
            args=(schedule.name, "days"),
        )


def _card(name: str, facts: list[str]) -> Markup:
    return element(
        "div",
        element("p", element("bdi", name), class_="cv-tour-name"),
        element("p", " · ".join(facts), class_="cv-quiet"),
    )


def _show_deleted_now(visit: Visit) -> None:
    """After a deletion: what was deleted, and the way back."""
    id_, name = deleted_now()
    if not any(tour.id == id_ for tour in visit.desk.tours.deleted()):
        return
    speech = visit.language
    _ = speech.text
    with st.container(horizontal=True, key="cv-deleted", vertical_alignment="center"):
        show_notice(Tone.QUIET, _("“{name}” is deleted.", name=name), speech)
        st.button(_("Bring it back"), key="restore", on_click=restore_tour, args=(visit, id_, name))


def _show_all_deleted(visit: Visit) -> None:
    """What was deleted in the last weeks, also by others or before a reload."""
    deleted = visit.desk.tours.deleted()
    if not deleted:
        return
    speech = visit.language
    _ = speech.text
    with st.expander(_("Deleted in the last 30 days"), key="all-deleted"):
        for tour in deleted:
            name = best_name(tour.card.names, speech, _("Tour without a name"))
            with st.container(horizontal=True, key=f"cv-tour-{tour.id}"):
                with st.container(key=f"cv-tour-text-{tour.id}"):
                    show(_card(name, _facts(tour, speech)), speech)
                st.button(
                    _("Bring it back"),
                    key=f"restore-{tour.id}",
                    on_click=restore_tour,
                    args=(visit, tour.id, name),
                )


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[:_LONGEST].rstrip()}…"
