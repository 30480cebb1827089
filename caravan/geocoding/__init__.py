"""From a name that a person writes to a point on the map, and never by a silent guess."""
