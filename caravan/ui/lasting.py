"""What lasts as long as the server needn't be looked at whenever garbage is collected."""

from __future__ import annotations

import gc
from functools import cache


@cache
def set_lasting_aside() -> None:
    """Take all that is there out of the garbage collector's hands, once in a process.

    After each run of a page Streamlit collects garbage among all objects of the process, which are
    modules and caches nearly all, and takes a tenth of a second for it while nothing else can run:
    too long for a page that answers to each move of a hand.
    """
    gc.collect()
    gc.freeze()
