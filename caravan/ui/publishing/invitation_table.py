"""How each invitation stands: a table of partners, and how many are how far."""

from __future__ import annotations

from markupsafe import Markup

from caravan.language.language import Language
from caravan.plan.invitation_state import InvitationState
from caravan.publishing.replies.states import states
from caravan.store.invitation import Invitation
from caravan.ui.html import element, show
from caravan.ui.publishing.instants import local_date, moment_text
from caravan.ui.publishing.mail_facts import event_and_partner
from caravan.ui.publishing.rights import present
from caravan.ui.publishing.standing import Standing
from caravan.views.invitation_text import proposal_text, state_text, state_tone


def show_invitation_table(seen: Standing) -> None:
    """Draw it, in order of the events' times."""
    speech = seen.visit.language
    _ = speech.text
    zone = seen.candidate.plan.tour.zone
    now = states(seen.visit.desk, seen.schedule, local_date(present(), zone))
    listed = sorted(seen.visit.desk.invitations.listed(seen.schedule), key=lambda i: _turn(seen, i))
    show(element("h2", _("Invitations")), speech)
    show(element("p", _summary(now, speech), class_="cv-quiet cv-figures"), speech)
    titles = (_("Town"), _("Partner"), _("Answer"), _("Answer wished by"))
    head = element("tr", *(element("th", title, scope="col") for title in titles))
    rows = [_row(seen, one, now[one.partner, one.event], speech) for one in listed]
    table = element(
        "table",
        element("thead", head),
        element("tbody", *rows),
        class_="cv-table cv-invitation-table",
    )
    show(
        element(
            "div", table, class_="cv-scroll", tabindex="0", role="region", aria_label=titles[1]
        ),
        speech,
    )


def state_mark(state: InvitationState, speech: Language) -> Markup:
    """The state as a small tag."""
    text = state_text(state, speech)
    return element("span", text, class_=f"cv-mark cv-mark-{state_tone(state)}")


def _row(seen: Standing, one: Invitation, state: InvitationState, speech: Language) -> Markup:
    zone = seen.candidate.plan.tour.zone
    town, partner = event_and_partner(seen, one.partner, one.event, speech)
    answer = [element("p", state_mark(state, speech))]
    if state is InvitationState.PROPOSES and one.proposal_begins and one.proposal_ends:
        wished = proposal_text(one.proposal_begins, one.proposal_ends, zone, speech)
        answer.append(element("p", element("bdi", wished)))
    if one.comment and state.is_answer:
        answer.append(element("p", element("bdi", one.comment), class_="cv-quiet"))
    if one.answered is not None and state.is_answer:
        when = moment_text(one.answered, zone, speech)
        answer.append(element("p", when, class_="cv-quiet cv-figures"))
    by = "" if one.reply_by is None else speech.date(one.reply_by)
    return element(
        "tr",
        element("th", element("bdi", town), scope="row"),
        element("td", element("bdi", partner)),
        element("td", *answer),
        element("td", by, class_="cv-figures"),
    )


def _summary(now: dict[tuple[str, str], InvitationState], speech: Language) -> str:
    """``12 accepted · 1 declined``."""
    counts = {state: list(now.values()).count(state) for state in InvitationState}
    return " · ".join(
        speech.text("{number} {state}", number=speech.number(n), state=state_text(state, speech))
        for state, n in counts.items()
        if n
    )


def _turn(seen: Standing, one: Invitation) -> tuple[bool, str, int]:
    revision = (seen.latest or seen.candidate).revision(one.event)
    return revision is None, "" if revision is None else revision.begins.isoformat(), one.id
