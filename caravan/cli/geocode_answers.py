"""What ``caravan geocode`` prints: for people in lines, for programs as JSON."""

from __future__ import annotations

from collections.abc import Sequence

from caravan.cli.output import one_line
from caravan.errors import Message
from caravan.geocoding.candidate import Candidate, Resolution

_STREET_MAP = ("Nominatim", "Photon")
"""Sources of points that are OpenStreetMap's."""
ATTRIBUTIONS = {
    "GeoNames": "GeoNames (geonames.org), CC BY 4.0",
    "OpenStreetMap": "© OpenStreetMap contributors (openstreetmap.org/copyright)",
}


def as_text(answers: Sequence[Resolution]) -> str:
    """The answers for a person, in the order of the names."""
    lines: list[str] = []
    for answer in answers:
        lines += _lines(answer)
    attributions = _attributions(answers)
    if attributions:
        lines += ["", f"Points from {', '.join(attributions)}."]
    return "\n".join(map(one_line, lines))


def as_data(answers: Sequence[Resolution], warnings: Sequence[Message]) -> dict[str, object]:
    """The answers for a program; documented in docs/command-line.md."""
    return {
        "ok": all(answer.is_found for answer in answers),
        "names": [_answer(answer) for answer in answers],
        "warnings": [str(warning) for warning in warnings],
        "attribution": list(_attributions(answers)),
    }


def _answer(answer: Resolution) -> dict[str, object]:
    status = "found" if answer.is_found else "ambiguous" if answer.is_ambiguous else "unknown"
    return {
        "name": answer.asked,
        "hint": answer.hint or None,
        "status": status,
        "place": None if answer.chosen is None else _candidate(answer.chosen),
        "candidates": [_candidate(candidate) for candidate in answer.candidates],
        "suggestions": list(answer.suggestions),
    }


def _candidate(candidate: Candidate) -> dict[str, object]:
    return {
        "name": candidate.name,
        "latitude": candidate.latitude,
        "longitude": candidate.longitude,
        "country": candidate.country or None,
        "region": candidate.region or None,
        "population": candidate.population,
        "zone": candidate.zone or None,
        "source": candidate.source or None,
        "place_id": candidate.place_id or None,
    }


def _lines(answer: Resolution) -> list[str]:
    asked = f"{answer.asked}, {answer.hint}" if answer.hint else answer.asked
    if answer.chosen is not None:
        return [f"{asked}:", f"  {_row(answer.chosen)}"]
    if answer.is_ambiguous:
        one = len(answer.candidates) == 1
        head = f"{asked}: not certain. Is it this one?" if one else f"{asked}: which one?"
        return [head, *(f"  {_row(candidate)}" for candidate in answer.candidates)]
    if answer.suggestions:
        return [f"{asked}: not found. Written nearly so: {', '.join(answer.suggestions)}"]
    return [f"{asked}: not found, and nothing is written nearly so."]


def _row(candidate: Candidate) -> str:
    """``33.89152, 9.79629  El Hamma, Gabès, TN  41,607 people  GeoNames 2473747``."""
    parts = [
        f"{candidate.latitude:.5f}, {candidate.longitude:.5f}",
        ", ".join(filter(None, (candidate.name, candidate.region, candidate.country))),
        "" if candidate.population is None else f"{candidate.population:,} people",
        candidate.source,
    ]
    return "  ".join(filter(None, parts))


def _attributions(answers: Sequence[Resolution]) -> tuple[str, ...]:
    """Whom to name for the points shown, in a fixed order."""
    shown = [
        candidate.source
        for answer in answers
        for candidate in ((answer.chosen,) if answer.chosen else answer.candidates)
    ]
    return tuple(
        text
        for name, text in ATTRIBUTIONS.items()
        if any(
            source.startswith((name, *(_STREET_MAP if name == "OpenStreetMap" else ())))
            for source in shown
        )
    )
