"""Opening a ZIP that may be anything: huge, a bomb, links, names that leave the folder."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from pathlib import PurePosixPath

from caravan.errors import Fault, InputFaults, Message, msg
from caravan.files.siblings import refuse_outside
from caravan.files.wrong import WrongValue, shown

MAX_MEMBERS = 200
"""Most files of an archive; a tour has four, a workbook some twenty."""
MAX_UNPACKED = 30_000_000
"""Most bytes of all its files together."""
MAX_RATIO = 200
"""How many times larger than the archive they may be; text shrinks to a tenth."""

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    NotImplementedError,  # a way of packing that Python doesn't know
    RuntimeError,  # a password
    ValueError,
)


def unpacked(name: str, content: bytes) -> dict[str, bytes]:
    """The files of a ZIP by their names in it; folders and what systems leave there are skipped.

    Raises InputFaults for what isn't a ZIP, for too many or too large files, links, names that
    leave the folder, a name given twice, and files with a password.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = [member for member in archive.infolist() if not _is_nothing(member)]
            _refuse_too_much(name, members, len(content))
            found: dict[str, bytes] = {}
            for member in members:
                _refuse_strange(name, member, found)
                found[member.filename] = _read(name, archive, member)
    except _BROKEN:
        problem = msg("the archive can't be opened")
        raise _fault(name, problem, msg("Pack it anew as ZIP, without a password")) from None
    return found


def _is_nothing(member: zipfile.ZipInfo) -> bool:
    parts = PurePosixPath(member.filename).parts
    return member.is_dir() or "__MACOSX" in parts or (bool(parts) and parts[-1] == ".DS_Store")


def _refuse_too_much(name: str, members: list[zipfile.ZipInfo], size: int) -> None:
    if len(members) > MAX_MEMBERS:
        problem = msg(
            "{count} files in the archive, at most {limit} are read",
            count=len(members),
            limit=MAX_MEMBERS,
        )
        raise _fault(name, problem, msg("Choose the right file"))
    total = sum(member.file_size for member in members)
    if total > MAX_UNPACKED or total > MAX_RATIO * max(size, 10_000):
        raise _too_large(name)


def _refuse_strange(name: str, member: zipfile.ZipInfo, found: dict[str, bytes]) -> None:
    try:
        # The name as it stands in the archive; zipfile's own one is cut at a NUL.
        refuse_outside(member.orig_filename)
    except WrongValue:
        problem = msg("“{member}” would leave the folder", member=shown(member.orig_filename))
        raise _fault(name, problem, msg("Pack the files of one folder")) from None
    if stat.S_ISLNK(member.external_attr >> 16):
        problem = msg("“{member}” is a link", member=shown(member.filename))
        raise _fault(name, problem, msg("Pack the file itself"))
    if member.filename in found:
        problem = msg("“{member}” is in the archive twice", member=shown(member.filename))
        raise _fault(name, problem, msg("Keep one of the two"))


def _read(name: str, archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes:
    with archive.open(member) as file:
        # What an archive says of a size is its own claim.
        content = file.read(member.file_size + 1)
    if len(content) > member.file_size:
        raise _too_large(name)
    return content


def _too_large(name: str) -> InputFaults:
    problem = msg(
        "the archive unpacks to far too much, at most {limit} MB are read",
        limit=MAX_UNPACKED // 1_000_000,
    )
    return _fault(name, problem, msg("Choose the right file"))


def _fault(name: str, problem: Message, remedy: Message) -> InputFaults:
    return InputFaults((Fault(shown(name), "", problem, remedy),))
