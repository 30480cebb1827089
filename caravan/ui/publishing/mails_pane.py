"""The second part of the page Publish: mails to read, edit and send, and what became of them."""

from __future__ import annotations

from caravan.language.language import Language
from caravan.publishing.drafts import results
from caravan.store.mail import MailState
from caravan.ui.html import element
from caravan.ui.links import addresses, base_address
from caravan.ui.notice import Tone, show_notice
from caravan.ui.publishing.drafts_pane import show_drafts
from caravan.ui.publishing.results_pane import show_results
from caravan.ui.publishing.sending import is_dry_run, show_sending
from caravan.ui.publishing.standing import Standing
from caravan.ui.publishing.unsaved_texts import show_unsaved_texts


def show_mails(seen: Standing) -> None:
    """Draw it."""
    speech = seen.visit.language
    _ = speech.text
    if seen.latest is None:
        show_notice(
            Tone.QUIET,
            _("Nothing is published yet."),
            speech,
            _("Mails are drafted when you publish. See “{part}”.", part=_("What is new")),
        )
        return
    mails = results(seen.visit.desk, seen.schedule)
    drafts = tuple(mail for mail in mails if mail.state is MailState.DRAFT)
    show_unsaved_texts(seen, {mail.id for mail in drafts})
    if not mails:
        show_notice(
            Tone.QUIET,
            _("Publication {number} has no mails.", number=seen.latest.number),
            speech,
            _("Nothing has changed for the partners who can be written to, or there are none."),
        )
        return
    _show_where_they_go(seen, speech)
    others = tuple(
        mail for mail in mails if mail.state not in {MailState.DRAFT, MailState.SUPERSEDED}
    )
    show_sending(seen, mails)
    if drafts:
        show_drafts(seen, drafts)
    if others:
        show_results(seen, others)


def _show_where_they_go(seen: Standing, speech: Language) -> None:
    """Warn of links that lead nowhere, also in files; say it when mails become files."""
    _ = speech.text
    if addresses(seen.visit.desk).is_loopback:
        show_notice(
            Tone.FAULT,
            _("The links to answer in these mails work on this computer only."),
            speech,
            _("Partners can use them once the app runs on a server that they reach."),
            more=element("p", element("code", base_address(seen.visit.desk), dir="ltr")),
        )
    if not is_dry_run(seen):
        return
    folder = str(seen.visit.desk.settings.state / "outbox")
    show_notice(
        Tone.OPEN,
        _("No mail leaves: no mail server is set."),
        speech,
        _("Mails become files that a mail program opens, in a folder of the server:"),
        more=element("p", element("code", folder, dir="ltr")),
    )
