"""A site in a folder of this computer: all of it changes at one moment."""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from caravan.errors import CaravanError, msg
from caravan.files.atomic_write import sync_folder
from caravan.publishing.site.site import Site, hashes_in

CURRENT = "current"
"""The link that a web server serves."""
_RELEASES = "releases"


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder with the releases of a site, and a link to the current one.

    A release is written whole beside the others; then the link is turned to it in one step. A
    reader sees the old site or the new one, whenever the writer, or the power, is cut off.
    """

    path: str

    def replace(self, site: Site) -> tuple[int, int, int]:
        """Put a site in the place of the current one: files written, kept as before, and gone.

        Raises CaravanError when the link's place is taken by something else, OSError.
        """
        root = Path(self.path)
        link = root / CURRENT
        if link.exists() and not link.is_symlink():
            raise CaravanError(
                msg(
                    "{path} is in the way: it is no link to a site of caravan. Publish to another "
                    "folder, or remove it.",
                    path=str(link),
                )
            )
        before = _hashes(link, site.manifest_path)
        (root / _RELEASES).mkdir(parents=True, exist_ok=True)
        sync_folder(root.parent)
        with _alone(root):
            old = link.resolve() if link.is_symlink() else None
            release = _written(root / _RELEASES, site, link.resolve())
            sync_folder(root)
            _turn(link, release)
            for other in (root / _RELEASES).resolve().iterdir():
                # Whoever is being served by the one before can read it to the end.
                if other not in {release.resolve(), old}:
                    shutil.rmtree(other, ignore_errors=True)
        same = sum(
            before.get(path) == hashlib.sha256(content).hexdigest()
            for path, content in site.files.items()
        )
        gone = len(before.keys() - site.files.keys())
        return len(site.files) - same, same, gone


@contextlib.contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Wait until nobody else writes here: one would take the other's half release for an old one."""
    with (root / ".lock").open("ab") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def _hashes(link: Path, manifest: str) -> dict[str, str]:
    """What was there; nothing when it can't be read, for it will be replaced as a whole."""
    with contextlib.suppress(OSError, CaravanError):
        return hashes_in((link / manifest).read_bytes())
    return {}


def _written(releases: Path, site: Site, current: Path) -> Path:
    """A new release, whole and safe on the disk: the files, and the folders that hold them.

    What is as before is the same file under another name, so that it keeps its time: web servers
    tell by that whether a reader has it already.
    """
    release = Path(tempfile.mkdtemp(prefix="release-", dir=releases))
    release.chmod(0o755)  # A web server reads it as somebody else.
    folders = {release}
    for path, content in {**site.files, site.manifest_path: site.manifest}.items():
        target = release / path
        target.parent.mkdir(parents=True, exist_ok=True)
        folders |= {folder for folder in target.parents if folder.is_relative_to(release)}
        if not _is_the_same(current / path, content, target):
            _write(target, content)
    for folder in sorted(folders, reverse=True):  # what is in a folder before the folder
        sync_folder(folder)
    sync_folder(releases)
    return release


def _is_the_same(old: Path, content: bytes, target: Path) -> bool:
    """Whether the target is now a file of the release before, because it has this content."""
    try:
        if old.read_bytes() != content:
            return False
        os.link(old, target)
    except OSError:  # it isn't there, or the disk has no second names
        return False
    return True


def _write(target: Path, content: bytes) -> None:
    with target.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _turn(link: Path, release: Path) -> None:
    """Let the link lead to a release, in one step."""
    new = link.with_name(f".{CURRENT}-{release.name}")
    new.symlink_to(Path(_RELEASES) / release.name)
    new.replace(link)
    sync_folder(link.parent)
