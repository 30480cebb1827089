"""The texts of a map that is edited."""

from __future__ import annotations

from caravan.language.language import Language


def words(language: Language) -> dict[str, str]:
    """All texts by the key under which the map's script looks them up; ``{}`` is a name."""
    _ = language.text
    return {
        "map": _("Map of the towns"),
        "legend": _("Legend"),
        "zoom_in": _("Zoom in"),
        "zoom_out": _("Zoom out"),
        "whole": _("Show everything"),
        "coast": _("Coast: Natural Earth"),
        "km": _("{km} km", km="{}"),
        "town": _("Town"),
        "optional": _("Optional town"),
        "port": _("Port"),
        "junction": _("Junction"),
        "candidate": _("Possible place"),
        "unsure": _("Place to check"),
        "movable": _("It can be moved with the arrow keys."),
        "nudging": _("Enter: keep it here. Esc: put it back."),
        "moved": _("{name} was moved.", name="{}"),
        "put_back": _("{name} is back in its place.", name="{}"),
        "adding": _("Show on the map where the new place is."),
        "adding_keys": _("Arrow keys move the map, Enter takes the point at the cross."),
        "added": _("A place was added."),
        "place": _("Show where {name} is", name="{}"),
        "placing": _("Show on the map where {name} is.", name="{}"),
        "fingers": _("Two fingers move the map."),
    }
