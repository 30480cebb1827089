"""What people call a team."""

from __future__ import annotations

from caravan.language.language import Language


def team_name(number: int, language: Language) -> str:
    """``Équipe 2``: teams are told apart by their number, counted from one."""
    return language.text("Team {number}", number=language.number(number))
