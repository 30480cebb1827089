"""A copy of a tour as a tour of its own, called so that it is told from the original."""

from __future__ import annotations

from contextlib import suppress
from secrets import token_hex

from caravan.errors import InputFaults, msg
from caravan.files.editing.copy_tour import copy_of
from caravan.files.tour_files import TourFiles
from caravan.files.wrong import WrongValue
from caravan.language.language import LANGUAGES, language
from caravan.ui.tour_page.words import best_name
from caravan.ui.visit import Visit
from caravan.ui.workbench import create_tour, drafted


def keep_copy(visit: Visit, files: TourFiles) -> str:
    """Keep a copy of a tour; its id. Raises StateUnusable, and InputFaults for unreadable files."""
    names = drafted(files).head.names
    name = best_name(names, visit.language, "")
    titles = {code: _title(code, text) for code, text in names}
    # Where nothing says yet what tour it is, the copy is told from the original as it stands.
    with suppress(InputFaults, WrongValue):
        files = copy_of(files, token_hex(6), titles)
    what = msg("copied from {file}", file=name) if name else msg("copied")
    return create_tour(visit.desk, files, what)


def _title(code: str, text: str) -> str:
    if code not in LANGUAGES:
        return text
    return language(code).text("{name} (copy)", name=text)
