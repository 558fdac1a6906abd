"""Frameworks as tables (CSV, XLSX) by the template of docs/framework-interchange.md."""
