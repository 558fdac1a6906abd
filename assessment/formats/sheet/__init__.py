"""Spreadsheets by a template: one row, one item (``docs/item-formats.md``)."""
