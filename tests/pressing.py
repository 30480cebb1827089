"""What a browser sends when something is pressed."""

from __future__ import annotations

from streamlit.proto.WidgetStates_pb2 import WidgetStates


def pressing(*buttons, **fields):
    """What a browser sends when buttons are pressed while fields say something."""
    states = WidgetStates()
    for id_ in buttons:
        states.widgets.add(id=id_, trigger_value=True)
    for id_, text in fields.items():
        states.widgets.add(id=id_, string_value=text)
    return states
