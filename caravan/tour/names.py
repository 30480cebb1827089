"""A text in several languages."""

from __future__ import annotations

import re
from dataclasses import dataclass

from caravan.errors import ImpossibleValue, msg

_LANGUAGE = re.compile(r"[a-z]{2,3}")
MAX_LENGTH = 300
"""Longest name accepted, in characters: longer ones are pasted by mistake."""


@dataclass(frozen=True, slots=True)
class Names:
    """The same text by language code (ISO 639), for example ``(("ar", "قفصة"), ("fr", "Gafsa"))``.

    Raises ImpossibleValue without any text, for an empty or too long one, or for a bad code.
    """

    texts: tuple[tuple[str, str], ...]

    def __post_init__(self) -> None:
        if not self.texts:
            raise ImpossibleValue(msg("a name is missing"))
        for language, text in self.texts:
            if not _LANGUAGE.fullmatch(language):
                raise ImpossibleValue(msg("“{code}” is not a language code", code=language))
            if not text.strip():
                raise ImpossibleValue(msg("the name in “{code}” is empty", code=language))
            if len(text) > MAX_LENGTH:
                raise ImpossibleValue(
                    msg(
                        "the name “{start}…” has {length} characters, at most {limit} are allowed",
                        start=text[:30],
                        length=len(text),
                        limit=MAX_LENGTH,
                    )
                )
        if len({language for language, _ in self.texts}) != len(self.texts):
            raise ImpossibleValue(msg("a language is given twice for one name"))

    @classmethod
    def of(cls, **texts: str | None) -> Names:
        """Names from keywords, absent languages left out: ``Names.of(fr="Gafsa", ar="قفصة")``."""
        return cls(tuple(sorted((code, text) for code, text in texts.items() if text)))

    def given(self, language: str) -> str | None:
        """The text in exactly this language, or None."""
        return dict(self.texts).get(language)

    def in_language(self, language: str) -> str:
        """The text in this language, else in French or English, else in any."""
        texts = dict(self.texts)
        for code in (language, "fr", "en"):
            if code in texts:
                return texts[code]
        return self.texts[0][1]
