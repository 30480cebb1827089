"""Every edit of a tour as a pure function: files in, files out, all else in them kept.

An edit refuses an impossible value (WrongValue, with what would be right) before anything changes.
"""
