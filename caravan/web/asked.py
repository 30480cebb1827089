"""In which language a request asks."""

from __future__ import annotations

from urllib.parse import parse_qs

from caravan.language.codes import LANGUAGES


def language_asked(query: bytes, default: str) -> str:
    """The language of ``lang=`` in a query string when it is one of ours, else the default one.

    A default that isn't ours either is the first of ours.
    """
    if query:
        try:
            asked = parse_qs(query.decode("latin-1"), max_num_fields=20).get("lang", [""])[-1]
        except ValueError:
            asked = ""
        if asked in LANGUAGES:
            return asked
    return default if default in LANGUAGES else LANGUAGES[0]
