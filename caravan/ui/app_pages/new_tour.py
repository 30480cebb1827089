"""The New tour page: from a list of names, empty, from files, or as a copy of another."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from datetime import date as Date

import streamlit as st

from caravan.errors import CaravanError, InputFaults, Message, msg
from caravan.files.tour_files import TourFiles
from caravan.files.wrong import WrongValue
from caravan.language.language import Language
from caravan.ui.choices import choose
from caravan.ui.copying import keep_copy
from caravan.ui.html import element, show
from caravan.ui.navigation import go_to
from caravan.ui.new_tour_files import Wish, tour_from_list
from caravan.ui.notice import Tone, show_notice
from caravan.ui.opened import open_schedule
from caravan.ui.pasted import read_paste, show_paste
from caravan.ui.situation import fault_list, sentence
from caravan.ui.tour_page.date_span import date_span
from caravan.ui.tour_page.upload import show_upload
from caravan.ui.tour_page.words import best_name
from caravan.ui.visit import Visit
from caravan.ui.workbench import create_tour
from caravan.ui.world_index_state import show_index_state

_FAILED = "new-tour-failed"
_WAYS = ("list", "empty", "files", "copy")


def show_new_tour(visit: Visit) -> None:
    """Draw the page."""
    speech = visit.language
    _ = speech.text
    show(element("header", element("h1", _("New tour")), class_="cv-heading"), speech)
    titles = {
        "list": _("From a list of towns"),
        "empty": _("Empty"),
        "files": _("From files"),
        "copy": _("Copy of another"),
    }
    way = st.segmented_control(
        _("How do you begin?"),
        _WAYS,
        format_func=titles.__getitem__,
        default="list",
        key="new-way",
        required=True,
    )
    _show_failure(speech)
    with st.container(key="cv-new"):
        if way == "files":
            show_upload(visit, None, lambda files: _keep(visit, files, msg("imported")))
        elif way == "copy":
            _show_copy(visit)
        else:
            _show_form(visit, with_list=way != "empty")


def _show_form(visit: Visit, *, with_list: bool) -> None:
    speech = visit.language
    _ = speech.text
    if with_list:
        text = st.text_area(
            _("Names of the towns, one on each line"),
            key="new-names",
            height=260,
            placeholder=_("Paste them from a mail or a table. “El Hamma, Gabès” says which one."),
            help=_(
                "Numbers and bullets in front, blank lines and doubles do no harm. After a comma "
                "you can say the region."
            ),
        )
        show_paste(read_paste(text), speech)
        show_index_state(visit.desk.settings.cache, speech)
    st.text_input(_("Name of the tour"), key="new-title", max_chars=300)
    _show_dates(speech)
    if with_list:
        _choose_country(speech)
    st.button(
        _("Make this tour"), type="primary", key="make", on_click=_attempt, args=(visit, with_list)
    )


def _show_dates(speech: Language) -> None:
    _ = speech.text
    left, right = st.columns(2)
    left.date_input(_("First day"), value=None, key="new-first", format="DD/MM/YYYY", **date_span())
    right.date_input(_("Last day"), value=None, key="new-last", format="DD/MM/YYYY", **date_span())
    first, last = _date("new-first"), _date("new-last")
    if first and last and last < first:
        show_notice(Tone.OPEN, _("The last day is before the first one."), speech, _("Swap them."))
    elif last and last < datetime.now(UTC).date():
        show_notice(
            Tone.OPEN,
            _("These days are in the past."),
            speech,
            _("Check the year; a past tour can be planned all the same."),
        )


def _choose_country(speech: Language) -> None:
    from caravan.almanac.countries import countries

    _ = speech.text
    names = dict(countries(speech))
    st.selectbox(
        _("Country"),
        list(names),
        format_func=names.__getitem__,
        index=None,
        key="new-country",
        placeholder=_("Any"),
        help=_("Helps to find the right town among many of the same name."),
    )


def _attempt(visit: Visit, with_list: bool) -> None:  # noqa: FBT001 an argument of a callback
    """Make the tour that the form asks for, and go to it.

    What is asked is read now, not when the button was drawn: a press of the button right after
    typing comes before the page has read what was typed.
    """
    wish = Wish(
        title=_text("new-title"),
        language=visit.language.code,
        first_day=_date("new-first"),
        last_day=_date("new-last"),
        country=_text("new-country") if with_list else "",
        text=_text("new-names") if with_list else "",
        visit=visit,
    )
    try:
        files = tour_from_list(wish)
    except CaravanError as error:
        _fail(error)
        return
    _keep(visit, files, msg("made"))


def _text(key: str) -> str:
    return str(st.session_state.get(key) or "")


def _date(key: str) -> Date | None:
    value = st.session_state.get(key)
    return value if isinstance(value, Date) else None


def _keep(visit: Visit, files: TourFiles, what: Message) -> None:
    try:
        _show_made(create_tour(visit.desk, files, what))
    except CaravanError as error:
        _fail(error)


def _show_made(id_: str) -> None:
    """Go to a tour that has just been made, with nothing left chosen of another one."""
    for kept in ("day", "job", "section", "town"):
        choose(kept, None)
    choose("tour", id_)
    go_to("tour")


def _show_copy(visit: Visit) -> None:
    speech = visit.language
    _ = speech.text
    sources = _sources(visit)
    if not sources:
        show_notice(Tone.QUIET, _("There is no tour to copy yet."), speech)
        return
    st.selectbox(_("Tour"), list(sources), key="copy-of")

    def copy() -> None:
        try:
            files = sources[str(st.session_state["copy-of"])]()
            if files is not None:
                _show_made(keep_copy(visit, files))
        except CaravanError as error:
            _fail(error)

    st.button(_("Make a copy"), type="primary", key="make-copy", on_click=copy)


def _sources(visit: Visit) -> dict[str, Callable[[], TourFiles | None]]:
    """All tours that can be copied, by a name that tells them apart."""
    found: dict[str, Callable[[], TourFiles | None]] = {}
    for tour in visit.desk.tours.listed(archived=None):
        name = best_name(tour.card.names, visit.language, tour.id)
        name = f"{name} ({tour.id})" if name in found else name
        found[name] = lambda id_=tour.id: visit.desk.tours.open(id_).files  # type: ignore[misc]  # its default is this turn's
    for schedule in visit.offered:
        if schedule.path is not None:
            found[schedule.name] = lambda schedule=schedule: (  # type: ignore[misc]  # the same
                open_schedule(visit.desk, schedule).reading.files
            )
    return found


def _fail(error: CaravanError) -> None:
    st.session_state[_FAILED] = error


def _show_failure(speech: Language) -> None:
    error = st.session_state.pop(_FAILED, None)
    if error is None:
        return
    headline = speech.text("That did not work; what you wrote is still here.")
    if isinstance(error, InputFaults):
        show_notice(Tone.FAULT, headline, speech, more=fault_list(error.faults, speech))
        return
    lines = [speech.message(error.message)]
    if isinstance(error, WrongValue):
        lines.append(speech.message(error.remedy))
    show_notice(Tone.FAULT, headline, speech, *map(sentence, lines))
