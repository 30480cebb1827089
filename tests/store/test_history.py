"""The tree of a tour's versions, and what is let go of when there are too many."""

from __future__ import annotations

from caravan.store.history import surplus, way_back, way_forward

# 1 ─ 2 ─ 3      undone twice, then changed: 4 begins a branch
#      └─ 4 ─ 5
TREE = {1: None, 2: 1, 3: 2, 4: 2, 5: 4}


def test_undo_leads_from_each_version_to_the_one_it_was_made_from():
    assert way_back(TREE, 5) == (5, 4, 2, 1)
    assert way_back(TREE, 3) == (3, 2, 1)
    assert way_back({7: 6, 8: 7}, 8) == (8, 7)


def test_redo_leads_to_what_was_made_last_from_here():
    assert way_forward(TREE, 1) == 2
    assert way_forward(TREE, 2) == 4
    assert way_forward(TREE, 5) is None


def test_what_undo_no_longer_reaches_goes_first_then_the_oldest():
    assert surplus(TREE, 5, 5) == ()
    assert surplus(TREE, 5, 4) == (3,)
    assert surplus(TREE, 5, 3) == (3, 1)
    assert surplus(TREE, 5, 1) == (3, 1, 2, 4)
