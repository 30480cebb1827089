"""The answers of partners: what they ask, how each invitation stands, and what doesn't count."""

from __future__ import annotations

from caravan.language.language import Language
from caravan.ui.html import element, show
from caravan.ui.notice import Tone, show_notice
from caravan.ui.publishing.invitation_table import show_invitation_table
from caravan.ui.publishing.mailbox import show_mailbox
from caravan.ui.publishing.question_list import show_questions
from caravan.ui.publishing.refused_replies import show_refused
from caravan.ui.publishing.rights import may_publish
from caravan.ui.publishing.standing import Standing


def show_answers(seen: Standing) -> None:
    """Draw them."""
    speech = seen.visit.language
    _ = speech.text
    if not seen.visit.desk.invitations.listed(seen.schedule):
        show_notice(
            Tone.QUIET,
            _("Nobody is invited yet."),
            speech,
            _("Partners are invited by the mails of a publication."),
        )
        return
    show_questions(seen)
    show_invitation_table(seen)
    if may_publish(seen.visit):
        _title(_("Read answers"), speech)
        show_mailbox(seen)
        show_refused(seen)


def _title(text: str, speech: Language) -> None:
    show(element("h2", text), speech)
