"""How fast the search is, how it grows, and against whom; see «How the search grows» in docs/benchmarks.md."""
