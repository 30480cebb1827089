"""``python -m caravan`` is ``caravan``."""

from caravan.cli import main

main()
