"""What a mail says of an event, in one language: harmless to put into a line."""

from __future__ import annotations

from dataclasses import dataclass

from caravan.language.language import Language
from caravan.plan.publication import Publication
from caravan.plan.revision import Revision
from caravan.publishing.placeholders import harmless
from caravan.tour.partner import Partner
from caravan.tour.tour import Tour
from caravan.views.calendar import words


@dataclass(frozen=True, slots=True)
class Facts:
    """An event as texts.

    Attributes:
        event: town and tour; town: the town alone.
        date: with weekday and year; hours: from when to when; time: both of them.
        when: date and beginning, in a sentence.
        begins, ends: times of day.
        place: venue and town.
    """

    event: str
    town: str
    date: str
    hours: str
    time: str
    when: str
    begins: str
    ends: str
    place: str


def facts(revision: Revision, tour: Tour, language: Language) -> Facts:
    """What a publication tells of an event."""
    town = harmless(words.name(revision.place, language))
    venue = harmless(language.name(revision.event.venue)) if revision.event.venue else ""
    begins, ends = (
        language.clock(60 * instant.hour + instant.minute)
        for instant in (revision.begins, revision.ends)
    )
    comma = "، " if language.direction == "rtl" else ", "
    date = language.long_date(revision.begins.date())
    hours = f"{begins}–{ends}"
    return Facts(
        event=f"{town} – {harmless(words.name(tour, language))}",
        town=town,
        date=date,
        hours=hours,
        time=f"{date}{comma}{hours}",
        when=language.text(
            "{date} at {time}", date=language.date(revision.begins.date()), time=begins
        ),
        begins=begins,
        ends=ends,
        place=comma.join(dict.fromkeys(part for part in (venue, town) if part)),
    )


def organizer_name(publication: Publication, language: Language) -> str:
    """The organizer who speaks for the tour; the tour's own name when there is none."""
    speaker = words.speaker(publication.plan.tour)
    named = words.name(publication.plan.tour, language)
    return harmless(language.name(speaker.names)) if speaker else harmless(named)


def partner_name(partner: Partner, language: Language) -> str:
    """The organization; its id when nothing of its name can be shown."""
    return harmless(language.name(partner.organization)) or partner.id
