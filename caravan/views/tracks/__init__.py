"""The way of a plan for navigation devices and maps: GPX and KML."""
