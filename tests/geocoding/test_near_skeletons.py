from __future__ import annotations

from caravan.geocoding.near_skeletons import near_skeletons


def test_a_slip_in_one_consonant_is_near():
    near = near_skeletons("KaFSa")
    assert near[0] == "KFS"
    assert {"KF", "FKS", "KSF", "KFZ", "KFSR", "MKFS", "KRFS"} <= set(near)
    assert "ZZZ" not in near
    assert len(near) == len(set(near)) < 120


def test_without_consonants_nothing_is_near():
    assert near_skeletons("aiu") == ()
    assert near_skeletons("") == ()
