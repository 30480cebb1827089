"""Answers that took long to work out, kept by their question."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sqlalchemy import delete, select

import caravan
from caravan.store.database import Database
from caravan.store.schema import AnswerRow

KEEP_ANSWERS = 300
"""Answers that are kept; any other can be worked out again."""
LONGEST_ANSWER = 8_000_000
"""Characters of an answer; a longer one isn't kept."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers in the database, as JSON. Safe for threads; other processes may share it."""

    database: Database

    def get(self, key: str) -> str | None:
        """The answer to a question, None when it isn't known. Raises StateUnusable."""
        with self.database.reading() as session:
            return session.scalar(select(AnswerRow.text).where(AnswerRow.key == key))

    def put(self, key: str, text: str) -> None:
        """Keep an answer, in the place of the one before. Raises StateUnusable."""
        if len(text) > LONGEST_ANSWER:
            return
        with self.database.writing() as session:
            # A new row, so that the ids tell which ones are the latest.
            session.execute(delete(AnswerRow).where(AnswerRow.key == key))
            session.add(AnswerRow(key=key, text=text))
            session.flush()
            newest = select(AnswerRow.id).order_by(AnswerRow.id.desc()).limit(KEEP_ANSWERS)
            session.execute(
                delete(AnswerRow)
                .where(AnswerRow.id.not_in(newest))
                .execution_options(synchronize_session=False)
            )


def answer_key(kind: str, *question: str) -> str:
    """What tells questions apart: a hash of all parts, and of this version of the program.

    Args:
        kind: a short word that begins the key: "explanation".
        question: everything that the answer depends on, like the key of a tour on the shelf.
    """
    parts = repr((caravan.__version__, *question))
    return f"{kind}-{hashlib.sha256(parts.encode()).hexdigest()}"
