"""A small board: two days, one event left out."""

from __future__ import annotations

from caravan.ui.board import Board, BoardCard, BoardDay, BoardTeam, Choice, PinWay

MONDAY, TUESDAY = "2020-03-09 team-1", "2020-03-10 team-1"
PINS = (PinWay("pin", "Pin to Monday"), PinWay("unpin", "Unpin"))
BEDS = (Choice("gafsa", "Gafsa"), Choice("sfax", "Sfax"))


def day(key, title, *cards, **more):
    return BoardDay(key, title, title, tuple(cards), "team-1", **more)


def small_board(**changes):
    parts = {
        "version": 3,
        "teams": (BoardTeam("team-1", ""),),
        "days": (
            day(
                MONDAY,
                "Monday",
                BoardCard("sbeitla", "Sbeïtla", "08:30–10:30", pins=PINS),
                BoardCard("gafsa", "قفصة", "13:00–15:00", way="≈ 1 h 30", faults=("Too late.",)),
                number=1,
                bed="gafsa",
                bed_name="Gafsa",
                beds=BEDS,
                colour="#0072B2",
                facts="08:30–15:00",
            ),
            day(
                TUESDAY,
                "Tuesday",
                BoardCard("sfax", "Sfax", "09:00–12:00", pin="Pinned to Tuesday"),
                number=2,
                bed="sfax",
                bed_name="Sfax",
                is_last=True,
                colour="#D55E00",
                empty="No event",
            ),
        ),
        "out": BoardDay("", "Left out", "Left out", (BoardCard("douz", "Douz"),), empty="Nothing"),
        "events": tuple(Choice(i, i.title()) for i in ("sbeitla", "gafsa", "sfax", "douz")),
        "wishes": True,
        "no_wishes": "",
        "verdict": "One rule is broken.",
    }
    return Board(**{**parts, **changes})
