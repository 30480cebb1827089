"""A mail as MIME: text and HTML, the calendar as an alternative to both, and as a file."""

from __future__ import annotations

from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

from caravan.errors import ImpossibleValue, msg
from caravan.language.language import Language
from caravan.publishing.headers import POLICY
from caravan.publishing.placeholders import harmless
from caravan.store.mail import Method

FILE_NAME = "invite.ics"
_LONGEST_NAME = 100


def address(mail: str, name: str = "") -> Address:
    """An address with a name, both harmless in a header; a domain in its ASCII form.

    Raises ImpossibleValue when it is no address.
    """
    local, _, domain = mail.strip().rpartition("@")
    try:
        ascii_domain = domain.encode("idna").decode("ascii")
        if local and ascii_domain and mail.strip().isprintable():
            return Address(harmless(name)[:_LONGEST_NAME], local, ascii_domain)
    except ValueError:  # UnicodeError is one
        pass
    raise ImpossibleValue(msg("“{address}” is not an e-mail address", address=mail[:80]))


def sender_address(setting: str, host: Address) -> Address:
    """Who sends: the setting, with the organizer's name when it has none; else the organizer.

    Raises ImpossibleValue for a setting that is no address.
    """
    if not setting:
        return host
    name, mail = parseaddr(setting)
    return address(mail, name or host.display_name)


def message(  # noqa: PLR0913 the parts of a mail, by name
    *,
    sender: Address,
    reply_to: Address,
    recipient: Address,
    subject: str,
    text: str,
    html: str,
    calendar: bytes,
    method: Method,
    language: Language,
    message_id: str,
    at: datetime,
) -> EmailMessage:
    """The mail.

    Args:
        calendar: as `caravan.views.calendar` makes it, for the same method.
        message_id: without angle brackets.
        at: an aware instant, its Date.
    """
    needs_utf8 = not all(who.addr_spec.isascii() for who in (sender, reply_to, recipient))
    mail = EmailMessage(policy=POLICY.clone(utf8=needs_utf8))
    mail["Subject"] = harmless_line(subject)
    mail["From"] = sender
    mail["To"] = recipient
    if reply_to.addr_spec != sender.addr_spec:
        mail["Reply-To"] = reply_to
    mail["Date"] = format_datetime(at)
    mail["Message-ID"] = f"<{message_id}>"
    # No 8-bit text: servers that don't take it still exist. Arabic would triple by the other way.
    encoding = "base64" if language.direction == "rtl" else "quoted-printable"
    mail.set_content(text, cte=encoding)
    mail.add_alternative(html, subtype="html", cte=encoding)
    # As bytes, so that its line ends and folding reach the reader as they are.
    mail.add_alternative(
        calendar,
        maintype="text",
        subtype="calendar",
        params={"method": method.value, "charset": "utf-8"},
    )
    mail.add_attachment(calendar, maintype="application", subtype="ics", filename=FILE_NAME)
    mail["Content-Language"] = language.code
    return mail


def harmless_line(text: str) -> str:
    """A text that a person wrote, on one line of a header."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
