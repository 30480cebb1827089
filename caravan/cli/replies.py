"""``caravan replies``: answers to invitations come in."""

from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from caravan.cli.counted import counted
from caravan.cli.exit_codes import ExitCode
from caravan.cli.faults import AnsweringCommand
from caravan.cli.output import one_line, say, say_json
from caravan.cli.reporting import Reporter, reporter
from caravan.cli.search_options import progress_options, refuse_two_outputs

if TYPE_CHECKING:
    from caravan.publishing.replies.reading import Reading
    from caravan.store.desk import Desk
    from caravan.store.reply import Reply


@click.command(cls=AnsweringCommand)
@click.option(
    "--file",
    "files",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Read a mail (.eml), a calendar (.ics) or a mailbox (mbox) instead of the mailbox in the"
    " settings; may be given several times.",
)
@click.option(
    "--schedule",
    "only",
    metavar="SCHEDULE",
    help="Take answers to this tour only; those to others are refused.",
)
@click.option(
    "--again",
    is_flag=True,
    help="Read all mails of the mailbox, also those that are marked as read: after an older copy of"
    " the database was restored.",
)
@progress_options("what came in")
def replies(
    files: tuple[Path, ...], only: str | None, progress: str, *, again: bool, as_json: bool
) -> None:
    """Read the answers of partners from the mailbox of CARAVAN_IMAP_HOST, or from files.

    Each answer is recorded once, however often it is read, and says of itself why it doesn't count
    when it doesn't. In the mailbox what was recorded is marked as read; nothing is moved or deleted,
    and mails of other people stay as they are. Exit code 1 when the mailbox or the database can't be
    used.

    \b
    Example:
      caravan replies --file answer.eml --file old-answers.mbox
    """  # noqa: D301 click reads \b: keep these lines as they are
    refuse_two_outputs(progress, as_json=as_json)
    from caravan.publishing.replies.imap import MailboxUnusable
    from caravan.publishing.replies.reading import Reading
    from caravan.store.desk import Desk
    from caravan.store.settings import read_settings

    reading = Reading()
    failure = None
    with reporter(progress) as report:
        desk = Desk(read_settings())
        _refuse_unknown(desk, only)
        try:
            _read(desk, files, only, reading, report, again=again)
        except MailboxUnusable as error:
            failure = error.message
        facts = _facts(desk, reading)
        if failure is not None:
            facts |= {
                "message": str(failure),
                "template": failure.template,
                "values": dict(failure.values),
            }
        report.ended("failed" if failure else "read", **facts)
    if as_json:
        say_json(facts)
    elif report.is_for_people:
        _print(desk, reading)
        if failure is not None:
            say(one_line(str(failure)), err=True)
    if failure is not None:
        sys.exit(ExitCode.FAILURE)


def _read(
    desk: Desk,
    files: tuple[Path, ...],
    only: str | None,
    reading: Reading,
    report: Reporter,
    *,
    again: bool,
) -> None:
    from caravan.publishing.replies.reading import read_file, read_mailbox

    began = time.monotonic()
    for number, path in enumerate(files, start=1):
        if report.told_to_stop():
            return
        read_file(desk, path, reading, _now, only=only)
        report.counted(number, len(files), time.monotonic() - began, file=str(path))
    if files:
        return
    imap = desk.settings.imap
    if imap is None:
        raise click.UsageError(
            "there is no mailbox in the settings (CARAVAN_IMAP_HOST): set one, or give --file."
        )
    read_mailbox(desk, imap, reading, _now, only=only, again=again)


def _now() -> datetime:
    return datetime.now(UTC)


def _refuse_unknown(desk: Desk, only: str | None) -> None:
    """Raises UsageError for a name that was never published, naming those that were."""
    if only is None or desk.publications.latest_number(only):
        return
    known = [one.name for one in desk.schedules() if desk.publications.latest_number(one.name)]
    hint = f" Published are: {', '.join(known)}." if known else " Nothing is published yet."
    raise click.UsageError(f"“{only}” is not published.{hint}")


def _facts(desk: Desk, reading: Reading) -> dict[str, object]:
    return {
        "read": reading.read,
        "known": reading.known,
        "not_ours": reading.not_ours,
        "waiting": reading.waiting,
        "unmarked": reading.unmarked,
        "replies": [_plain(desk, reply) for reply in reading.new],
    }


def _plain(desk: Desk, reply: Reply) -> dict[str, object]:
    """An answer as other programs read it."""
    partner, event = _about(desk, reply)
    return {
        "schedule": reply.schedule,
        "partner": partner,
        "event": event,
        "sender": reply.sender,
        "answer": reply.answer.value if reply.answer else None,
        "begins": reply.begins.isoformat() if reply.begins else None,
        "ends": reply.ends.isoformat() if reply.ends else None,
        "comment": reply.comment,
        "received": reply.received.isoformat(),
        "refusal": None if reply.refusal is None else str(reply.refusal),
    }


def _about(desk: Desk, reply: Reply) -> tuple[str, str]:
    """The ids of partner and event; empty when that isn't known."""
    if reply.invitation is None:
        return "", ""
    invitation = desk.invitations.numbered(reply.invitation, reply.schedule)
    return ("", "") if invitation is None else (invitation.partner, invitation.event)


_WORDS = {
    "accepted": "accepts",
    "tentative": "may come",
    "declined": "declines",
    "proposes": "proposes other hours",
}


def _print(desk: Desk, reading: Reading) -> None:
    known = f", {reading.known} known before" if reading.known else ""
    say(f"{counted(len(reading.new), 'new answer')} in {counted(reading.read, 'mail')}{known}")
    for reply in reading.counted:
        partner, event = _about(desk, reply)
        what = _WORDS[reply.answer.value] if reply.answer else "?"
        comment = f" ({reply.comment})" if reply.comment else ""
        say(one_line(f"  {partner}, {event}: {what}{comment}"))
    for reply in reading.refused:
        say(one_line(f"  not counted: {reply.sender or '?'}: {reply.refusal}"))
    if reading.not_ours:
        say(f"{counted(reading.not_ours, 'mail')} of other people left alone")
    if reading.waiting:
        say(f"{counted(reading.waiting, 'mail')} left for the next time")
    if reading.unmarked:
        say(f"{counted(reading.unmarked, 'mail')} can't be marked as read: they will be read again")
