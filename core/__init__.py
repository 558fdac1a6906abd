"""Ids, clock, outbox, audit, transitions, registries and Russian text; no domain noun."""
