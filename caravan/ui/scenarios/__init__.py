"""Pieces of the page of scenarios: what a tour would be if something were otherwise."""
