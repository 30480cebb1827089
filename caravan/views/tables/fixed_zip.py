"""A ZIP file written again without the hour of its writing: same content, same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime

# The earliest time that a ZIP file can hold.
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def fixed_zip(data: bytes, modified: datetime) -> bytes:
    """A workbook with all its members, dated 1980, and `modified` in its properties.

    openpyxl writes the clock of the machine into both, whatever it is told.
    """
    stamp = modified.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    result = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            content = source.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", content)
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            # Read and write for the owner, read for all others, on every system.
            member.external_attr = 0o644 << 16
            member.create_system = 3
            target.writestr(member, content)
    return result.getvalue()
