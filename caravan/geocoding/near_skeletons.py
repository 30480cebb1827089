"""Which skeletons of consonants are one slip away from another."""

from __future__ import annotations

from collections.abc import Iterator

from caravan.geocoding.transliteration import CLASSES, skeleton


def near_skeletons(sound: str) -> tuple[str, ...]:
    """The skeleton of a sound itself and all that differ by one consonant.

    One left out, one put in, one taken for another, or two neighbours swapped: about thirty times
    the length, each an instant's look-up in an index. Slips in vowels leave the skeleton as it is.
    """
    bones = skeleton(sound)
    if not bones:
        return ()
    return tuple(dict.fromkeys(near for near in (bones, *_slips(bones)) if near))


def _slips(bones: str) -> Iterator[str]:
    for at in range(len(bones)):
        yield skeleton(bones[:at] + bones[at + 1 :])
        yield skeleton(bones[:at] + bones[at : at + 2][::-1] + bones[at + 2 :])
        for letter in CLASSES:
            yield skeleton(bones[:at] + letter + bones[at + 1 :])
    for at in range(len(bones) + 1):
        for letter in CLASSES:
            yield skeleton(bones[:at] + letter + bones[at:])
