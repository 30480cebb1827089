"""Where a site is written to: a folder of this computer, or an object store, by fsspec."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from caravan.errors import CaravanError, msg
from caravan.publishing.site.folder import Folder
from caravan.publishing.site.site import Site, hashes_in

_LOCAL = ("file", "local")
_NAMED = re.compile(r"^(?![a-z0-9+.-]+:/*$)\s*\S", re.IGNORECASE)
_PASSWORD = re.compile(r"(?<=://)[^/@\s]*@")

Progress = Callable[[int, int], None]
"""Told how many files of how many are there."""


@dataclass(frozen=True, slots=True)
class Written:
    """What writing a site did: how many files are new or other, as before, and gone."""

    written: int
    kept: int
    removed: int


class SiteStopped(CaravanError):
    """Told to stop in the middle of writing to an object store."""


def write_site(
    site: Site,
    to: str,
    on_progress: Progress = lambda _done, _all: None,
    should_stop: Callable[[], bool] = lambda: False,
) -> Written:
    """Put a site in the place of the one that is there.

    In a folder of this computer the whole site changes at once; see `Folder`. In an object store
    each file does; the manifest comes last and old files go after it: when writing is cut off, all
    that was there still is, and writing again goes on where it stopped.

    Args:
        to: a folder, or an address that fsspec knows, like ``s3://bucket/tour``.
        on_progress: told of each file of an object store; a folder changes at once.
        should_stop: asked before each of these files.

    Raises CaravanError for an address that nothing can write to, and when writing fails;
    SiteStopped when told to stop.
    """
    import fsspec  # type: ignore[import-untyped]  # it says nothing of its types

    shown = _PASSWORD.sub("", to)
    if not _NAMED.search(to):
        # As it comes of a variable that isn't set; the folder in which one is would become a site.
        raise CaravanError(
            msg("Name a folder, or an address of a store: “{to}” is none.", to=shown)
        )
    try:
        store, root = fsspec.core.url_to_fs(to)
    except ImportError as error:
        raise CaravanError(
            msg(
                "To write to {address} another package is needed: {reason}",
                address=shown,
                reason=str(error),
            )
        ) from None
    except (ValueError, OSError):
        raise CaravanError(
            msg("{address} is no folder and no address of a store.", address=shown)
        ) from None
    protocols = (store.protocol,) if isinstance(store.protocol, str) else store.protocol
    try:
        if set(protocols) & set(_LOCAL):
            return Written(*Folder(root).replace(site))
        return _uploaded(site, store, root.rstrip("/"), on_progress, should_stop)
    except CaravanError:
        raise
    except Exception as error:  # noqa: BLE001 - each kind of store has exceptions of its own
        raise CaravanError(
            msg(
                "Writing to {address} failed: {reason}. What was there before is still there; "
                "publish again to go on.",
                address=shown,
                reason=_PASSWORD.sub("", str(error) or type(error).__name__),
            )
        ) from None


def _uploaded(
    site: Site, store: Any, root: str, on_progress: Progress, should_stop: Callable[[], bool]
) -> Written:
    manifest = f"{root}/{site.manifest_path}"
    before = hashes_in(store.cat_file(manifest)) if store.exists(manifest) else {}
    written = 0
    for done, (path, content) in enumerate(sorted(site.files.items()), start=1):
        if should_stop():
            raise SiteStopped(
                msg(
                    "Stopped: {done} of {wanted} files are there. Publish again to go on.",
                    done=done - 1,
                    wanted=len(site.files),
                )
            )
        if before.get(path) != hashlib.sha256(content).hexdigest():
            _put(store, f"{root}/{path}", content)
            written += 1
        on_progress(done, len(site.files))
    _put(store, manifest, site.manifest)
    gone = sorted(before.keys() - site.files.keys())
    for path in gone:
        if store.exists(f"{root}/{path}"):
            store.rm_file(f"{root}/{path}")
    return Written(written, len(site.files) - written, len(gone))


def _put(store: Any, path: str, content: bytes) -> None:
    # Stores have no folders; what looks like one to fsspec needs them.
    store.makedirs(path.rpartition("/")[0], exist_ok=True)
    store.pipe_file(path, content)
