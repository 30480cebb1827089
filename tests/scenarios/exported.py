"""What all exports of a plan say, unpacked, for tests that look for what must not be there."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

from caravan.language.language import LANGUAGES, language
from caravan.plan.plan import Plan
from caravan.views.exports import FORMATS, export_files


def texts(plan: Plan) -> Iterator[tuple[str, str]]:
    """Each file of each format in each language: what it is, and its text."""
    for code in LANGUAGES:
        for format_ in FORMATS:
            for name, content in export_files(plan, format_, language(code)).items():
                for part, data in _parts(name, content):
                    yield f"{code} {part}", data.decode("utf-8")


def _parts(name: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    if not name.endswith(".xlsx"):
        # A long line of a calendar goes on in the next one, after a space.
        yield name, content.replace(b"\r\n ", b"")
        return
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        for part in book.namelist():
            yield f"{name} {part}", book.read(part)
