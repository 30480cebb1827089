"""What a mail may be like, looked at before it is taken apart.

Python's parser of mails goes as deep as a mail nests, and as wide as it has parts: both are counted
here in one pass over the bytes, so that no mail costs more than its size.
"""

from __future__ import annotations

import re

from caravan.errors import msg
from caravan.publishing.replies.reply import UnreadableReply

MOST_BYTES = 4_000_000
"""Of a mail: an answer with a signature and a logo has a few hundred thousand."""
MOST_PARTS = 500
MOST_NESTED = 40
LONGEST_HEADER = 8_000
"""Bytes of a Content-Type or Content-Disposition, its continued lines together."""
MOST_HEADER_BYTES = 200_000

_DELIMITER = re.compile(rb"^--(?!\s*$)", re.MULTILINE)
_NESTING = re.compile(rb"\bboundary\b|^content-type:\s*message/", re.IGNORECASE | re.MULTILINE)
_STRUCTURE = re.compile(
    rb"^content-[a-z-]+:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*", re.IGNORECASE | re.MULTILINE
)
_END_OF_HEADERS = re.compile(rb"\r?\n\r?\n")


def refuse_unbounded(content: bytes) -> None:
    """Raise UnreadableReply for a mail that is too large, or made of too many parts."""
    if len(content) > MOST_BYTES:
        raise too_large()
    if _exceeds(_DELIMITER, content, 2 * MOST_PARTS):
        raise UnreadableReply(
            msg("it is made of more than {limit} parts, and was not read", limit=MOST_PARTS)
        )
    if _exceeds(_NESTING, content, MOST_NESTED):
        raise UnreadableReply(
            msg("its parts lie within parts, more than {limit} of them", limit=MOST_NESTED)
        )
    end = _END_OF_HEADERS.search(content)
    headers = len(content) if end is None else end.start()
    if headers > MOST_HEADER_BYTES or any(
        len(found[0]) > LONGEST_HEADER for found in _STRUCTURE.finditer(content)
    ):
        raise UnreadableReply(msg("its headers are far longer than those of any mail program"))


def too_large() -> UnreadableReply:
    """The refusal of a mail with more bytes."""
    return UnreadableReply(
        msg(
            "it is larger than {limit} MB, and was not read. Answer without attachments",
            limit=MOST_BYTES // 1_000_000,
        )
    )


def _exceeds(pattern: re.Pattern[bytes], content: bytes, limit: int) -> bool:
    return any(number >= limit for number, _ in enumerate(pattern.finditer(content)))
