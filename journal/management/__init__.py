"""Commands of ``journal``."""
