"""Tables of ``journal``."""
