"""What a request asks for, and a plan as the key of a cache."""

from __future__ import annotations

from starlette.requests import Request

from caravan.language.language import LANGUAGES
from caravan.store.shelf import ShelvedPlan


def asked_language(request: Request) -> str:
    """The language of ``?lang=`` when it is one of ours, else the default one."""
    asked = request.query_params.get("lang")
    return asked if asked in LANGUAGES else LANGUAGES[0]


class CachedPlan:
    """A plan as a cache key: equal when its mark is, because hashing a whole plan takes long."""

    def __init__(self, shelved: ShelvedPlan) -> None:
        self.plan = shelved.plan
        self.mark = shelved.mark

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CachedPlan) and other.mark == self.mark

    def __hash__(self) -> int:
        return hash(self.mark)
