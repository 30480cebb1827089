"""A workbook written again without the hour of its writing: same content, same bytes."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import UTC, datetime

from caravan.archives.archive import archive

_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(</dcterms:modified>)")


def fixed_zip(data: bytes, modified: datetime) -> bytes:
    """A workbook with all its members, `modified` as their age and in its properties.

    openpyxl writes the clock of the machine into both, whatever it is told.
    """
    stamp = modified.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    with zipfile.ZipFile(io.BytesIO(data)) as source:
        members = {name: source.read(name) for name in source.namelist()}
    properties = "docProps/core.xml"
    members[properties] = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", members[properties])
    return archive(members.items(), modified)
