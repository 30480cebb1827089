"""Answers read now: from the mailbox of the settings, or from a file that somebody brings."""

from __future__ import annotations

import tempfile
from pathlib import Path

import streamlit as st

from caravan.errors import CaravanError, Message, msg
from caravan.files.bounded_text import BoundedText
from caravan.files.tour_files import TourFiles
from caravan.language.language import Language
from caravan.store.permissions import Right
from caravan.ui.html import element, show
from caravan.ui.notice import Tone, show_notice
from caravan.ui.publishing.rights import present
from caravan.ui.publishing.standing import Standing
from caravan.ui.publishing.told import trying
from caravan.ui.task_progress import show_task_progress
from caravan.ui.tasks import Task

_KEY = "read-replies"
_NO_FILES = TourFiles(BoundedText("schedule.yaml", "", bom=False))
"""The command reads the mailbox and the database only."""
_LARGEST_MB = 30


def show_mailbox(seen: Standing) -> None:
    """The button to read the mailbox, what the last reading found, and the field for a file."""
    speech = seen.visit.language
    _ = speech.text
    task = seen.visit.tasks.last(_KEY)
    if task is not None and not task.has_ended:
        show_task_progress(task, speech, _("Reading the mailbox"))
        return
    if task is not None:
        _show_outcome(seen, task, speech)
    if seen.visit.desk.settings.imap is None:
        text = _(
            "No mailbox is set on the server, so answers by mail are read from files: save the "
            "mail and bring it here. Answers on the page in the mail come in by themselves."
        )
        show(element("p", text, class_="cv-quiet"), speech)
    else:
        st.button(_("Read the mailbox now"), key="read-mailbox", on_click=_read, args=(seen,))
    _show_upload(seen, speech)


def _read(seen: Standing) -> None:
    def command(*_paths: object) -> list[str]:
        return ["replies", "--progress", "json"]

    def act() -> Message | None:
        seen.visit.tasks.start(_KEY, command, _NO_FILES)
        return None

    trying(act)


def _show_outcome(seen: Standing, task: Task, speech: Language) -> None:
    """What the last reading found; told as long as the server remembers it.

    One mailbox serves all tours. What came for another one is for its organizers.
    """
    _ = speech.text
    if task.failure is not None:
        show_notice(
            Tone.FAULT,
            _("The mailbox could not be read to its end."),
            speech,
            speech.message(task.failure),
            _("What was read before is recorded, and no mail is lost."),
        )
        return
    result = task.result or {}
    found, read = result.get("replies"), result.get("read")
    if isinstance(found, list) and isinstance(read, int):
        mails = speech.count("1 mail was read", "{number} mails were read", read)
        if not seen.visit.may.manage:
            own = seen.schedule
            found = [one for one in found if isinstance(one, dict) and one.get("schedule") == own]
            mails = _("The mailbox was read")
        new = speech.count("1 new answer", "{number} new answers", len(found))
        show(element("p", f"{mails} · {new}", class_="cv-quiet cv-figures"), speech)


def _show_upload(seen: Standing, speech: Language) -> None:
    _ = speech.text
    key = f"reply-file-{st.session_state.get(_count(seen), 0)}"
    # No kinds of files are named to Streamlit: it would refuse others in English.
    with st.container(key="cv-upload"):  # hides Streamlit's own words on the size
        st.file_uploader(
            _("A mail, a calendar file or a mailbox with answers"),
            max_upload_size=_LARGEST_MB,
            key=key,
            on_change=_take,
            args=(seen, key),
        )
        text = _("EML, ICS or MBOX, at most {limit} MB", limit=_LARGEST_MB)
        show(element("p", text, class_="cv-quiet"), speech)


def _take(seen: Standing, key: str) -> None:
    """Record the answers of a file. Meant for the uploader's callback."""
    brought = st.session_state.get(key)
    if brought is None:
        return
    content = bytes(brought.getvalue())
    # A new field, so that the same file can be brought again.
    st.session_state[_count(seen)] = st.session_state.get(_count(seen), 0) + 1
    trying(lambda: _record(seen, content))


def _record(seen: Standing, content: bytes) -> Message:
    from caravan.publishing.replies.reading import Reading, read_file

    desk = seen.visit.allowed(Right.PUBLISH, seen.schedule)
    reading = Reading()
    with tempfile.TemporaryDirectory(prefix="caravan-") as folder:
        path = Path(folder) / "answers"
        try:
            path.write_bytes(content)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise CaravanError(
                msg("The file could not be read: {reason}", reason=reason)
            ) from error
        read_file(desk, path, reading, present, only=seen.schedule)
    if reading.refused:
        return msg(
            "{counted} new answers count; {refused} don't, and are listed below with the reason.",
            counted=len(reading.counted),
            refused=len(reading.refused),
        )
    if not reading.new:
        return msg("There is no new answer in this file.")
    return msg("New answers: {counted}.", counted=len(reading.counted))


def _count(seen: Standing) -> str:
    return f"reply-files-{seen.schedule}"
