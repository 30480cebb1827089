"""The guard: every store that a page reaches, behind one table of who may call what.

A page shows no button that its visitor may not press; but a button may have been shown before a
right was taken away, or by mistake. So the stores themselves ask, at the moment of each call,
what the database says. What the table doesn't have is refused. Where a store notes who did it, it
is told who really asks, whatever the page says.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from caravan.store.permissions import NotAllowed, Right
from caravan.store.settings import Schedule
from caravan.ui.access.rules import ATTRIBUTES, CREATES, OPEN, RULES, Rule
from caravan.ui.access.visitor import Visitor

_EMPTY: Mapping[str, Rule] = {}


@dataclass(frozen=True, slots=True)
class Guarded:
    """A store, of which a visitor may call what the rules permit.

    Attributes:
        visited: the schedule looked at, for what is about no other.
    """

    store: object
    name: str
    visitor: Visitor
    visited: str | None

    def __getattr__(self, attribute: str) -> Any:
        """The method behind its rule. Raises NotAllowed for what has none."""
        if attribute in ATTRIBUTES.get(self.name, ()):
            return getattr(self.store, attribute)
        rule = RULES.get(self.name, _EMPTY).get(attribute)
        if rule is None:
            raise NotAllowed
        method = getattr(self.store, attribute)

        def guarded(*args: Any, **kwargs: Any) -> Any:
            if rule is CREATES:
                _require(self.visitor, Right.CREATE, None)
                account = self.visitor.account
                kwargs["organizer"] = None if account is None else account.id
            elif rule.of_result is None and rule is not OPEN:
                about = _schedule(rule, method, args, kwargs, self.visited)
                _require(self.visitor, rule.right, about)
            if _notes_who(method):
                kwargs["who"] = self.visitor.name
            result = method(*args, **kwargs)
            return result if rule.of_result is None else self._permitted(result, rule)

        return guarded

    def _permitted(self, result: Any, rule: Rule) -> Any:
        """Of a result those parts that the visitor may see."""
        name_of = rule.of_result
        if name_of is None or result is None:
            return result
        if not isinstance(result, tuple):
            return result if self.visitor.may(name_of(result)).has(rule.right) else None
        names = tuple(name_of(part) for part in result)
        permitted = self.visitor.may_all(names)
        pairs = zip(result, permitted, strict=True)
        return tuple(part for part, may in pairs if may.has(rule.right))


@dataclass(frozen=True, slots=True)
class GuardedDesk:
    """A desk whose stores are guarded. Used in the place of a `Desk`, with the same attributes."""

    visitor: Visitor
    visited: str | None

    def __getattr__(self, attribute: str) -> Any:
        """A store behind the guard. Raises NotAllowed for what has no rules."""
        desk = self.visitor.desk
        if attribute == "settings":
            return desk.settings
        if attribute in RULES["desk"]:
            return getattr(Guarded(desk, "desk", self.visitor, self.visited), attribute)
        if attribute not in RULES:
            raise NotAllowed
        return Guarded(getattr(desk, attribute), attribute, self.visitor, self.visited)


def _notes_who(method: Callable[..., object]) -> bool:
    """Whether a method wants to know, by name, who does it."""
    who = inspect.signature(method).parameters.get("who")
    return who is not None and who.kind is who.KEYWORD_ONLY


def _require(visitor: Visitor, right: Right, schedule: str | None) -> None:
    if not visitor.may(schedule).has(right):
        raise NotAllowed


def _schedule(
    rule: Rule,
    method: Callable[..., object],
    args: tuple[Any, ...],
    kwargs: dict[str, Any],
    visited: str | None,
) -> str | None:
    if not rule.of:
        return visited
    named = inspect.signature(method).bind(*args, **kwargs).arguments.get(rule.of)
    if isinstance(named, Schedule):
        return named.name
    return named if isinstance(named, str) else None
