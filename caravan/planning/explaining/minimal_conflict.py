"""From events that clash to the wishes that do: all that isn't needed is deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from caravan.plan.conflict import Conflict, Wish, WishKind
from caravan.planning.choice import StoppedError
from caravan.planning.columns import enumerate_columns
from caravan.planning.coverage import coverage
from caravan.planning.explaining.wishes import wishes_about, without_wishes
from caravan.planning.problem import problem_of
from caravan.tour.tour import Tour
from caravan.travel.times import TravelTimes

# What is deleted in trial first stays in a conflict least often: what a person changes with most
# trouble, or thinks of last. What the organizers set by hand is tried last.
_RULES_FIRST = (
    WishKind.BREAK,
    WishKind.BEDS,
    WishKind.WORKING_HOURS,
    WishKind.DATES,
    WishKind.DRIVING_LIMIT,
    WishKind.OPENING,
)
_HOSTS_FIRST = (
    WishKind.OPENING,
    WishKind.BREAK,
    WishKind.BEDS,
    WishKind.DATES,
    WishKind.WORKING_HOURS,
    WishKind.DRIVING_LIMIT,
)
_LAST = (
    WishKind.REFUSED_DATES,
    WishKind.DATE,
    WishKind.HOUR,
    WishKind.FORBIDDEN_PAIR,
    WishKind.ORDER,
    WishKind.PIN,
    WishKind.KEEP,
)


def minimal_conflict(
    tour: Tour,
    travel: TravelTimes,
    events: Iterable[str],
    *,
    should_stop: Callable[[], bool] = lambda: False,
) -> Conflict | None:
    """The wishes about a few events that can't all be met, and can without any single one of them.

    It speaks of a tour without all other events, which may not lend a place to rest either.

    Args:
        events: ids, that clash under all rules; none when the tour's end can't be
            reached.

    None when these events can be kept, or when too many days are possible to be sure.
    Raises StoppedError when told to stop.
    """
    events = tuple(events)
    search = _Deletion(tour, events, travel, should_stop)
    if search.can_be_met(search.wishes) is not False:
        return None
    conflicts = [search.left_after(first + _LAST) for first in (_RULES_FIRST, _HOSTS_FIRST)]
    return Conflict(min(conflicts, key=len))


@dataclass
class _Deletion:
    """Gives up wishes for good as long as the others still clash.

    Attributes:
        wishes: those that are left.
        known: what was found out of sets of wishes.
    """

    tour: Tour
    events: tuple[str, ...]
    travel: TravelTimes
    should_stop: Callable[[], bool]
    wishes: tuple[Wish, ...] = field(init=False)
    known: dict[frozenset[Wish], bool | None] = field(default_factory=dict)
    _all: tuple[Wish, ...] = field(init=False)

    def __post_init__(self) -> None:
        self.wishes = self._all = wishes_about(self.tour, self.events)

    def left_after(self, order: tuple[WishKind, ...]) -> tuple[Wish, ...]:
        """The wishes that are left when each is deleted, in this order, if it isn't needed."""
        self.wishes = self._all
        self._delete(sorted(self._all, key=lambda wish: order.index(wish.kind)))
        return self.wishes

    def _delete(self, candidates: list[Wish]) -> None:
        """Delete the candidates that aren't needed, many at once where it can be done."""
        if not candidates:
            return
        left = tuple(wish for wish in self.wishes if wish not in candidates)
        if self.can_be_met(left) is False:
            self.wishes = left
        elif len(candidates) > 1:
            middle = len(candidates) // 2
            self._delete(candidates[:middle])
            self._delete(candidates[middle:])

    def can_be_met(self, wishes: tuple[Wish, ...]) -> bool | None:
        """Whether these wishes can all be met; None when too many days are possible to be sure."""
        answer = self._known_of(frozenset(wishes))
        if answer is not None:
            return answer
        if self.should_stop():
            raise StoppedError
        # More days may be worse, where the first has no bed; nobody has to take them.
        within = tuple(w for w in self._all if w in wishes or w.kind is WishKind.DATES)
        if within != wishes and self.can_be_met(within):
            self.known[frozenset(wishes)] = True
            return True
        others = (event.id for event in self.tour.events if event.id not in self.events)
        given_up = [Wish(WishKind.KEEP, (event,)) for event in others]
        given_up += [wish for wish in self._all if wish not in wishes]
        answer = can_keep_all(without_wishes(self.tour, given_up), self.travel, self.should_stop)
        self.known[frozenset(wishes)] = answer
        return answer

    def _known_of(self, wishes: frozenset[Wish]) -> bool | None:
        """What follows for these wishes from others: fewer are met more easily, and no event less."""
        kept = _kept(wishes)
        for others, answer in self.known.items():
            if answer is True and wishes <= others and _kept(others) == kept:
                return True
            if answer is False and wishes >= others and _kept(others) == kept:
                return False
        return None


def _kept(wishes: frozenset[Wish]) -> frozenset[Wish]:
    return frozenset(wish for wish in wishes if wish.kind is WishKind.KEEP)


def can_keep_all(
    tour: Tour, travel: TravelTimes, should_stop: Callable[[], bool] = lambda: False
) -> bool | None:
    """Whether a tour of a few events has a plan that holds all that must be kept.

    None when too many days are possible to be sure. Raises StoppedError when told to stop.
    """
    columns = enumerate_columns(tour, travel)
    found = coverage(problem_of(tour, columns), should_stop=should_stop)
    return found.is_possible if found.is_possible or columns.complete else None
