"""What every test in a browser needs: patience."""

from __future__ import annotations

from playwright.sync_api import expect

# Milliseconds to wait for what a page is to show, at most. Nothing that is there takes longer for
# it, and a machine that does other things beside takes its time.
expect.set_options(timeout=60_000)
