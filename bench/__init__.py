"""How fast plans are found and proved; ``make bench`` runs it all."""
