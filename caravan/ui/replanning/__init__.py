"""What now: an organizer tells what has happened, and gets the plan that breaks the fewest promises."""
