"""Tables of a plan for spreadsheets: CSV and XLSX."""
