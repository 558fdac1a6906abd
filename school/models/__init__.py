"""Tables of ``school``."""
