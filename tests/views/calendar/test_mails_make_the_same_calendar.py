"""Who files mails by the rules of RFC 5546 has at last what a subscriber has.

The client here knows section 2.1.5 only: of two messages about one UID the one of the higher SEQUENCE
counts, of one SEQUENCE the later DTSTAMP; an older one is ignored.
"""

from datetime import UTC, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from views.calendar.content_lines import read
from views.calendar.plans import programme

from caravan.language.language import language
from caravan.plan.change import changes
from caravan.plan.publication import next_publication
from caravan.views.calendar import cancellation, invitation, partner_feed

TOWNS = ("sbeitla", "sfax", "kerkennah", "gafsa")
programmes = st.tuples(
    st.dictionaries(
        st.sampled_from(TOWNS),
        st.tuples(st.integers(0, 2), st.sampled_from([510, 870])),
        min_size=1,
    ),
    st.sets(st.sampled_from(TOWNS), max_size=1).map(tuple),
)
FIRST_TIME = datetime(2020, 2, 25, 10, tzinfo=UTC)


class Client:
    """The calendar of a partner who gets mails, in any order."""

    def __init__(self):
        self.known = {}

    def take(self, file):
        calendar = read(file)
        [event] = calendar.all("VEVENT")
        rank = int(event.values("SEQUENCE")[0]), event.values("DTSTAMP")[0]
        uid = event.values("UID")[0]
        assert calendar.values("METHOD")[0] in ("REQUEST", "CANCEL")
        if uid not in self.known or rank > self.known[uid][0]:
            is_on = calendar.values("METHOD") == ["REQUEST"]
            self.known[uid] = rank, (event.values("DTSTART") if is_on else None)

    @property
    def shown(self):
        return {uid: begins for uid, (_, begins) in self.known.items() if begins}


@settings(max_examples=40)
@given(st.lists(programmes, min_size=1, max_size=5), st.randoms(use_true_random=False))
def test_mails_in_any_order_and_a_feed_lead_to_the_same_calendar(told, luck):
    before, mailed, sent = None, {town: [] for town in TOWNS}, {}
    for number, (held, uninvited) in enumerate(told):
        after = next_publication(
            programme(held, uninvited),
            before,
            schedule="a",
            made=FIRST_TIME + timedelta(hours=number),
        )
        for change in changes(before, after).told:
            event, partner = change.after.event.id, change.partner
            if change.is_off:
                file = cancellation(after, event, partner, sent=sent[event])
            else:
                file = invitation(after, event, partner.id)
            [part] = read(file).all("VEVENT")
            sent[event] = int(part.values("SEQUENCE")[0])
            mailed[event].append(file)
        before = after
    for town in TOWNS:
        feed = partner_feed(before, f"commune-{town}", language("en"), at=before.made)
        subscribed = {
            event.values("UID")[0]: event.values("DTSTART")
            for event in read(feed.content).all("VEVENT")
            if event.values("STATUS") == ["CONFIRMED"]
        }
        client = Client()
        files = list(mailed[town])
        luck.shuffle(files)
        for file in files:
            client.take(file)
        assert client.shown == subscribed
