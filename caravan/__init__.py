"""caravan plans touring events and keeps everybody who takes part informed."""

__version__ = "0.1.0"
