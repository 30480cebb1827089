"""What a visitor sees when something broke that we didn't foresee: never a traceback."""

from __future__ import annotations

import logging

from caravan.errors import CaravanError


def show_failure(error: Exception) -> bool:
    """Log the failure and show a calm page in the visitor's language. True: it is handled."""
    from caravan.ui.notice import Tone, show_notice
    from caravan.ui.style import show_looks
    from caravan.ui.visit import visitor_language

    logging.getLogger("caravan").error("a page failed", exc_info=error)
    language = visitor_language()
    _ = language.text
    show_looks(language)
    if isinstance(error, CaravanError):
        show_notice(
            Tone.FAULT, _("This can't be shown."), language, language.message(error.message)
        )
        return True
    show_notice(
        Tone.FAULT,
        _("Something went wrong on our side."),
        language,
        _(
            "Your plan and your files are safe. Reload the page; if it happens again, the server's "
            "log says why."
        ),
    )
    return True
