"""Families of sets of events, a bit for each possible set: all partial plans at once.

Twenty events have a million sets: 128 kilobytes. Adding the events of one day to every set of a
family is then one operation on a region of it, a few microseconds, however many sets there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from caravan.planning.arrays import Bools, Ints

Family = npt.NDArray[np.uint64]
"""A family in the order of its `SetLayout`."""

_WORD = 6  # 64 bits: the sets over six events share a word.
_WITHOUT = (
    0x5555555555555555,
    0x3333333333333333,
    0x0F0F0F0F0F0F0F0F,
    0x00FF00FF00FF00FF,
    0x0000FFFF0000FFFF,
    0x00000000FFFFFFFF,
)
"""By event of a word the sets that don't hold it."""
_ALL = 2**64 - 1
_FEW_WORDS = 3


@dataclass(frozen=True)
class Step:
    """The events of a day, as the families need them.

    Attributes:
        before: where the sets lie to which the day can be added.
        kept: those of a word's sets to which it can.
        after: where the sets lie that come of it.
        shift: by how many bits they move within a word.
    """

    before: tuple[slice | int, ...]
    kept: np.uint64
    after: tuple[slice | int, ...]
    shift: np.uint64


class SetLayout:
    """Where the sets of some events stand in a family.

    Args:
        events: numbers of the events, rarest first: sets that differ in them lie closest, where
            regions are in pieces.
    """

    def __init__(self, events: Sequence[int]) -> None:
        # Of a region in pieces of two to eight words each costs as much as one of a hundred: so
        # the very rarest events stand where that happens.
        cut = _FEW_WORDS
        self.events = (*events[cut : cut + _WORD + 1], *events[:cut], *events[cut + _WORD + 1 :])
        self._axes = max(0, len(events) - _WORD)
        self._shape = (1, *(2,) * self._axes)
        self._steps: dict[tuple[int, int], Step] = {}

    @property
    def all_events(self) -> int:
        """Bits of the events."""
        return sum(1 << event for event in self.events)

    @property
    def words(self) -> int:
        """Number of words of a family."""
        return 1 << self._axes

    def positions(self, masks: Ints) -> Ints:
        """Where sets of events stand; events outside the layout are ignored."""
        found = np.zeros(len(masks), dtype=np.int64)
        for bit, event in enumerate(self.events):
            found |= ((masks >> event) & 1) << bit
        return found

    def position(self, mask: int) -> int:
        """Where one set of events stands."""
        return sum(1 << bit for bit, event in enumerate(self.events) if mask >> event & 1)

    def members(self, family: Family) -> Ints:
        """Where the sets of a family stand."""
        words = family.reshape(-1)
        some = np.nonzero(words != 0)[0]
        bits = np.unpackbits(words[some].view(np.uint8), bitorder="little").view(np.bool_)
        places = np.nonzero(bits)[0].astype(np.int64)
        found: Ints = (some[places >> _WORD] << _WORD) + (places & ((1 << _WORD) - 1))
        return found

    def close(self, family: Family) -> None:
        """Put into a family, in place, all that its sets include."""
        words = family.reshape(-1)
        for bit, without in enumerate(_WITHOUT):
            words |= words >> np.uint64(1 << bit) & np.uint64(without)
        for axis in range(self._axes):
            halves = words.reshape(-1, 2, 1 << axis)
            halves[:, 0] |= halves[:, 1]

    def masks(self, family: Family) -> Ints:
        """The sets of a family, as bits of events."""
        positions = self.members(family)
        masks = np.zeros(len(positions), dtype=np.int64)
        for bit, event in enumerate(self.events):
            masks |= ((positions >> bit) & 1) << event
        return masks

    @property
    def sets(self) -> int:
        """Number of sets that there are."""
        return 1 << len(self.events)

    def nothing(self) -> Family:
        """The family without any set."""
        return np.zeros(self._shape, dtype=np.uint64)

    def of_marks(self, marks: Bools) -> Family:
        """The family of the sets that are marked, by position."""
        padded = marks if len(marks) >= 64 else np.pad(marks, (0, 64 - len(marks)))
        return np.packbits(padded, bitorder="little").view(np.uint64).reshape(self._shape)

    def step(self, held: int, barred: int) -> Step:
        """A day that holds some events and that none of the barred ones may precede.

        Args:
            held, barred: positions; those held are barred too.
        """
        if (held, barred) not in self._steps:
            self._steps[held, barred] = self._step(held, barred | held)
        return self._steps[held, barred]

    def _step(self, held: int, barred: int) -> Step:
        axes = [1 << bit for bit in reversed(range(_WORD, _WORD + self._axes))]
        before = (slice(None), *(0 if barred & bit else slice(None) for bit in axes))
        after = tuple(
            1 if number and held & axes[number - 1] else index
            for number, index in enumerate(before)
        )
        kept = _ALL
        for bit, without in enumerate(_WITHOUT):
            kept &= without if barred >> bit & 1 else _ALL
        return Step(before, np.uint64(kept), after, np.uint64(held & ((1 << _WORD) - 1)))

    def advanced(self, family: Family, step: Step) -> Family:
        """The sets of a family with the events of a day added, in the region `step.after`."""
        region: Family = family[step.before]
        if step.kept != _ALL:
            region = region & step.kept
            region <<= step.shift
        return region

    def region_words(self, barred: Ints) -> Ints:
        """How many words of a family lie where none of these events are held."""
        found: Ints = self.words >> np.bitwise_count(barred >> _WORD).astype(np.int64)
        return found

    def holds(self, family: Family, positions: Ints) -> Bools:
        """Whether sets are in a family."""
        words = family.reshape(-1)[positions >> _WORD]
        bits = (positions & ((1 << _WORD) - 1)).astype(np.uint64)
        found: Bools = (words >> bits & np.uint64(1)).astype(np.bool_)
        return found
