"""Which languages there are, for whoever must know it before it needs a language."""

from __future__ import annotations

LANGUAGES = ("fr", "ar", "en")
"""Languages of screens and exports; the first is the default."""
