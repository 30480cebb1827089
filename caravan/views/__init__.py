"""Showing a plan: itinerary, map, calendars, tables, tracks, the day page."""
