"""ZIP archives and workbooks that are the same bytes for the same content."""
