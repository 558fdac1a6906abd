"""How fast the search is and how it grows; docs/benchmarks.md says what is measured."""
