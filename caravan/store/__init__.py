"""Durable state: the settings of a server, its state folder, the secret and the plans kept there."""
