"""How late a change reaches people who subscribed, told to those who publish."""

from __future__ import annotations

from caravan.language.language import Language


def refresh_notes(language: Language) -> tuple[tuple[str, str], ...]:
    """Pairs of a calendar program and how often it reads a feed; the last pair is the advice."""
    _ = language.text
    return (
        (
            "Google Calendar",
            _("Reads a feed every 12 to 24 hours. Nobody can hurry it."),
        ),
        (
            "Outlook",
            _(
                "On the web and in the new Outlook every few hours, at times only after a day; "
                "the classic program usually follows the feed's own wish of one hour."
            ),
        ),
        (
            _("Apple Calendar"),
            _(
                "As chosen in its settings: on a Mac from every 5 minutes to once a week, on an "
                "iPhone when it fetches new data, often only when charging on Wi-Fi."
            ),
        ),
        (
            "Thunderbird",
            _("Every 30 minutes while it is open, unless set otherwise."),
        ),
        (
            _("Urgent changes"),
            _("Do not wait for calendars: call or write to the partners concerned."),
        ),
    )
