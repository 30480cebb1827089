"""Handing mails to a mail server (SMTP, RFC 5321), several on one connection."""

from __future__ import annotations

import contextlib
import re
import socket
import ssl
from dataclasses import dataclass, field
from smtplib import (
    SMTP,
    SMTP_SSL,
    SMTPAuthenticationError,
    SMTPConnectError,
    SMTPException,
    SMTPNotSupportedError,
    SMTPServerDisconnected,
)

from caravan.errors import Message, msg
from caravan.publishing.carrier import CarrierAway, CarrierUnusable, Fate, Outcome, Parcel
from caravan.publishing.smtp_answers import LONGEST_REASON, reason_of, refusal, said
from caravan.publishing.time_limit import cut_after
from caravan.store.mail import MailState
from caravan.store.mail_settings import MailSettings, Tls

PATIENCE_FACTOR = 3
"""A mail has so many times the time that a server may take for one answer."""
_HOST_NAME = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,250}[A-Za-z0-9])?")
# What would end an address, or the command that it is in.
_NO_ADDRESS = re.compile(r"[\x00-\x20\x7f<>]")
_STARTS_WITH_DOT = re.compile(rb"^\.", re.MULTILINE)


@dataclass(slots=True)
class SmtpCarrier:
    """A mail server of the settings. Not safe for threads.

    Attributes:
        trust: decides which certificates are good; those that the system trusts unless given.
    """

    settings: MailSettings
    trust: ssl.SSLContext | None = None
    taken: MailState = MailState.SENT
    _connection: SMTP | None = field(default=None, repr=False)

    def open(self) -> None:
        """Connect, encrypt and log in. Raises CarrierAway and CarrierUnusable."""
        if self._connection is not None:
            return
        try:
            self._connection = self._greeted()
            self._log_in(self._connection)
        except (CarrierAway, CarrierUnusable):
            self.close()
            raise
        except (SMTPServerDisconnected, SMTPConnectError, SMTPException, OSError) as error:
            self.close()
            raise self._away(error) from error

    def hand_over(self, parcel: Parcel) -> Outcome:
        """Hand one mail over. Its content is asked for once the server accepts both addresses.

        Raises CarrierAway when the server goes away before it had the content.
        """
        connection = self._connection
        if connection is None:
            raise CarrierAway(msg("there is no connection to the mail server"))
        with cut_after(connection.sock, PATIENCE_FACTOR * self.settings.timeout):
            return self._handed_over(connection, parcel)

    def _handed_over(self, connection: SMTP, parcel: Parcel) -> Outcome:
        try:
            refused = self._addressed(connection, parcel)
        except (SMTPException, OSError) as error:
            self.close()
            raise self._away(error) from error
        if refused is not None:
            self._forget(connection)
            return refused
        content = parcel.content()
        if content is None:
            self._forget(connection)
            return Outcome(Fate.NOT_OURS)
        return self._delivered(connection, content)

    def close(self) -> None:
        """Say goodbye, if anybody listens."""
        connection, self._connection = self._connection, None
        if connection is not None:
            with contextlib.suppress(SMTPException, OSError):
                connection.quit()
            connection.close()

    def _greeted(self) -> SMTP:
        settings, name = self.settings, _own_name()
        try:
            if settings.tls is Tls.TLS:
                return SMTP_SSL(
                    settings.host,
                    settings.port,
                    local_hostname=name,
                    timeout=settings.timeout,
                    context=self._trust(),
                )
            connection = SMTP(
                settings.host, settings.port, local_hostname=name, timeout=settings.timeout
            )
        except ssl.SSLError as error:
            raise self._no_tls(error) from error
        if settings.tls is Tls.STARTTLS:
            self._encrypt(connection)
        return connection

    def _encrypt(self, connection: SMTP) -> None:
        try:
            connection.ehlo()
            connection.starttls(context=self._trust())
        except (SMTPNotSupportedError, ssl.SSLError) as error:
            connection.close()
            raise self._no_tls(error) from error
        except (SMTPException, OSError):
            connection.close()
            raise

    def _log_in(self, connection: SMTP) -> None:
        connection.ehlo_or_helo_if_needed()
        if not self.settings.user:
            return
        try:
            connection.login(self.settings.user, self.settings.password)
        except SMTPAuthenticationError as error:
            if 400 <= error.smtp_code < 500:
                raise
            raise CarrierUnusable(
                msg(
                    "The mail server {host} doesn't accept the login of {user}: {reason}. Nothing "
                    "was sent. Look at CARAVAN_SMTP_USER and CARAVAN_SMTP_PASSWORD.",
                    host=self.settings.host,
                    user=self.settings.user,
                    reason=said(error.smtp_code, error.smtp_error),
                )
            ) from error
        except (SMTPNotSupportedError, UnicodeEncodeError) as error:
            raise CarrierUnusable(
                msg(
                    "Nobody can log in to the mail server {host} in this way: {reason}. Nothing "
                    "was sent. Look at CARAVAN_SMTP_USER and CARAVAN_SMTP_TLS.",
                    host=self.settings.host,
                    reason=str(error)[:LONGEST_REASON],
                )
            ) from error

    def _addressed(self, connection: SMTP, parcel: Parcel) -> Outcome | None:
        """Tell the server from whom to whom; an outcome when it wants nothing of it."""
        options: tuple[str, ...] = ()
        if _NO_ADDRESS.search(parcel.recipient):
            return Outcome(
                Fate.REFUSED,
                msg("“{address}” is not an e-mail address", address=parcel.recipient[:80]),
            )
        if parcel.needs_utf8:
            if not connection.has_extn("smtputf8"):
                return Outcome(
                    Fate.REFUSED,
                    msg(
                        "the mail server takes no address with such letters: {address}",
                        address=parcel.recipient,
                    ),
                )
            options = ("SMTPUTF8", "BODY=8BITMIME")
        code, text = connection.mail(parcel.sender, options)
        if code != 250:
            self._away_with(code, text)
            if code >= 500:
                raise CarrierUnusable(
                    msg(
                        "The mail server {host} takes no mail from {sender}: {reason}. Nothing was "
                        "sent. Look at CARAVAN_SMTP_FROM and CARAVAN_SMTP_USER.",
                        host=self.settings.host,
                        sender=parcel.sender,
                        reason=said(code, text),
                    )
                )
            return refusal(code, text)
        code, text = connection.rcpt(parcel.recipient)
        if code in {250, 251}:
            return None
        self._away_with(code, text)
        return refusal(code, text)

    def _delivered(self, connection: SMTP, content: bytes) -> Outcome:
        """Hand over the content, which the database says from now on may have arrived."""
        try:
            code, text = connection.docmd("DATA")
        except (SMTPException, OSError) as error:
            self.close()  # it had nothing of the content
            return Outcome(Fate.LATER, self._away(error).message)
        if code != 354:
            self._forget(connection)
            return refusal(code, text)
        try:
            connection.send(_STARTS_WITH_DOT.sub(b"..", content) + b".\r\n")
            code, text = connection.getreply()
        except (SMTPException, OSError) as error:
            self._connection = None
            connection.close()
            return Outcome(Fate.UNCLEAR, self._cut_off(error))
        if code == 250:
            return Outcome(Fate.TAKEN)
        self._forget(connection)
        return refusal(code, text)

    def _forget(self, connection: SMTP) -> None:
        """Begin anew on the same connection; without it if it is gone."""
        try:
            connection.rset()
        except (SMTPException, OSError):
            self.close()

    def _away_with(self, code: int, text: bytes) -> None:
        """Raises CarrierAway when an answer means that the server closes the connection."""
        if code in {421, -1}:
            self.close()
            raise CarrierAway(self._away_because(said(code, text)))

    def _away(self, error: Exception) -> CarrierAway:
        return CarrierAway(self._away_because(reason_of(error)))

    def _away_because(self, reason: str) -> Message:
        return msg(
            "The mail server {host}, port {port}, can't be reached or went away: {reason}",
            host=self.settings.host,
            port=self.settings.port,
            reason=reason,
        )

    def _cut_off(self, error: Exception) -> Message:
        return msg(
            "The mail server went away while it took this mail ({reason}). It may have arrived.",
            reason=reason_of(error),
        )

    def _no_tls(self, error: Exception) -> CarrierUnusable:
        return CarrierUnusable(
            msg(
                "The way to the mail server {host}, port {port}, can't be encrypted: {reason}. "
                "Nothing was sent. Look at CARAVAN_SMTP_TLS and CARAVAN_SMTP_PORT.",
                host=self.settings.host,
                port=self.settings.port,
                reason=reason_of(error),
            )
        )

    def _trust(self) -> ssl.SSLContext:
        return self.trust or ssl.create_default_context()


def _own_name() -> str:
    """How we greet a server: this machine's name, without asking any other machine for it."""
    name = socket.gethostname()
    return name if _HOST_NAME.fullmatch(name) else "localhost"
