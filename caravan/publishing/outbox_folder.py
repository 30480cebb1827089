"""The dry run: mails become files in a folder, which every mail program opens."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from caravan.errors import msg
from caravan.files.atomic_write import write_once
from caravan.publishing.carrier import CarrierUnusable, Fate, Outcome, Parcel
from caravan.store.mail import MailState
from caravan.store.state_folder import StateUnusable, make_folder

_UNSAFE = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 150


@dataclass(slots=True)
class OutboxFolder:
    """A folder that only its owner reads, with one file for each mail."""

    folder: Path
    taken: MailState = MailState.WRITTEN

    def open(self) -> None:
        """Make the folder. Raises CarrierUnusable."""
        try:
            make_folder(self.folder)
        except StateUnusable as error:
            raise CarrierUnusable(error.message) from error

    def hand_over(self, parcel: Parcel) -> Outcome:
        """Write one mail, as a whole or not at all."""
        content = parcel.content()
        if content is None:
            return Outcome(Fate.NOT_OURS)
        path = self.folder / f"{safe_name(parcel.name)}.eml"
        try:
            number = 1
            while not write_once(path, content):  # written before, and wanted again
                number += 1
                path = self.folder / f"{safe_name(parcel.name)}-{number}.eml"
        except OSError as error:
            reason = error.strerror or type(error).__name__
            return Outcome(
                Fate.LATER,
                msg("{path} could not be written: {reason}", path=str(path), reason=reason),
            )
        return Outcome(Fate.TAKEN)

    def close(self) -> None:
        """Nothing is open."""


def safe_name(name: str) -> str:
    """A name for a file, whatever it came from: small letters, digits and single hyphens."""
    return _UNSAFE.sub("-", name.lower()).strip("-")[:_LONGEST_NAME] or "mail"
