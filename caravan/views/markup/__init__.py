"""HTML of the itinerary: templates that escape everything, and one stylesheet."""
