"""The programme in a person's hands: moves, their price, wishes that are set by hand."""
