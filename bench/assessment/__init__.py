"""Benchmarks of assessment items."""
