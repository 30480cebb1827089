"""Who has to be told what: each partner of an event once, and nobody for whom nothing changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from programmes import Held, partner, programme

from caravan.plan.change import ChangeKind, changes
from caravan.plan.publication import next_publication

NOON = datetime(2020, 2, 20, 12, tzinfo=UTC)
AMINA, BILEL, CARLA = partner("amina"), partner("bilel"), partner("carla")
SFAX = Held(day=1, begins=510, minutes=180, venue="Théâtre", partners=(AMINA,))
GAFSA = Held(day=0, begins=900, town="gafsa", partners=(BILEL,))
TOUR = {"sfax": SFAX, "gafsa": GAFSA}


def publications(*programmes):
    found = []
    for held in programmes:
        before = found[-1] if found else None
        made = NOON + timedelta(days=len(found))
        found.append(next_publication(programme(held), before, schedule="s", made=made))
    return found


def said(before, after):
    """Who is told what, and of whom nothing is said."""
    found = changes(before, after)
    told = [(c.partner.id, c.after.event.id, c.kind) for c in found.told]
    return told, [(p.id, revision.event.id) for p, revision in found.untouched]


def after_change(*programmes):
    made = publications(*programmes)
    return said(made[-2], made[-1])


def test_with_the_first_publication_everybody_is_told_in_the_order_of_time():
    (first,) = publications(TOUR)
    assert said(None, first) == (
        [("bilel", "gafsa", ChangeKind.NEW), ("amina", "sfax", ChangeKind.NEW)], [],
    )  # fmt: skip
    assert [change.before for change in changes(None, first).told] == [None, None]


@pytest.mark.parametrize(
    ("other", "kind"),
    [({"day": 0}, ChangeKind.OTHER_DAY), ({"day": 0, "town": "gafsa"}, ChangeKind.OTHER_DAY),
     ({"begins": 600}, ChangeKind.OTHER_HOUR), ({"minutes": 120}, ChangeKind.OTHER_HOUR),
     ({"begins": 600, "venue": "Stade"}, ChangeKind.OTHER_HOUR),
     ({"town": "kerkennah"}, ChangeKind.OTHER_PLACE), ({"venue": "Stade"}, ChangeKind.OTHER_PLACE),
     ({"partners": (partner("amina", email="new@town.example"),)}, ChangeKind.NEW_ADDRESS)],
)  # fmt: skip
def test_a_change_is_told_to_those_whom_it_touches_alone(other, kind):
    told, untouched = after_change(TOUR, TOUR | {"sfax": replace(SFAX, **other)})
    assert told == [("amina", "sfax", kind)]
    assert untouched == [("bilel", "gafsa")]


def test_a_change_says_what_was_told_before_and_what_is_told_now():
    first, second = publications(TOUR, TOUR | {"sfax": replace(SFAX, begins=600)})
    (change,) = changes(first, second).told
    assert change.before == first.revision("sfax")
    assert change.after == second.revision("sfax")
    assert (change.after.begins - change.before.begins) == timedelta(minutes=90)
    assert not change.is_off


@pytest.mark.parametrize(
    "mended",
    [replace(AMINA, organization=partner("right").organization), replace(AMINA, phone="+216"),
     replace(AMINA, contact="Amina"), replace(AMINA, language="ar")],
)  # fmt: skip
def test_a_typing_error_in_a_partner_is_told_to_nobody(mended):
    told, untouched = after_change(TOUR, TOUR | {"sfax": replace(SFAX, partners=(mended,))})
    assert told == []
    assert untouched == [("bilel", "gafsa"), ("amina", "sfax")]


def test_a_typing_error_in_the_name_of_a_venue_is_told_to_nobody():
    told, untouched = after_change(TOUR, TOUR | {"sfax": replace(SFAX, venue="theatre")})
    assert told == []
    assert untouched == [("bilel", "gafsa"), ("amina", "sfax")]


def test_a_dropped_event_is_told_to_its_partners_once():
    first, second, third = publications(TOUR, {"gafsa": GAFSA}, {"gafsa": GAFSA})
    (change,) = changes(first, second).told
    assert (change.partner, change.kind) == (AMINA, ChangeKind.CANCELLED)
    assert (change.before, change.after.is_cancelled) == (first.revision("sfax"), True)
    assert change.is_off
    assert said(second, third) == ([], [("bilel", "gafsa")])


def test_an_event_that_comes_back_is_new_to_its_partners():
    told, untouched = after_change(TOUR, {"gafsa": GAFSA}, TOUR)
    assert told == [("amina", "sfax", ChangeKind.NEW)]
    assert untouched == [("bilel", "gafsa")]


def test_between_any_two_publications_the_difference_is_told():
    first, _, third = publications(TOUR, {"gafsa": GAFSA}, TOUR | {"sfax": replace(SFAX, day=0)})
    assert said(first, third)[0] == [("amina", "sfax", ChangeKind.OTHER_DAY)]


def test_an_event_that_came_back_as_it_was_is_no_change_between_the_first_and_the_last():
    first, _, third = publications(TOUR, {"gafsa": GAFSA}, TOUR)
    assert said(first, third)[0] == []


def test_partners_that_come_and_go_are_told_and_those_that_stay_are_not():
    both = TOUR | {"sfax": replace(SFAX, partners=(AMINA, CARLA))}
    told, untouched = after_change(TOUR, both)
    assert told == [("carla", "sfax", ChangeKind.NEW)]
    assert untouched == [("bilel", "gafsa"), ("amina", "sfax")]
    told, untouched = after_change(both, TOUR | {"sfax": replace(SFAX, partners=(CARLA,))})
    assert told == [("amina", "sfax", ChangeKind.WITHDRAWN)]
    assert untouched == [("bilel", "gafsa"), ("carla", "sfax")]


def test_a_partner_that_takes_part_elsewhere_is_told_both():
    told, untouched = after_change(
        TOUR, {"sfax": replace(SFAX, partners=()), "gafsa": replace(GAFSA, partners=(AMINA,))}
    )
    assert told == [
        ("amina", "gafsa", ChangeKind.NEW),
        ("bilel", "gafsa", ChangeKind.WITHDRAWN),
        ("amina", "sfax", ChangeKind.WITHDRAWN),
    ]
    assert untouched == []


def test_a_partner_that_leaves_an_event_that_moves_is_told_that_it_is_off_for_him():
    first, second = publications(
        TOUR, TOUR | {"sfax": replace(SFAX, begins=600, partners=(CARLA,))}
    )
    by_partner = {change.partner.id: change for change in changes(first, second).told}
    assert by_partner["amina"].kind is ChangeKind.WITHDRAWN
    assert by_partner["amina"].is_off
    assert by_partner["amina"].before == first.revision("sfax")
    assert by_partner["carla"].kind is ChangeKind.NEW
    assert by_partner["carla"].before is None


PARTNERS = st.dictionaries(
    st.sampled_from(("amina", "bilel")), st.sampled_from(("1@x.example", "2@x.example"))
)
"""An address for each."""
HELD = st.builds(
    Held,
    day=st.integers(0, 1),
    begins=st.sampled_from((540, 600)),
    venue=st.sampled_from(("", "Stade")),
)
PROGRAMMES = st.lists(
    st.dictionaries(st.sampled_from("ab"), st.tuples(HELD, PARTNERS)).map(
        lambda drawn: {
            id_: replace(
                held,
                # A partner takes part in one event.
                partners=tuple(partner(f"{each}-{id_}", email=e) for each, e in emails.items()),
            )
            for id_, (held, emails) in drawn.items()
        }
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=50)
@given(PROGRAMMES)
def test_every_partner_of_an_event_is_told_or_untouched_exactly_once(programmes):
    made = publications(*programmes)
    for before, after in zip([None, *made], made, strict=False):
        found = changes(before, after)
        met = [(c.partner.id, c.after.event.id) for c in found.told]
        met += [(p.id, revision.event.id) for p, revision in found.untouched]
        assert len(met) == len(set(met))
        held_before = () if before is None else before.held
        expected = {
            (each.id, revision.event.id)
            for revision in (*held_before, *after.held)
            for each in revision.event.partners
        }
        assert set(met) == expected


@settings(max_examples=50)
@given(PROGRAMMES)
def test_whoever_is_untouched_knows_all_facts_already(programmes):
    """Followed over all publications: what each partner was told last is what is so."""
    knows: dict[tuple[str, str], object] = {}
    made = publications(*programmes)
    for before, after in zip([None, *made], made, strict=False):
        for change in changes(before, after).told:
            key = (change.partner.id, change.after.event.id)
            knows[key] = None if change.is_off else facts(change.after, change.partner)
    is_so = {
        (each.id, revision.event.id): facts(revision, each)
        for revision in made[-1].held
        for each in revision.event.partners
    }
    assert {key: fact for key, fact in knows.items() if fact is not None} == is_so


def facts(revision, told):
    return (
        revision.begins, revision.ends, revision.place.id, revision.event.venue, told.email,
    )  # fmt: skip
