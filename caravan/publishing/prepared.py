"""A mail from the queue, with all that it takes to write it out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address

from caravan.errors import ImpossibleValue, msg
from caravan.language.language import Language
from caravan.plan.publication import Publication
from caravan.plan.revision import Revision
from caravan.publishing.facts import facts, organizer_name, partner_name
from caravan.publishing.letter_html import letter_html
from caravan.publishing.message import address, message, sender_address
from caravan.publishing.placeholders import ANSWER_LINK, REPLY_BY, filled, harmless
from caravan.store.desk import Desk
from caravan.store.mail import Mail, Method
from caravan.tour.partner import Partner
from caravan.views.calendar import words
from caravan.views.calendar.invitations import cancellation, invitation, partner_language


@dataclass(frozen=True, slots=True)
class Prepared:
    """A mail whose partner, event and addresses are found.

    Attributes:
        revision: the event as the mail tells it; of one that is off, as it was told before.
    """

    mail: Mail
    publication: Publication
    partner: Partner
    revision: Revision
    language: Language
    sender: Address
    reply_to: Address
    recipient: Address

    def content(self, answer_link: str, at: datetime) -> bytes:
        """The mail's bytes.

        Args:
            answer_link: address of the page to answer on; empty for a cancellation.
            at: its Date.

        Raises ImpossibleValue when its calendar can't be written.
        """
        values = self._values(answer_link)
        subject, text = filled(self.mail.subject, values), filled(self.mail.text, values)
        made = message(
            sender=self.sender,
            reply_to=self.reply_to,
            recipient=self.recipient,
            subject=subject,
            text=text,
            html=letter_html(subject, text, self.language, answer_link),
            calendar=self._calendar(answer_link),
            method=self.mail.method,
            language=self.language,
            message_id=self.mail.message_id,
            at=at,
        )
        return made.as_bytes()

    def _calendar(self, answer_link: str) -> bytes:
        mail = self.mail
        if mail.method is Method.CANCEL:
            return cancellation(self.publication, mail.event, self.partner, sent=mail.sequence)
        return invitation(
            self.publication,
            mail.event,
            mail.partner,
            reply_by=mail.reply_by,
            answer=answer_link,
        )

    def _values(self, answer_link: str) -> dict[str, str]:
        language = self.language
        told = facts(self.revision, self.publication.plan.tour, language)
        reply_by = language.long_date(self.mail.reply_by) if self.mail.reply_by else ""
        return {
            ANSWER_LINK: answer_link,
            REPLY_BY: reply_by,
            "event": told.event,
            "date": told.date,
            "hours": told.hours,
            "place": told.place,
            "organization": partner_name(self.partner, language),
            "contact": harmless(self.partner.contact),
            "organizer": organizer_name(self.publication, language),
        }


def prepare(desk: Desk, mail: Mail, sender: str) -> Prepared:
    """All that a mail takes.

    Args:
        sender: the address in From as the settings have it, empty for the organizer's.

    Raises ImpossibleValue when it can't be written, StateUnusable.
    """
    publications = desk.publications
    publication = publications.numbered(mail.schedule, mail.publication)
    # Whoever takes no part any more is known to the publication that told him.
    told_by = mail.told if mail.method is Method.CANCEL else mail.publication
    told = publications.numbered(mail.schedule, told_by)
    revision = told.revision(mail.event) if told else None
    partner = (
        next((p for p in revision.event.partners if p.id == mail.partner), None)
        if revision
        else None
    )
    if publication is None or revision is None or partner is None:
        raise ImpossibleValue(msg("what this mail tells of isn't there any more"))
    tour = publication.plan.tour
    host = words.host(tour)
    if host is None:
        raise ImpossibleValue(msg("no organizer of the tour has an e-mail address for the answers"))
    language = partner_language(partner, tour)
    reply_to = address(host.email, language.name(host.names))
    return Prepared(
        mail=mail,
        publication=publication,
        partner=partner,
        revision=revision,
        language=language,
        sender=sender_address(sender, reply_to),
        reply_to=reply_to,
        recipient=address(mail.recipient, partner.contact or language.name(partner.organization)),
    )
