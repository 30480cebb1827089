"""Tools of those who work on caravan; the program does not need them."""
