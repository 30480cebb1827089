"""Names of languages and roles of partners, as a person reads them."""

from __future__ import annotations

from caravan.language.language import Language


def language_name(code: str, language: Language) -> str:
    """``arabe`` for ``"ar"`` in French; the code itself when nobody knows it."""
    return str(language.locale.languages.get(code, code))


def role_text(role: str, language: Language) -> str:
    """The role of a partner; the common ones are translated, others stay as they were typed."""
    _ = language.text
    known = {
        "host": _("host"),
        "speaker": _("speaker"),
        "organizer": _("organizer"),
        "press": _("press"),
    }
    return known.get(role, role)
