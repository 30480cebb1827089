"""Answers to invitations: read from mails and files, or given on a page; matched and recorded."""
