"""The page with which a partner answers an invitation, without an account and without a script."""
