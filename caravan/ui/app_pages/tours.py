"""The Tours page: all tours of this server, found, opened, duplicated, archived, deleted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import streamlit as st
from markupsafe import Markup

from caravan.errors import CaravanError, msg
from caravan.language.language import Language
from caravan.store.settings import Schedule, schedules
from caravan.store.tours import KeptTour
from caravan.ui.choices import choose
from caravan.ui.first_steps import show_first_steps
from caravan.ui.html import element, show
from caravan.ui.markdown import plain
from caravan.ui.navigation import go_to
from caravan.ui.notice import Tone, show_notice
from caravan.ui.opened import open_schedule
from caravan.ui.tour_page.words import best_name
from caravan.ui.visit import Visit
from caravan.ui.workbench import create_tour

_DELETED = "deleted-tour"
_FAILED = "tours-failed"


def show_tours(visit: Visit) -> None:
    """Draw the page."""
    speech = visit.language
    _ = speech.text
    with st.container(key="cv-heading", horizontal=True, vertical_alignment="bottom"):
        with st.container(key="cv-title"):
            header = element("header", element("h1", _("Tours")), class_="cv-heading")
            show(header, speech)
        st.button(_("New tour"), type="primary", key="new-tour", on_click=go_to, args=("new",))
    show_first_steps(speech, begun=bool(visit.desk.tours.listed(archived=None)))
    _show_failure(speech)
    _show_deleted(visit)
    search = st.text_input(
        _("Search"), key="tour-search", placeholder=_("Part of a tour's name"), max_chars=200
    )
    archived = st.toggle(_("Show archived tours"), key="tours-archived")
    kept = visit.desk.tours.listed(search or "", archived=None if archived else False)
    for tour in kept:
        _show_kept(visit, tour)
    files = [] if search else list(schedules(visit.desk.settings))
    if not kept:
        _show_none(search, archived=archived, speech=speech)
    if files:
        show(element("h2", _("In files on this server")), speech)
        for schedule in files:
            _show_in_files(visit, schedule)


def _show_none(search: str, *, archived: bool, speech: Language) -> None:
    _ = speech.text
    if search:
        hint = "" if archived else _("Archived tours are not searched unless you show them.")
        show_notice(Tone.QUIET, _("No tour has “{text}” in its name.", text=search), speech, hint)
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
        st.button(
            _("Open"), key=f"open-{tour.id}", on_click=_open, args=(tour.id, "tour"), type="primary"
        )
        st.button(_("Duplicate"), key=f"copy-{tour.id}", on_click=_duplicate, args=(visit, tour))
        st.button(
            _("Take out of the archive") if tour.archived else _("Archive"),
            key=f"archive-{tour.id}",
            on_click=_archive,
            args=(visit, tour),
        )
        with st.popover(_("Delete")):
            show(element("p", _("It can be brought back for 30 days.")), speech)
            st.button(
                _("Delete “{name}”", name=plain(name)),
                key=f"delete-{tour.id}",
                on_click=_delete,
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


def _show_in_files(visit: Visit, schedule: Schedule) -> None:
    speech = visit.language
    _ = speech.text
    tour = open_schedule(visit.desk, schedule).reading.tour
    name = speech.name(tour.names) if tour else schedule.name
    facts = [schedule.name]
    if tour is not None:
        facts.append(speech.dates(tour.first_day, tour.last_day))
        facts.append(speech.count("{number} event", "{number} events", len(tour.events)))
    with st.container(border=True, horizontal=True, key=f"cv-tour-{_slug(schedule.name)}"):
        with st.container(key=f"cv-tour-text-{_slug(schedule.name)}"):
            show(_card(name, facts), speech)
        st.button(
            _("Show the plan"),
            key=f"open-{schedule.name}",
            on_click=_open,
            args=(schedule.name, "plan"),
        )
        st.button(
            _("Make a copy and change it"),
            key=f"copy-{schedule.name}",
            on_click=_copy_files,
            args=(visit, schedule),
        )


def _card(name: str, facts: list[str]) -> Markup:
    return element(
        "div",
        element("p", element("bdi", name), class_="cv-tour-name"),
        element("p", " · ".join(facts), class_="cv-quiet"),
    )


def _open(name: str, page: str) -> None:
    for kept in ("day", "job", "section", "town"):
        choose(kept, None)
    choose("tour", name)
    go_to(page)


def _duplicate(visit: Visit, tour: KeptTour) -> None:
    def copy() -> None:
        opened = visit.desk.tours.open(tour.id)
        name = best_name(tour.card.names, visit.language, tour.id)
        create_tour(visit.desk, opened.files, msg("copied from {file}", file=name))

    _try(copy)


def _copy_files(visit: Visit, schedule: Schedule) -> None:
    def copy() -> None:
        files = open_schedule(visit.desk, schedule).reading.files
        if files is not None:
            what = msg("copied from {file}", file=schedule.name)
            _open(create_tour(visit.desk, files, what), "tour")

    _try(copy)


def _archive(visit: Visit, tour: KeptTour) -> None:
    move = visit.desk.tours.unarchive if tour.archived else visit.desk.tours.archive
    _try(lambda: move(tour.id, _now()))


def _delete(visit: Visit, tour: KeptTour, name: str) -> None:
    def delete() -> None:
        visit.desk.tours.delete(tour.id, _now())
        st.session_state[_DELETED] = (tour.id, name)

    _try(delete)


def _show_deleted(visit: Visit) -> None:
    """After a deletion: what was deleted, and the way back."""
    deleted = st.session_state.get(_DELETED)
    if deleted is None:
        return
    id_, name = deleted
    speech = visit.language
    _ = speech.text

    def restore() -> None:
        _try(lambda: visit.desk.tours.restore(id_, _now()))
        st.session_state.pop(_DELETED, None)

    with st.container(horizontal=True, key="cv-deleted", vertical_alignment="center"):
        show_notice(Tone.QUIET, _("“{name}” is deleted.", name=name), speech)
        st.button(_("Bring it back"), key="restore", on_click=restore)


def _try(act: Callable[[], object]) -> None:
    """Do what a button asks for; a failure is told on the page that follows."""
    try:
        act()
    except CaravanError as error:
        st.session_state[_FAILED] = error.message


def _show_failure(speech: Language) -> None:
    message = st.session_state.pop(_FAILED, None)
    if message is not None:
        show_notice(Tone.FAULT, _nothing_changed(speech), speech, speech.message(message))


def _nothing_changed(speech: Language) -> str:
    return speech.text("That did not work; nothing was changed.")


def _slug(name: str) -> str:
    return "".join(char if char.isalnum() else "-" for char in name)


def _now() -> datetime:
    return datetime.now(UTC)
