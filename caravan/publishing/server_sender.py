"""A sender with the mail server of the settings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from caravan.publishing.sending import Sender
from caravan.publishing.smtp import SmtpCarrier
from caravan.store.desk import Desk
from caravan.store.mail_settings import MailSettings

_LEASE_FACTOR = 4
"""A mail is its sender's for so many times the time that a server may take for one answer: longer
than `caravan.publishing.smtp` takes for it."""


def server_sender(
    desk: Desk, schedule: str, server: MailSettings, url: str, now: Callable[[], datetime]
) -> Sender:
    """A sender of the mails of one schedule by a mail server.

    Args:
        url: at which partners reach us, without a slash at the end.
        now: the clock.
    """
    lease = timedelta(seconds=_LEASE_FACTOR * server.timeout)
    return Sender(desk, schedule, SmtpCarrier(server), url, now, sender=server.sender, lease=lease)
