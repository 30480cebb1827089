"""Waits for what no page shows: what is saved, or what a server has done."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

SECONDS = 60
_STEP = 100
"""Milliseconds between two looks."""


def until(page: Page, is_true: Callable[[], object]) -> None:
    """Wait until something is true, while the page goes on; AssertionError if it never is."""
    for _ in range(SECONDS * 1000 // _STEP):
        if is_true():
            return
        page.wait_for_timeout(_STEP)
    raise AssertionError("it never came true")


def until_equal(page: Page, found: Callable[[], object], expected: object) -> None:
    """Wait until what is found is as expected; AssertionError with what was found last."""
    last = None

    def is_expected() -> bool:
        nonlocal last
        last = found()
        return bool(last == expected)

    try:
        until(page, is_expected)
    except AssertionError:
        assert last == expected
