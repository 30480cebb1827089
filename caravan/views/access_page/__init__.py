"""Pages with which people log in, choose a password and log out: plain HTML, without a script."""

from __future__ import annotations

from caravan.views.access_page.page import (
    AccessPage,
    Field,
    Form,
    access_page,
    access_policy,
)

__all__ = ["AccessPage", "Field", "Form", "access_page", "access_policy"]
