"""Headers of a mail with other letters than ASCII's, encoded as a whole (RFC 2047).

Python's own folding encodes them word by word and can lose a space where a line is broken: two
words of a subject in Arabic would arrive as one.
"""

from __future__ import annotations

from email.header import Header
from email.headerregistry import Address
from email.policy import EmailPolicy

_LONGEST_LINE = 75


class WholeWords(EmailPolicy):
    """Like `email.policy.SMTP`, but for subjects and names that have to be encoded."""

    def fold(self, name: str, value: str) -> str:
        """A header as it is sent."""
        return self._whole(name, value) or super().fold(name, value)

    def fold_binary(self, name: str, value: str) -> bytes:
        """The same as bytes."""
        whole = self._whole(name, value)
        return whole.encode("ascii") if whole else super().fold_binary(name, value)

    def _whole(self, name: str, value: str) -> str:
        """The header, when it is one that we encode; else nothing."""
        if self.utf8:
            return ""
        if name.lower() == "subject" and _is_to_encode(value):
            return f"{name}: {_encoded(value, name)}{self.linesep}"
        addresses: tuple[Address, ...] = getattr(value, "addresses", ())
        if len(addresses) == 1 and _is_to_encode(addresses[0].display_name):
            return self._with_name(name, addresses[0])
        return ""

    def _with_name(self, header: str, who: Address) -> str:
        named = f"{header}: {_encoded(who.display_name, header)}"
        bare = f"<{who.addr_spec}>"
        last_line = named.rpartition("\n")[2]
        gap = " " if len(last_line) + len(bare) < _LONGEST_LINE else f"{self.linesep} "
        return f"{named}{gap}{bare}{self.linesep}"


POLICY = WholeWords(linesep="\r\n")
"""How our mails are written."""


def _is_to_encode(text: str) -> bool:
    """Whether it can't stay as it is; what looks like an encoded word isn't one."""
    return not text.isascii() or "=?" in text


def _encoded(text: str, header: str) -> str:
    whole = Header(str(text), "utf-8", _LONGEST_LINE, header_name=header)
    return whole.encode(linesep="\r\n")
