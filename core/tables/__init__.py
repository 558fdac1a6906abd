"""Tables from strangers: XLSX, ODS, CSV and pasted lines, read as rows of texts."""
