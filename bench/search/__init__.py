"""How fast the search is, how it grows, and against whom; see docs/benchmarks.md."""
