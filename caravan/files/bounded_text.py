"""Reading a text file that may be anything: missing, huge, a folder, not UTF-8."""

from __future__ import annotations

import codecs
import re
import stat
from dataclasses import dataclass
from pathlib import Path

from caravan.errors import Fault, InputFaults, Message, msg

MAX_BYTES = 5_000_000
"""Largest data file that is read; the data of a long tour has some hundred kilobytes."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class BoundedText:
    """The text of a file.

    Attributes:
        name: name of the file as the user knows it.
        text: without byte order mark, line ends as they are in the file.
        bom: whether it began with a byte order mark, as Excel writes and wants it.
    """

    name: str
    text: str
    bom: bool


def read_bounded(path: Path, max_bytes: int = MAX_BYTES) -> BoundedText:
    """The text of a UTF-8 file of at most `max_bytes`; a larger one isn't read at all.

    Raises InputFaults for a file that is missing, too large, no file, unreadable or not UTF-8.
    """
    name = path.name or str(path)
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise _fault(name, *_not_a_file(folder=stat.S_ISDIR(status.st_mode)))
        if status.st_size > max_bytes:
            raise _too_large(name, status.st_size, max_bytes)
        with path.open("rb") as file:
            # One byte more than allowed: the file may have grown since it was measured.
            content = file.read(max_bytes + 1)
    except FileNotFoundError:
        problem = msg("there is no such file")
        raise _fault(name, problem, msg("Check the name and the folder")) from None
    except PermissionError:
        problem = msg("the file may not be read")
        raise _fault(name, problem, msg("Ask for the right to read it")) from None
    except (OSError, ValueError) as error:
        # ValueError: a NUL in the name. OSError: a name too long, a loop of links, a broken disk.
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "NUL"
        problem = msg("the file can't be read ({reason})", reason=reason)
        raise _fault(name, problem, msg("Check the name and the disk")) from None
    if len(content) > max_bytes:
        raise _too_large(name, len(content), max_bytes)
    return decode(content, name)


def decode(content: bytes, name: str) -> BoundedText:
    """The text of a file's bytes; the name is for messages.

    Raises InputFaults when the bytes aren't UTF-8 or hold control characters, naming the line.
    """
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise _fault(name, msg("the file is in UTF-16, not in UTF-8"), _save_as_utf8(name))
    bom = content.startswith(codecs.BOM_UTF8)
    body = content[len(codecs.BOM_UTF8) :] if bom else content
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        # Latin-1 reads any byte; it shows the person the letter that was probably meant.
        problem = msg(
            "the file is not in UTF-8: byte {byte}, “{letter}” in Latin-1",
            byte=f"0x{body[error.start]:02X}",
            letter=body[error.start : error.start + 1].decode("cp1252", "replace"),
        )
        raise _fault(name, problem, _save_as_utf8(name), line) from None
    if found := _CONTROL.search(text):
        line = text.count("\n", 0, found.start()) + 1
        problem = msg("a control character, U+{code}", code=f"{ord(found[0]):04X}")
        raise _fault(name, problem, msg("Delete it"), line)
    return BoundedText(name, text, bom)


def _too_large(name: str, size: int, limit: int) -> InputFaults:
    problem = msg(
        "the file has {size} MB, at most {limit} MB are read",
        size=round(size / 1e6, 1),
        limit=round(limit / 1e6, 1),
    )
    return _fault(name, problem, msg("Choose the right file, or split it"))


def _not_a_file(*, folder: bool) -> tuple[Message, Message]:
    if folder:
        return msg("this is a folder, not a file"), msg("Name a file inside it")
    return msg("this is not a regular file"), msg("Name a file")


def _save_as_utf8(name: str) -> Message:
    if name.lower().endswith(".csv"):
        return msg("Save it as UTF-8 (in Excel: “CSV UTF-8”)")
    return msg("Save it as UTF-8")


def _fault(name: str, problem: Message, remedy: Message, line: int | None = None) -> InputFaults:
    return InputFaults((Fault(name, "", problem, remedy, line),))
