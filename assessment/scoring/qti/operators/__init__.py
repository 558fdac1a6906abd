"""The expressions of QTI 2.2 (5.4 to 5.8), by their families."""
