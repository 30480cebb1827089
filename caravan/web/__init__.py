"""Plain HTTP beside the app: feeds to subscribe to, and the day pages."""
