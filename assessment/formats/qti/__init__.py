"""QTI 2.1, 2.2 and 3.0: items, tests and content packages in; 2.2 and 3.0 out."""
