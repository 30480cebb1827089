"""How much of each part of the page Publish waits for somebody."""

from __future__ import annotations

from caravan.store.mail import Mail, MailState
from caravan.ui.publishing.question_list import questions_of
from caravan.ui.publishing.rights import may_publish
from caravan.ui.publishing.standing import Standing

_TO_LOOK_AT = (MailState.DRAFT, MailState.UNCLEAR, MailState.FAILED)


def open_things(seen: Standing) -> dict[str, int]:
    """By the part's id; parts in which nothing waits are left out. Raises StateUnusable."""
    mails: tuple[Mail, ...] = ()
    if seen.base and may_publish(seen.visit):
        mails = seen.visit.desk.mails.listed(seen.schedule, seen.base)
    found = {
        "news": len(seen.due) if seen.is_new else 0,
        "mails": sum(1 for mail in mails if mail.state in _TO_LOOK_AT),
        "answers": len(questions_of(seen)),
    }
    return {part: number for part, number in found.items() if number}
