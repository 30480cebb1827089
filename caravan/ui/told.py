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


@dataclass(slots=True)
class Told:
    """How far a visitor's page has heard what its widgets are to show.

    Attributes:
        said: what each widget said when something was last done on the page, as it came.
        late: widgets that, as far as can be told now, have not heard their value.
        is_cut_off: whether the page has lost the server since: when it finds it again, it sends
            what it shows by itself.
    """

    said: dict[str, bytes] = field(default_factory=dict)
    late: set[str] = field(default_factory=set)
    is_cut_off: bool = False

    def drop_late(
        self,
        states: WidgetStates,
        differs: Callable[[WidgetState], bool],
        is_in_form: Callable[[str], bool],
        *,
        is_else: bool,
    ) -> None:
        """Let go of what widgets say only because they have not heard their value yet.

        Args:
            states: what the page says.
            differs: whether it isn't what the widget was told to show.
            is_in_form: whether a widget, by its id, is a field of a form. Those are believed: they
                say nothing until the form is sent, so that a value that is given again comes
                together with the press.
            is_else: whether a button was pressed, or the page may have sent it by itself.
        """
        now: dict[str, bytes] = {}
        other = set()
        is_else |= self.is_cut_off
        for state in states.widgets:
            kind = state.WhichOneof("value") or ""
            if kind.endswith("trigger_value"):
                continue
            now[state.id] = state.SerializeToString(deterministic=True)
            if kind == "json_value":
                is_else |= now[state.id] != self.said.get(state.id)
            elif differs(state):
                other.add(state.id)
        used = {id_ for id_ in other if now[id_] != self.said.get(id_)}
        # Whoever gives a widget its former value again does nothing else in the same moment.
        is_else |= bool(used)
        self.late = {id_ for id_ in other - used if not is_in_form(id_)} if is_else else set()
        self.said, self.is_cut_off = now, False
        kept = [state for state in states.widgets if state.id not in self.late]
        if len(kept) < len(states.widgets):
            del states.widgets[:]
            states.widgets.extend(kept)

    def has_heard(self, id_: str) -> bool:
        """Whether the page says of a widget what it was told; not so when it says nothing of it."""
        return id_ in self.said and id_ not in self.late

    def forget(self) -> None:
        """Believe all that the page says next."""
        self.said, self.late, self.is_cut_off = {}, set(), False
