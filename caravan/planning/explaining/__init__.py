"""Why a tour has no plan, and what would give it one: conflict, shortage and repairs."""
