"""Scoring: an item and a response in, points and their reasons out; pure and deterministic."""
