"""The texts of the board that are the same for every programme."""

from __future__ import annotations

from caravan.language.language import Language


def words(language: Language) -> dict[str, str]:
    """All texts by the key under which the board's script looks them up.

    The script fills in what stands in braces.
    """
    _ = language.text
    name, day, place, count = "{name}", "{day}", "{place}", "{count}"
    where = {"name": name, "day": day, "place": place, "count": count}
    return {
        "how": _(
            "Drag a card to another place or day; with a finger, by its dots. With the keyboard: "
            "space lifts it, arrows move it, space puts it down, Escape puts it back."
        ),
        "more": _("What else can be done with {name}", name=name),
        "night": _("Night"),
        "night_of": _("Night of {day}", day=day),
        "end": _("End of the tour"),
        "lifted": _(
            "{name} is lifted. Arrows move it, space puts it down, Escape puts it back.", name=name
        ),
        "at": _("{name}: {day}, place {place} of {count}", **where),
        "at_out": _("{name}: left out", name=name),
        "put_down": _("{name} is put down: {day}, place {place} of {count}", **where),
        "put_out": _("{name} is left out now", name=name),
        "put_back": _("{name} is back where it was", name=name),
        "move_to": _("Move to the end of"),
        "leave_out": _("Leave out"),
        "choose": _("Choose…"),
        "set": _("Set"),
        "after": _("Always after"),
        "apart": _("Never on the same day as"),
        "close": _("Close"),
    }
