"""The text of a mail: what changed for a partner, what is asked, whom to ask back."""

from __future__ import annotations

from dataclasses import dataclass

from caravan.language.language import Language
from caravan.plan.change import Change, ChangeKind
from caravan.plan.publication import Publication
from caravan.plan.revision import Revision
from caravan.publishing.facts import Facts, facts, organizer_name, partner_name
from caravan.publishing.placeholders import LONGEST_SUBJECT, harmless
from caravan.tour.tour import Tour
from caravan.views.calendar import words

_LEFT_TO_RIGHT_MARK = "\u200e"


@dataclass(frozen=True, slots=True)
class Letter:
    """Subject and text, with the placeholders that are filled in when it is sent."""

    subject: str
    text: str


def letter(
    change: Change, publication: Publication, language: Language, *, is_back: bool = False
) -> Letter:
    """What a partner is told of a change, in a language.

    Args:
        change: from what he was last told to what is told now.
        publication: that tells it.
        is_back: whether he was told before that it doesn't take place.
    """
    tour = publication.plan.tour
    told = change.before if change.is_off and change.before is not None else change.after
    now = facts(told, tour, language)
    paragraphs = [
        _greeting(change, language),
        _news(change, now, publication, language, is_back=is_back),
        f"{now.event}\n{now.time}\n{now.place}",
        "" if change.is_off else _question(language),
        _closing(publication, language),
    ]
    subject = _subject(change, now, language)
    return Letter(
        subject if len(subject) <= LONGEST_SUBJECT else f"{subject[: LONGEST_SUBJECT - 1]}…",
        "\n\n".join(paragraph for paragraph in paragraphs if paragraph),
    )


def _subject(change: Change, now: Facts, language: Language) -> str:
    _ = language.text
    about = {"event": now.event, "when": now.when}
    if change.kind is ChangeKind.WITHDRAWN:
        return _("Invitation withdrawn: {event}, {when}", **about)
    if change.is_off:
        return _("Cancelled: {event}, {when}", **about)
    if change.kind is ChangeKind.OTHER_HOUR and _begins_as_before(change):
        return _("Other end: {event}, now until {end}", event=now.event, end=now.ends)
    if change.kind in {ChangeKind.OTHER_DAY, ChangeKind.OTHER_HOUR}:
        return _("Moved: {event}, now {when}", **about)
    if change.kind is ChangeKind.OTHER_PLACE:
        return _("Other place: {event}, {when}", **about)
    return _("Invitation: {event}, {when}", **about)


def _begins_as_before(change: Change) -> bool:
    return change.before is not None and change.before.begins == change.after.begins


def _greeting(change: Change, language: Language) -> str:
    contact = harmless(change.partner.contact)
    return language.text("Dear {name},", name=contact) if contact else language.text("Hello,")


def _news(
    change: Change, now: Facts, publication: Publication, language: Language, *, is_back: bool
) -> str:
    """One or two sentences: what the partner has to know before all."""
    _ = language.text
    match change.kind:
        case ChangeKind.CANCELLED:
            return _("The event in {town} on {when} is cancelled.", town=now.town, when=now.when)
        case ChangeKind.WITHDRAWN:
            return _(
                "You are no longer expected at the event in {town} on {when}.",
                town=now.town,
                when=now.when,
            )
        case ChangeKind.NEW:
            return _invited(change, now, publication, language, is_back=is_back)
        case ChangeKind.NEW_ADDRESS:
            return _("This invitation now goes to this address. Nothing else has changed.")
    assert change.before is not None  # noqa: S101 what has moved was told before
    return _moved(change.before, change.after, publication.plan.tour, language)


def _invited(
    change: Change, now: Facts, publication: Publication, language: Language, *, is_back: bool
) -> str:
    _ = language.text
    who = partner_name(change.partner, language)
    invited = _(
        "{organizer} invites {organization} to the event in {town}.",
        organizer=organizer_name(publication, language),
        organization=who,
        town=now.town,
    )
    return f"{_('The event takes place after all.')} {invited}" if is_back else invited


def _moved(before: Revision, after: Revision, tour: Tour, language: Language) -> str:
    _ = language.text
    then, now = facts(before, tour, language), facts(after, tour, language)
    told = []
    if before.begins != after.begins:
        told.append(
            _(
                "The event in {town} has moved from {before} to {after}.",
                town=now.town,
                before=then.when,
                after=now.when,
            )
        )
    elif before.ends != after.ends:
        told.append(
            _(
                "The event in {town} on {when} now ends at {after}, not at {before}.",
                town=now.town,
                when=now.when,
                before=then.ends,
                after=now.ends,
            )
        )
    if not after.is_where(before):
        told.append(
            _("Its place is now {after}, not {before}.", before=then.place, after=now.place)
            if then.place != now.place
            # Two towns of one name; or a venue that has no name in this language.
            else _("It now takes place elsewhere: {after}.", after=now.place)
        )
    return " ".join(told)


def _question(language: Language) -> str:
    _ = language.text
    return "\n".join(
        (
            _(
                "Please answer by {reply_by} on this page; no account is needed:",
                reply_by="{reply_by}",
            ),
            "{answer_link}",
            _(
                "There you accept, decline, or propose other hours. Answering in your calendar "
                "works, too."
            ),
        )
    )


def _closing(publication: Publication, language: Language) -> str:
    speaker = words.speaker(publication.plan.tour)
    ways = (speaker.email, speaker.phone, speaker.url) if speaker else ()
    # Between marks, a number or address stays in order on a line that runs from right to left.
    mark = _LEFT_TO_RIGHT_MARK if language.direction == "rtl" else ""
    known = [f"{mark}{harmless(way)}{mark}" for way in ways if way]
    return "\n".join((language.text("Kind regards"), organizer_name(publication, language), *known))
