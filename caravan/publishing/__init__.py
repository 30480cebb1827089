"""Telling people of a plan: publications, the mails that go with them, and how these are sent."""
