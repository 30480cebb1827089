"""Who comes in: the pages to log in and out, and what stands before all other pages."""
