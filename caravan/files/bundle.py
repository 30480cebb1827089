"""All files of a tour in one ZIP, to be kept or handed on."""

from __future__ import annotations

from datetime import UTC, datetime

from caravan.archives.archive import archive
from caravan.errors import InputFaults
from caravan.files.read_tour import reading_of
from caravan.files.siblings import refuse_outside
from caravan.files.tour_files import TourFiles, file_bytes

_UNKNOWN = datetime(2000, 1, 1, tzinfo=UTC)


def bundle_zip(files: TourFiles) -> bytes:
    """A ZIP of the files as they are, of the age of the tour's revision.

    The same files give the same bytes; uploading it gives the same files. The tables are what
    people wrote, to be read back letter by letter: a name that a spreadsheet takes for a formula
    is refused when it is typed, and stays when it was imported. Raises WrongValue for a file whose
    name would leave the folder.
    """
    for file in files:
        refuse_outside(file.name)
    return archive([(file.name, file_bytes(file)) for file in files], _age(files))


def _age(files: TourFiles) -> datetime:
    try:
        revision = reading_of(files).parts.revision
    except InputFaults:
        return _UNKNOWN
    return revision.time if revision is not None else _UNKNOWN
