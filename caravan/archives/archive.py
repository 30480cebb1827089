"""ZIP archives without the hour and the machine of their writing: same members, same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime

# What a ZIP can hold; other times are moved to its ends.
_YEARS = (1980, 2107)


def archive(members: Iterable[tuple[str, bytes]], modified: datetime) -> bytes:
    """A ZIP of names with their contents, in the order given, all of one age.

    Args:
        members: relative names with their bytes.
        modified: an aware instant; written in UTC, which a ZIP itself can't say.
    """
    instant = modified.astimezone(UTC)
    low, high = _YEARS
    if not low <= instant.year <= high:
        instant = datetime(low if instant.year < low else high, 1, 1, tzinfo=UTC)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as file:
        for name, content in members:
            member = zipfile.ZipInfo(name, instant.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            # Read and write for the owner, read for all others, on every system.
            member.external_attr = 0o644 << 16
            member.create_system = 3
            file.writestr(member, content)
    return buffer.getvalue()
