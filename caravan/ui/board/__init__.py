"""A programme as a board: cards of events that are moved between days by mouse, finger or keys."""

from caravan.ui.board.component import board, keep_awake
from caravan.ui.board.event import BoardEvent
from caravan.ui.board.scene import Board, BoardCard, BoardDay, BoardTeam, Choice, PinWay

__all__ = [
    "Board",
    "BoardCard",
    "BoardDay",
    "BoardEvent",
    "BoardTeam",
    "Choice",
    "PinWay",
    "board",
    "keep_awake",
]
