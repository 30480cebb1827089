"""The answer: what a plan is, and whether it is right."""
