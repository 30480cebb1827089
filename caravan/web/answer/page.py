"""The page of one invitation, shown and sent back."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from urllib.parse import parse_qs, quote

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from caravan.language.language import Language
from caravan.plan.invitation_state import Answer, InvitationState
from caravan.plan.publication import Publication
from caravan.plan.revision import Revision
from caravan.store.desk import Desk
from caravan.store.invitation import Invitation
from caravan.store.link import Link, LinkKind
from caravan.store.state_folder import StateUnusable
from caravan.tour.partner import Partner
from caravan.views.answer_page.asked import Asked, Filled
from caravan.views.answer_page.page import answer_language, answer_page, answer_policy
from caravan.web.answer.earlier import earlier
from caravan.web.answer.form_token import new_token, read_token
from caravan.web.answer.given import Given, given
from caravan.web.answer.recording import Sent, record
from caravan.web.answers import not_found

MOST_BYTES = 20_000
"""Of a form that is sent: a comment in Arabic takes twelve bytes for each letter."""
_MOST_FIELDS = 20
_PUBLICATIONS_BEFORE = 20
_KINDS = (LinkKind.ANSWER, LinkKind.PARTNER)
_PREFILLED = {Answer.ACCEPTED.value, Answer.DECLINED.value, Answer.PROPOSES.value}


@dataclass(frozen=True, slots=True)
class _Opened:
    """What an address opens.

    Attributes:
        secret: of the link; now: an aware instant.
    """

    secret: str
    link: Link
    invitation: Invitation
    asked: Asked
    now: datetime


def show(desk: Desk, request: Request, now: datetime) -> Response:
    """The page. It changes nothing: mail programs open every address in a mail to look for harm."""
    opened = _opened(desk, request.path_params["secret"], now)
    if opened is None:
        return not_found()
    filled = _as_it_stands(opened, request.query_params.get("answer", ""))
    told = request.query_params.get("told") == "1" and opened.invitation.state.is_answer
    return _page(opened, filled, _speech(opened, request), has_just_answered=told)


def send(desk: Desk, request: Request, body: bytes, now: datetime) -> Response:
    """The form, filled in. An answer that arrives twice is one; another in the same form is another."""
    opened = _opened(desk, request.path_params["secret"], now)
    if opened is None:
        return not_found()
    speech = _speech(opened, request)
    fields = _fields(body)
    answer, date, begins, ends, comment = (
        fields.get(name, "") for name in ("answer", "date", "begins", "ends", "comment")
    )
    filled = Filled(answer, date, begins, ends, comment)
    if not opened.asked.may_answer(opened.now):
        return _page(opened, None, speech, status=409)
    token = read_token(opened.secret, fields.get("token", ""))
    if token is None or token[1] != opened.asked.revision.sequence:
        return _show_again(opened, filled, speech, has_moved=token is not None)
    found = given(filled, opened.asked, opened.now, speech)
    if not isinstance(found, Given):
        told = tuple((field, speech.message(why)) for field, why in found)
        return _page(opened, replace(filled, faults=told), speech, status=422)
    return _recorded(desk, opened, filled, Sent(found, token[0]), speech)


def _recorded(
    desk: Desk, opened: _Opened, filled: Filled, sent: Sent, speech: Language
) -> Response:
    sequence = opened.asked.revision.sequence
    try:
        is_known = record(desk, opened.link, opened.invitation, sequence, sent, opened.now)
    except StateUnusable as error:
        # What was typed stays on the page: a partner writes it once.
        logging.getLogger("caravan").error("%s", error)  # noqa: TRY400 a message, no traceback
        why = speech.text("Your answer could not be saved. Send it again in a few minutes.")
        return _page(opened, replace(filled, faults=(("", why),)), speech, status=503)
    if not is_known:
        return _show_again(opened, filled, speech, has_moved=False)
    address = f"?told=1&lang={quote(speech.code)}"
    return RedirectResponse(address, 303, headers=dict(_HEADERS))


def _show_again(opened: _Opened, filled: Filled, speech: Language, *, has_moved: bool) -> Response:
    """The form of another moment: what is asked now, before anything is recorded."""
    if has_moved:
        why = speech.text("The event has been moved meanwhile. Look at the new hours above first.")
    else:
        why = speech.text("The page was too old. Look at your answer, and send it again.")
    again = replace(filled, faults=(("", why),))
    return _page(opened, again, speech, status=409 if has_moved else 422)


def _opened(desk: Desk, secret: str, now: datetime) -> _Opened | None:
    """What the address opens; None for whatever is wrong with it, all alike."""
    link = desk.links.opened(secret, _KINDS, now.astimezone(UTC).date())
    publication = None if link is None else desk.publications.latest(link.schedule)
    invitation = None if link is None else _invitation(desk, link)
    if link is None or publication is None or invitation is None:
        return None
    asked = _asked(desk, invitation, publication)
    return None if asked is None else _Opened(secret, link, invitation, asked, now)


def _invitation(desk: Desk, link: Link) -> Invitation | None:
    """What a link answers: of a partner's own link, the last invitation that wasn't called off."""
    if link.kind is LinkKind.ANSWER:
        return desk.invitations.numbered(link.invitation or 0, link.schedule)
    own = [one for one in desk.invitations.listed(link.schedule) if one.partner == link.subject]
    own.sort(key=lambda one: (one.state is not InvitationState.CANCELLED, one.id))
    return own[-1] if own else None


def _asked(desk: Desk, invitation: Invitation, publication: Publication) -> Asked | None:
    """What was asked; None when no publication knows it any more."""
    revision = publication.revision(invitation.event)
    if revision is None:
        return None
    partner, state = _partner(revision, invitation.partner), invitation.state
    if partner is None:  # withdrawn since
        partner = _partner_before(desk, publication, invitation)
        state = InvitationState.CANCELLED
    if partner is None:
        return None
    if revision.is_cancelled:
        state = InvitationState.CANCELLED
    if state.is_answer and invitation.stands != revision.sequence:
        state = InvitationState.INVITED  # moved since, and the mail that says so is on its way
    is_open = not state.is_answer and state is not InvitationState.CANCELLED
    return Asked(
        tour=publication.plan.tour,
        revision=revision,
        partner=partner,
        state=state,
        reply_by=invitation.reply_by,
        answered=invitation.answered,
        begins=invitation.proposal_begins,
        ends=invitation.proposal_ends,
        comment=invitation.comment,
        earlier=earlier(desk, invitation, publication) if is_open else None,
    )


def _partner(revision: Revision, id_: str) -> Partner | None:
    return next((partner for partner in revision.event.partners if partner.id == id_), None)


def _partner_before(desk: Desk, publication: Publication, invitation: Invitation) -> Partner | None:
    """A partner who takes no part any more, as one of the last publications knew him."""
    last = publication.number - 1
    for number in range(last, max(0, last - _PUBLICATIONS_BEFORE), -1):
        before = desk.publications.numbered(publication.schedule, number)
        revision = None if before is None else before.revision(invitation.event)
        partner = None if revision is None else _partner(revision, invitation.partner)
        if partner is not None:
            return partner
    return None


def _as_it_stands(opened: _Opened, wished: str) -> Filled | None:
    """The form as it is first shown: what was answered before, or what the address proposes."""
    asked = opened.asked
    if not asked.may_answer(opened.now):
        return None
    answer = wished if wished in _PREFILLED else ""
    if not asked.state.is_answer:
        return Filled(answer or "", date=asked.local(asked.revision.begins).date().isoformat())
    begins, ends = asked.begins or asked.revision.begins, asked.ends or asked.revision.ends
    return Filled(
        answer or asked.state.value,
        asked.local(begins).date().isoformat(),
        f"{asked.local(begins):%H:%M}" if asked.begins else "",
        f"{asked.local(ends):%H:%M}" if asked.begins else "",
        asked.comment,
    )


def _page(
    opened: _Opened,
    filled: Filled | None,
    speech: Language,
    *,
    has_just_answered: bool = False,
    status: int = 200,
) -> Response:
    token = new_token(opened.secret, opened.asked.revision.sequence)
    page = answer_page(opened.asked, filled, token, speech, has_just_answered=has_just_answered)
    return HTMLResponse(page, status, headers=dict(_HEADERS))


def _speech(opened: _Opened, request: Request) -> Language:
    return answer_language(request.query_params.get("lang"), opened.link.language)


def _fields(body: bytes) -> dict[str, str]:
    """The fields of a form, the first value of each; none for anything that isn't one."""
    try:
        read = parse_qs(
            body.decode("ascii"),
            keep_blank_values=True,
            max_num_fields=_MOST_FIELDS,
            errors="replace",
        )
    except ValueError:
        return {}
    return {name: values[0] for name, values in read.items()}


_HEADERS = (
    ("content-security-policy", answer_policy()),
    ("cache-control", "no-store"),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    ("x-robots-tag", "noindex"),
)
