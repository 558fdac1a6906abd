"""Bringing published objects over to a new edition of their framework."""
