"""What a page was told to show in its widgets, and what it says before it has heard that.

A page sends with each press what all its widgets show. What the server has just told them (the value
that Undo brought back, the towns with beds of a scenario that was opened this moment) may still be on
its way then, or may never arrive: Streamlit tells a value in one message only, and lets go of it
when the next run begins. Taken at its word, such a page would take back what the visitor has just
done, or empty a field that he never touched. So a widget that says again what it said before, beside
another that was really used, isn't believed; and a value is told until the page says it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates

_SHOWN = frozenset(
    {
        *("bool_value", "int_value", "double_value", "string_value"),
        *("int_array_value", "double_array_value", "string_array_value"),
    }
)
"""The kinds of values that a server tells a page to show."""


@dataclass(slots=True)
class Told:
    """How far a visitor's page has heard what its widgets are to show.

    Attributes:
        said: what each widget said when something was last done on the page, as it came.
        late: widgets that, as far as can be told now, have not heard their value.
    """

    said: dict[str, bytes] = field(default_factory=dict)
    late: set[str] = field(default_factory=set)

    def drop_late(
        self, states: WidgetStates, differs: Callable[[WidgetState], bool], *, by_itself: bool
    ) -> None:
        """Let go of what widgets say only because they have not heard their value yet.

        Args:
            states: what the page says.
            differs: whether it isn't what the widget was told to show.
            by_itself: whether the page may have sent it by itself, nothing being done on it.
        """
        now: dict[str, bytes] = {}
        shown, pressed = [], by_itself
        for state in states.widgets:
            kind = state.WhichOneof("value") or ""
            if kind.endswith("trigger_value"):
                pressed |= kind != "trigger_value" or state.trigger_value
                continue
            now[state.id] = state.SerializeToString(deterministic=True)
            if kind in _SHOWN:
                shown.append(state)
            else:
                pressed |= now[state.id] != self.said.get(state.id)
        other = {state.id for state in shown if differs(state)}
        used = {id_ for id_ in other if now[id_] != self.said.get(id_)}
        # Whoever gives a widget its former value again does nothing else in the same moment.
        self.late = other - used if used or pressed else set()
        self.said = now
        kept = [state for state in states.widgets if state.id not in self.late]
        if len(kept) < len(states.widgets):
            del states.widgets[:]
            states.widgets.extend(kept)

    def has_heard(self, id_: str) -> bool:
        """Whether the page says of a widget what it was told; not so when it says nothing of it."""
        return id_ in self.said and id_ not in self.late

    def forget(self) -> None:
        """Believe all that the page says next."""
        self.said, self.late = {}, set()
