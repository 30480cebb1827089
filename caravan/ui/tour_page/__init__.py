"""The sections of the page Tour, one a file: each shows a part of the draft and changes it."""
