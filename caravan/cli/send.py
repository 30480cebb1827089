"""``caravan send``: the mails of a publication leave."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from caravan.cli.exit_codes import ExitCode
from caravan.cli.faults import AnsweringCommand
from caravan.cli.output import one_line, say, say_json
from caravan.cli.reporting import Reporter, reporter
from caravan.cli.search_options import progress_options, refuse_two_outputs
from caravan.cli.web_address import web_address

if TYPE_CHECKING:
    from caravan.publishing.sending import Sender, Tried
    from caravan.store.desk import Desk
    from caravan.store.mail import Mail
    from caravan.store.settings import Settings

_LOOK_SECONDS = 0.2
"""Between two looks at the clock and for a stop, while mails wait."""
_LONGEST_NAP_SECONDS = 30.0
"""After that the database is asked again: somebody may have queued more."""
_ALONE = "http://localhost:8501"
"""Where links of a dry run lead: to the app as `make run` starts it."""


@click.command(cls=AnsweringCommand)
@click.argument("schedule", metavar="SCHEDULE")
@click.option(
    "--drafts",
    is_flag=True,
    help="Send the drafts of the latest publication, too, as they are.",
)
@click.option(
    "--wait",
    is_flag=True,
    help="Stay until nothing waits any more: what couldn't be sent is tried again, ever later.",
)
@click.option(
    "--url",
    callback=web_address,
    metavar="ADDRESS",
    help="Address at which partners reach the server, for the links in the mails; CARAVAN_URL when"
    " not given.",
)
@progress_options("what became of each mail")
def send(
    schedule: str, progress: str, *, drafts: bool, wait: bool, url: str, as_json: bool
) -> None:
    """Send the mails that wait, of the tour that a server calls SCHEDULE.

    No partner gets a mail twice, however often this is started, by how many at once, or killed.
    Without a mail server in the settings mails become files in the outbox of the state folder.
    Ctrl-C stops after the mail that is on its way. Exit code 1 when a mail was refused, is unclear
    or still waits.

    \b
    Example:
      caravan send schedule.yaml --drafts
    """  # noqa: D301 click reads \b: keep these lines as they are
    refuse_two_outputs(progress, as_json=as_json)
    from caravan.publishing.drafts import queue, results
    from caravan.store.desk import Desk
    from caravan.store.settings import read_settings

    with reporter(progress) as report:
        settings = read_settings()
        desk = Desk(settings)
        _refuse_unknown(desk, schedule)
        sender = _sender(desk, schedule, _address(settings, url))
        if drafts:
            queue(desk, schedule, at=_now(), who="caravan send")
        _send(sender, report, wait=wait)
        mails = results(desk, schedule)
        counts = _counts(desk.mails.listed(schedule))
        report.ended("sent", counts=counts, mails=[_plain(mail) for mail in mails])
    if as_json:
        say_json({"counts": counts, "mails": [_plain(mail) for mail in mails]})
    elif report.is_for_people:
        _print(settings, counts, mails)
    if any(counts.get(state) for state in ("queued", "sending", "unclear", "failed")):
        sys.exit(ExitCode.FAILURE)


def _send(sender: Sender, report: Reporter, *, wait: bool) -> None:
    began = time.monotonic()
    told = _Told(report, began, sender.waiting())
    while True:
        sender.send_due(told, report.told_to_stop)
        due = sender.next_due()
        if not wait or due is None or report.told_to_stop():
            return
        _nap(min(_LONGEST_NAP_SECONDS, (due - _now()).total_seconds()), report)


@dataclass(slots=True)
class _Told:
    """Tells of each mail that was tried."""

    report: Reporter
    began: float
    wanted: int
    done: int = 0

    def __call__(self, tried: Tried) -> None:
        from caravan.store.mail import MailState

        self.done += tried.state is not MailState.QUEUED
        self.wanted = max(self.wanted, self.done)
        reason = tried.reason
        self.report.mailed(
            self.done,
            self.wanted,
            time.monotonic() - self.began,
            id=tried.mail.id,
            partner=tried.mail.partner,
            event=tried.mail.event,
            state=tried.state.value,
            message=None if reason is None else str(reason),
            template=None if reason is None else reason.template,
            values=None if reason is None else dict(reason.values),
        )


def _nap(seconds: float, report: Reporter) -> None:
    until = time.monotonic() + max(_LOOK_SECONDS, seconds)
    while time.monotonic() < until and not report.told_to_stop():
        time.sleep(_LOOK_SECONDS)


def _now() -> datetime:
    return datetime.now(UTC)


def _refuse_unknown(desk: Desk, schedule: str) -> None:
    """Raises UsageError for a name that was never published, naming those that were."""
    if desk.publications.latest_number(schedule):
        return
    known = [one.name for one in desk.schedules() if desk.publications.latest_number(one.name)]
    hint = f" Published are: {', '.join(known)}." if known else " Nothing is published yet."
    raise click.UsageError(f"“{schedule}” is not published.{hint}")


def _address(settings: Settings, url: str) -> str:
    """Where partners reach the server. Raises UsageError when mails would lead nowhere."""
    address = url or settings.url
    if not address:
        if settings.mail is None:
            return _ALONE
        raise click.UsageError(
            "the mails have links to answer: say by --url or CARAVAN_URL at which address partners"
            " reach the server, like https://tour.example."
        )
    return address


def _sender(desk: Desk, schedule: str, url: str) -> Sender:
    from caravan.publishing.outbox_folder import OutboxFolder
    from caravan.publishing.sending import Sender
    from caravan.publishing.server_sender import server_sender

    server = desk.settings.mail
    if server is not None:
        return server_sender(desk, schedule, server, url, _now)
    return Sender(desk, schedule, OutboxFolder(desk.settings.state / "outbox"), url, _now)


def _counts(mails: tuple[Mail, ...]) -> dict[str, int]:
    counts: dict[str, int] = {}
    for mail in mails:
        counts[mail.state.value] = counts.get(mail.state.value, 0) + 1
    return counts


def _plain(mail: Mail) -> dict[str, object]:
    """A mail as other programs read it: no address, no text."""
    return {
        "id": mail.id,
        "publication": mail.publication,
        "partner": mail.partner,
        "event": mail.event,
        "method": mail.method.value,
        "change": mail.kind.value,
        "state": mail.state.value,
        "attempts": mail.attempts,
        "next_try": mail.next_try.isoformat() if mail.next_try else None,
        "error": None if mail.error is None else str(mail.error),
    }


_WORDS = {
    "sent": "sent",
    "written": "written as files, not sent",
    "draft": "drafts, to be read first",
    "queued": "still to be sent",
    "sending": "being sent elsewhere",
    "unclear": "unclear: they may have arrived",
    "failed": "refused",
    "superseded": "no longer so, never sent",
}


def _print(settings: Settings, counts: dict[str, int], mails: tuple[Mail, ...]) -> None:
    for state, words in _WORDS.items():
        if counts.get(state):
            say(f"{counts[state]} {words}")
    if not counts:
        say("There are no mails.")
    if counts.get("written"):
        say(f"The files are in {settings.state / 'outbox'}.")
    for mail in mails:
        if mail.error is not None:
            say(one_line(f"  {mail.partner}, {mail.event}: {mail.error}"))
