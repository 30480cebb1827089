"""What data looks like outside, as pydantic models: checked here, frozen dataclasses inside."""
