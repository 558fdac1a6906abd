"""Engines: the port that the package talks to and its tantivy implementation."""
