"""The institute's rules: checks as data, run while the author writes and at submission."""
