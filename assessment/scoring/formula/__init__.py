"""Whether two formulas are equal, decided in a process of its own under limits."""
