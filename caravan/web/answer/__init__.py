"""``/answer/<secret>``: a partner answers an invitation, without an account."""
