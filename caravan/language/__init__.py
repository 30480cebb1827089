"""The words and number formats of each language that caravan speaks."""
