"""What is wrong with a field, said beside it: the change just refused, and faults of the files."""

from __future__ import annotations

from collections.abc import Iterable

from caravan.errors import Fault
from caravan.ui.html import element, show
from caravan.ui.workbench import Workbench


def show_faults(bench: Workbench, field: str, *keys: str, more: Iterable[Fault] = ()) -> None:
    """Show why the last change of `field` was refused, and the faults at keys of the schedule.

    `more`: further faults that belong to the field, for example those of a place's row.
    """
    speech = bench.language
    lines = []
    refused = bench.refusal(field)
    if refused is not None:
        lines.append(speech.message(refused.problem))
        if refused.remedy is not None:
            lines.append(speech.message(refused.remedy))
        # What stands in the field is not what is saved.
        lines.append(speech.text("The tour stays as it was."))
    of_keys = [fault for key in keys for fault in bench.draft.fault_of(key)]
    lines += [
        f"{_sentence(speech.message(fault.problem))}. {speech.message(fault.remedy)}"
        for fault in dict.fromkeys([*of_keys, *more])
    ]
    if not lines:
        return
    entries = [element("p", element("bdi", _sentence(line))) for line in lines]
    show(element("div", *entries, class_="cv-field-fault", role="alert"), speech)


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
