"""Codes of the pure rooms turned into words, once, at the edge."""
