"""The files of a dry run, those of one publication only: others aren't this visitor's to see."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from caravan.archives.archive import archive
from caravan.store.mail import Mail


def outbox_zip(folder: Path, mails: Iterable[Mail], publication: int) -> bytes:
    """The mails that were written, as a ZIP; those whose files are gone are left out.

    Args:
        folder: of all mails of the server, also of other tours.
        mails: of one publication of one tour.
        publication: its number.
    """
    listed = list(mails)
    starts = tuple(f"{publication:04d}-{mail.id:06d}-" for mail in listed)
    found = []
    if starts and folder.is_dir():
        for path in sorted(folder.glob("*.eml")):
            if path.name.startswith(starts):
                try:
                    found.append((path.name, path.read_bytes()))
                except OSError:
                    continue
    modified = max(mail.sent or mail.made for mail in listed)
    return archive(found, modified)
