"""Mails on their way: a child process sends them, and goes on when the page is left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import partial

import streamlit as st

from caravan.errors import CaravanError, Message, msg
from caravan.files.bounded_text import BoundedText
from caravan.files.tour_files import TourFiles
from caravan.language.language import Language
from caravan.publishing.background_sender import sends_by_itself
from caravan.publishing.drafts import queue
from caravan.store.mail import Mail, MailState
from caravan.ui.html import element, show
from caravan.ui.links import base_address
from caravan.ui.notice import Tone, show_notice
from caravan.ui.publishing.draft_form import version_read
from caravan.ui.publishing.instants import moment_text
from caravan.ui.publishing.rights import acting, may_publish, present
from caravan.ui.publishing.standing import Standing
from caravan.ui.publishing.told import tell, trying
from caravan.ui.task_progress import show_task_progress
from caravan.ui.tasks import Task

_NO_FILES = TourFiles(BoundedText("schedule.yaml", "", bom=False))
"""The command reads the database only."""
_LOOK_SECONDS = 20.0
"""Between two looks at what waits, while the page is open."""


@dataclass(frozen=True, slots=True)
class Post:
    """The mails that wait, and who sends them."""

    seen: Standing
    mails: tuple[Mail, ...]

    @property
    def key(self) -> str:
        """Of the task."""
        return f"send-{self.seen.schedule}"

    @property
    def task(self) -> Task | None:
        """The one that was started last here."""
        return self.seen.visit.tasks.last(self.key)

    @property
    def waiting(self) -> tuple[Mail, ...]:
        """The mails that are to be sent."""
        return tuple(mail for mail in self.mails if mail.state is MailState.QUEUED)

    def due(self, now: datetime) -> tuple[Mail, ...]:
        """Those of them that may be tried now."""
        return tuple(m for m in self.waiting if m.next_try is None or m.next_try <= now)


def is_dry_run(seen: Standing) -> bool:
    """Whether mails become files, because no mail server is set."""
    return seen.visit.desk.settings.mail is None


def start_sending(seen: Standing) -> Task:
    """Have a child process send what waits, unless one does already."""
    url = base_address(seen.visit.desk)

    def command(*_paths: object) -> list[str]:
        return ["send", "--progress", "json", "--url", url, "--", seen.schedule]

    return seen.visit.tasks.start(f"send-{seen.schedule}", command, _NO_FILES)


def send_drafts(seen: Standing, chosen: dict[int, int]) -> None:
    """Send drafts, by their ids with the versions that were read. Meant for a widget's callback."""

    def act() -> Message | None:
        visit = seen.visit
        # Who saves a text and sends at once may press the button of before.
        read = {id_: version_read(id_, version) for id_, version in chosen.items()}
        number = queue(visit.desk, seen.schedule, at=present(), who=acting(visit), seen=read)
        if number:
            start_sending(seen)
        if number < len(chosen):
            tell(
                msg(
                    "{number} of the mails have changed meanwhile and were left here: read them "
                    "again.",
                    number=len(chosen) - number,
                ),
                is_fault=True,
            )
        return None

    trying(act)


def send_again(seen: Standing, mail: Mail) -> None:
    """Send one mail once more. Meant for a widget's callback, after a warning."""

    def act() -> Message | None:
        seen.visit.desk.mails.send_again(
            mail.id, seen.schedule, version=mail.version, at=present(), who=acting(seen.visit)
        )
        start_sending(seen)
        return None

    trying(act)


def hold_back(seen: Standing) -> None:
    """Make drafts again of all that waits. Meant for a widget's callback."""

    def act() -> Message | None:
        visit = seen.visit
        number = visit.desk.mails.hold(seen.schedule, at=present(), who=acting(visit))
        return msg("{number} mails are drafts again.", number=number)

    trying(act)


def show_sending(seen: Standing, mails: tuple[Mail, ...]) -> None:
    """How far the sending is, what waits and until when, and why it can't go on."""
    speech = seen.visit.language
    _ = speech.text
    post = Post(seen, mails)
    task = post.task
    if task is not None and not task.has_ended:
        headline = _("The mails are written as files") if is_dry_run(seen) else _("Mails are sent")
        # Else the server would go on with what waits, within a minute.
        holds = may_publish(seen.visit) and _server_goes_on(seen)
        stopped = partial(hold_back, seen) if holds else _nothing
        show_task_progress(task, speech, headline, _("Stop after this mail"), stopped=stopped)
        return
    if task is not None and task.failure is not None:
        show_notice(
            Tone.FAULT,
            _("The mails could not be sent."),
            speech,
            speech.message(task.failure),
        )
    if post.waiting:
        _show_waiting(post, speech)


def _show_waiting(post: Post, speech: Language) -> None:
    _ = speech.text
    seen = post.seen
    times = [mail.next_try for mail in post.waiting if mail.next_try is not None]
    headline = speech.count(
        "1 mail waits to be sent", "{number} mails wait to be sent", len(post.waiting)
    )
    lines = []
    if times and not post.due(present()):
        zone = seen.candidate.plan.tour.zone
        when = moment_text(min(times), zone, speech)
        lines.append(
            _("The next attempt is on {when}.", when=when)
            if _server_goes_on(seen)
            else _("The next attempt is on {when}, while this page is open.", when=when)
        )
    show_notice(Tone.OPEN, headline, speech, *lines)
    if may_publish(seen.visit):
        with st.container(horizontal=True, key="cv-waiting-mails"):
            st.button(
                _("Send now"),
                key="send-waiting",
                on_click=_send_waiting,
                args=(seen,),
                disabled=not post.due(present()),
            )
            st.button(_("Don't send them yet"), key="hold-back", on_click=hold_back, args=(seen,))
        _go_on_when_due(post)


def _server_goes_on(seen: Standing) -> bool:
    """Whether the server sends what waits without anybody looking."""
    return sends_by_itself(seen.visit.desk.settings)


def _nothing() -> None:
    """What waits goes on waiting."""


def _send_waiting(seen: Standing) -> None:
    def act() -> None:
        start_sending(seen)

    trying(act)


def _go_on_when_due(post: Post) -> None:
    """An attempt that an organizer has ordered is made when its time has come."""

    @st.fragment(run_every=_LOOK_SECONDS)
    def look() -> None:
        show(element("span"), post.seen.visit.language)
        if post.due(present()) and any(mail.next_try for mail in post.due(present())):
            try:
                start_sending(post.seen)
            except CaravanError:
                return
            st.rerun()

    look()
