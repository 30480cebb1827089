"""Who visits, what they may do, and the page on which that is said."""
