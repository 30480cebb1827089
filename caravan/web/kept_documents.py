"""The documents that are asked for most, kept in memory up to a limit."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable

from caravan.web.prepared import Prepared

_MOST_BYTES = 64_000_000


class KeptDocuments:
    """Documents by their keys; those not asked for the longest go first. For one thread."""

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        self._most_bytes = most_bytes
        self._bytes = 0
        self._kept: OrderedDict[Hashable, Prepared] = OrderedDict()

    def get(self, key: Hashable) -> Prepared | None:
        """The document of a key, None when it isn't kept."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def put(self, key: Hashable, document: Prepared) -> None:
        """Keep a document, and let go what is too much with it."""
        before = self._kept.pop(key, None)
        self._bytes += document.size - (before.size if before else 0)
        self._kept[key] = document
        while self._bytes > self._most_bytes and len(self._kept) > 1:
            _, gone = self._kept.popitem(last=False)
            self._bytes -= gone.size
