"""Runs the benchmarks of assessment: ``python -m bench.assessment [--size 20000]``."""

from __future__ import annotations

from bench.assessment import formulas, qti, scoring
from bench.harness import read_size

if __name__ == "__main__":
    scoring.measure(read_size(20_000, scoring.__doc__ or ""))
    qti.measure()
    formulas.measure()
