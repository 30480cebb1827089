"""Addresses that others typed, as the URIs that a calendar may hold."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from caravan.views.calendar.clean import one_line

_MAIL = re.compile(r"[^\s@<>\"(),:;\[\]\\]+@[^\s@<>\"(),:;\[\]\\]+")
# Unreserved and reserved characters of RFC 3986, and the sign of what is encoded already.
_URI = "!#$%&'()*+,/:;=?@[]~"


def web_address(text: str) -> str:
    """An http or https address, what doesn't belong into a URI percent-encoded; else nothing.

    Other schemes (``javascript:``, ``file:``) are dropped: a calendar shows the address as a link.
    """
    if text.strip() != one_line(text):
        return ""  # an address has no line break or control inside: this is no address
    address = quote(text.strip(), safe=_URI)
    try:
        parts = urlsplit(address)
        good = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        good = False
    return address if good else ""


def mail_address(text: str) -> str:
    """``mailto:`` with the address, encoded as RFC 6068 wants it; nothing if it is no address.

    An address with a space, a line break or a second @ is a typing error or an attack: it is
    refused, not mended, because an invitation would go to somebody else.
    """
    address = text.strip()
    if address != one_line(text) or not _MAIL.fullmatch(address) or len(address) > 254:
        return ""
    return "mailto:" + quote(address, safe="@!$'*+-/=^_`{|}~.")
