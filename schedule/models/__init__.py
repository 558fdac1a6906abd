"""Tables of ``schedule``."""
