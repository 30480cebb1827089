"""The question: places, events, rules, roads and ferries of a tour."""
