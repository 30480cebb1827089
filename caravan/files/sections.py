"""Checking a document piece by piece, so that a fault in one doesn't hide those in another."""

from __future__ import annotations

from typing import TypeVar

from caravan.errors import msg
from caravan.files.shapes.shape import Shape, fit
from caravan.files.shapes.texts import IdText
from caravan.files.wrong import FaultList, WrongValue, meant, shown
from caravan.files.yaml_document import YamlDocument

S = TypeVar("S", bound=Shape)


class _IdShape(Shape):
    id: IdText


class Sections:
    """The top-level keys of a document, each to be fitted into its shape; faults are noted.

    Raises InputFaults for a document without keys.
    """

    def __init__(self, document: YamlDocument, faults: FaultList) -> None:
        self._document = document
        self._faults = faults
        self._data = document.keys()

    def refuse_unknown(self, known: tuple[str, ...]) -> None:
        """Note keys that are not known."""
        for key in self._data:
            if key not in known:
                problem = msg("the key “{key}” is unknown", key=shown(key))
                fault = self._document.fault((key,), problem, meant(key, known))
                self._faults.faults.append(fault)

    def value(self, key: str) -> object:
        """What stands under a key, or None."""
        return self._data.get(key)

    def has(self, key: str) -> bool:
        """Whether the key is given."""
        return key in self._data

    def one(self, key: str, shape: type[S], default: S | None = None) -> S | None:
        """The section in its shape; `default` when the key isn't given; None when it is wrong."""
        if key not in self._data:
            if default is None:
                self._missing(key)
            return default
        return self._fit(shape, self._data[key], (key,))

    def each(self, key: str, shape: type[S], *, required: bool = True) -> list[tuple[int, S]]:
        """The entries of a list that fit the shape, each with its index."""
        if key not in self._data:
            if required:
                self._missing(key)
            return []
        entries = self._data[key]
        if not isinstance(entries, list):
            problem = msg("a list is expected here")
            remedy = msg("Write each entry on its own line, after “- ”")
            self._faults.faults.append(self._document.fault((key,), problem, remedy))
            return []
        fitted = ((n, self._fit(shape, entry, (key, n))) for n, entry in enumerate(entries))
        return [(n, entry) for n, entry in fitted if entry is not None]

    def bare(self, key: str, shape: type[S]) -> list[tuple[int, S]]:
        """The entries of a list without keys of their own that fit, each with its index.

        The shape has one field, named like the key.
        """
        entries = self._data.get(key)
        if entries is None:
            return []
        if not isinstance(entries, list):
            return self.each(key, shape)
        if entries and all(isinstance(entry, str) for entry in entries):
            problem = msg("a list of lists is expected here")
            remedy = msg("Put brackets around it, like [[old-town, new-town]]")
            self._note((key,), WrongValue(problem, remedy))
            return []
        found = []
        for number, entry in enumerate(entries):
            fitted = fit(shape, {key: entry})
            if isinstance(fitted, tuple):
                for wrong in fitted:
                    path = (key, number, *wrong.path[1:])
                    self._note(path, WrongValue(wrong.problem, wrong.remedy))
            else:
                found.append((number, fitted))
        return found

    def named(self, key: str, shape: type[S]) -> dict[str, S]:
        """The entries of a mapping from ids that fit the shape."""
        entries = self._data.get(key)
        if entries is None:
            return {}
        if not isinstance(entries, dict):
            problem = msg("keys with values are expected here")
            remedy = msg("Write “key: value” lines")
            self._faults.faults.append(self._document.fault((key,), problem, remedy))
            return {}
        found = {}
        for id_, entry in entries.items():
            bad_id = fit(_IdShape, {"id": id_})
            for wrong in bad_id if isinstance(bad_id, tuple) else ():
                self._note((key, id_), WrongValue(wrong.problem, wrong.remedy))
            fitted = self._fit(shape, entry, (key, id_))
            if fitted is not None and not isinstance(bad_id, tuple):
                found[id_] = fitted
        return found

    def _fit(self, shape: type[S], data: object, path: tuple[str | int, ...]) -> S | None:
        found = fit(shape, data, path)
        if isinstance(found, tuple):
            for wrong in found:
                self._note(wrong.path, WrongValue(wrong.problem, wrong.remedy))
            return None
        return found

    def _missing(self, key: str) -> None:
        problem = msg("the key “{key}” is missing", key=key)
        self._faults.add(self._document.name, "", problem, msg("Add it"))

    def _note(self, path: tuple[str | int, ...], wrong: WrongValue) -> None:
        fault = self._document.fault(path, wrong.message, wrong.remedy)
        self._faults.faults.append(fault)
